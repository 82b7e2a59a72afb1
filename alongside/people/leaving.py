"""All that `people` keeps of a person is taken away. Their row stays, empty: it says that someone was here."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q

from alongside.base import turn
from alongside.people import tallies
from alongside.people.models import (
    Account,
    Availability,
    Consent,
    Handle,
    Invitation,
    Person,
    Profile,
    Recovery,
    Role,
    Session,
)


@dataclass(frozen=True, slots=True)
class Gone:
    """Who was deleted, for the rooms that follow."""

    program_id: int
    key_id: int


def leave(person_id: int, now: datetime) -> Gone | None:
    """Empties this person. None where there is nobody (any more)."""
    turn.required()
    person = Person.objects.select_for_update().filter(id=person_id, deleted_at=None).first()
    if person is None:
        return None
    Person.objects.filter(id=person_id).update(
        name=b"", language="", time_zone="", paused_until=None, deleted_at=now
    )
    uncount(person_id)
    for table in (Role, Session, Handle, Account, Recovery, Consent, Profile, Availability):
        table.objects.filter(person_id=person_id).delete()
    Invitation.objects.filter(renews_id=person_id).delete()
    Invitation.objects.filter(made_by_id=person_id).update(made_by=None)
    return Gone(person.program_id, person.key_id)


def uncount(person_id: int) -> None:
    """What a ready peer added to the tallies is taken off again."""
    row = Availability.objects.filter(person_id=person_id, ready=True).first()
    if row is not None:
        masks = {kind: getattr(row, kind) for kind in tallies.COUNTED}
        tallies.move(row.program_id, tallies.counted(True, masks), tallies.counted(False, masks))


def walks_with_fewer(peer_ids: list[int]) -> None:
    """Each of these peers walks with one person fewer."""
    turn.required()
    for peer_id in sorted(peer_ids):
        Availability.objects.filter(person_id=peer_id, walking_with__gt=0).update(
            walking_with=F("walking_with") - 1
        )


def brought_back(key_ids: set[int]) -> list[int]:
    """People who are here although their key is destroyed: an older backup was put back."""
    found: list[int] = []
    for person_id, key_id in Person.objects.filter(Q(deleted_at=None)).values_list("id", "key_id").iterator():
        if key_id in key_ids:
            found.append(person_id)
    return found
