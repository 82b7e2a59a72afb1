"""A person deletes everything: blocks by them and of them go, and what they wrote ahead, kept or asked."""

from django.db.models import Q

from alongside.base import turn
from alongside.safety.models import Block, Duty, HelpAsked, HelpLine, KeptWords, NightLetter, Plan


def leave(person_id: int) -> None:
    turn.required()
    Block.objects.filter(Q(by_id=person_id) | Q(whom_id=person_id)).delete()
    _leave_help(person_id)
    Duty.objects.filter(person_id=person_id).delete()
    HelpLine.objects.filter(checked_by_id=person_id).update(checked_by=None)


def _leave_help(person_id: int) -> None:
    """What they wrote ahead or asked goes, and what others kept of their words."""
    Plan.objects.filter(person_id=person_id).delete()
    NightLetter.objects.filter(writer_id=person_id).delete()
    KeptWords.objects.filter(Q(person_id=person_id) | Q(writer_id=person_id)).delete()
    HelpAsked.objects.filter(person_id=person_id).delete()
    HelpAsked.objects.filter(to_id=person_id).update(to=None)
    HelpAsked.objects.filter(taken_by_id=person_id).update(taken_by=None)
