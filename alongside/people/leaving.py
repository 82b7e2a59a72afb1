"""All that `people` keeps of a person is taken away. Their row stays, empty: someone was here."""

from dataclasses import dataclass
from datetime import datetime

from alongside.base import turn
from alongside.people import availability
from alongside.people.models import (
    Account,
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
    availability.remove(person_id)
    for table in (Role, Session, Handle, Account, Recovery, Consent, Profile):
        table.objects.filter(person_id=person_id).delete()
    Invitation.objects.filter(renews_id=person_id).delete()
    Invitation.objects.filter(made_by_id=person_id).update(made_by=None)
    return Gone(person.program_id, person.key_id)


def brought_back(key_ids: set[int]) -> list[int]:
    """People who are here although their key is destroyed: an older backup was put back."""
    found: list[int] = []
    for person_id, key_id in Person.objects.filter(deleted_at=None).values_list("id", "key_id").iterator():
        if key_id in key_ids:
            found.append(person_id)
    return found
