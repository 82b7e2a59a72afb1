"""A person deletes everything: blocks by and of them go, and what they wrote ahead, kept, asked or told."""

from django.db.models import Q

from alongside.base import turn
from alongside.safety import backups, outside_contacts, quiet_wishes, reports, take_overs
from alongside.safety.models import Block, Duty, HelpAsked, HelpLine, KeptWords, NightLetter, Plan


def leave(person_id: int) -> list[int]:
    """The keys of reports and outside contacts to condemn: what was written there about them."""
    turn.required()
    Block.objects.filter(Q(by_id=person_id) | Q(whom_id=person_id)).delete()
    _leave_help(person_id)
    Duty.objects.filter(person_id=person_id).delete()
    HelpLine.objects.filter(checked_by_id=person_id).update(checked_by=None)
    for room in (backups, quiet_wishes, take_overs):
        room.leave(person_id)
    return [*reports.leave(person_id), *outside_contacts.leave(person_id)]


def _leave_help(person_id: int) -> None:
    """What they wrote ahead or asked goes, and what others kept of their words."""
    Plan.objects.filter(person_id=person_id).delete()
    NightLetter.objects.filter(writer_id=person_id).delete()
    KeptWords.objects.filter(Q(person_id=person_id) | Q(writer_id=person_id)).delete()
    HelpAsked.objects.filter(person_id=person_id).delete()
    HelpAsked.objects.filter(to_id=person_id).update(to=None)
    HelpAsked.objects.filter(taken_by_id=person_id).update(taken_by=None)
