"""All that `people` keeps of a person is taken away. Their row stays, empty: someone was here."""

from dataclasses import dataclass
from datetime import datetime

from alongside.base import turn
from alongside.people import assurances, availability, door_links, link_codes, lost_words
from alongside.people.models import (
    Account,
    Consent,
    Handle,
    Invitation,
    Person,
    Profile,
    Promise,
    Recovery,
    Role,
    Session,
    Trace,
)

COORDINATOR = "coordinator"
# What a person's row holds once they are gone: what every row begins with.
NOTHING = {
    "name": b"",
    "language": "",
    "time_zone": "",
    "paused_until": None,
    "delete_at": None,
    "promise_seen": 0,
    "help_card": True,
    "back_by_peer": True,
}


@dataclass(frozen=True, slots=True)
class Gone:
    """Who was deleted, for the rooms that follow."""

    program_id: int
    key_id: int


class NobodyElseRunsIt(Exception):
    """The last coordinator of a program cannot go before somebody else is one."""


def plan(person_id: int, at: datetime) -> None:
    """Everything about this person is to be deleted at this moment, unless they change their mind."""
    turn.required()
    Person.objects.filter(id=person_id, deleted_at=None).update(delete_at=at)


def change_mind(person_id: int) -> None:
    """Nothing is deleted after all."""
    turn.required()
    Person.objects.filter(id=person_id, deleted_at=None).update(delete_at=None)


def due(now: datetime, at_most: int = 50) -> list[int]:
    """Whose deletion has come, the longest ago first."""
    rows = Person.objects.filter(delete_at__lte=now, deleted_at=None).order_by("delete_at")
    return list(rows.values_list("id", flat=True)[:at_most])


def is_last_coordinator(program_id: int, person_id: int) -> bool:
    """Whether the program would be left without anybody who runs it."""
    running = Role.objects.filter(program_id=program_id, role=COORDINATOR)
    return set(running.values_list("person_id", flat=True)) == {person_id}


def leave(person_id: int, now: datetime, *, planned: bool = False, even_alone: bool = False) -> Gone | None:
    """Empties this person. None where there is nobody (any more).

    `planned`: only if they have not changed their mind in this very moment. `even_alone`: also the last
    coordinator, because they had been deleted before (an older backup was put back).
    """
    turn.required()
    person = Person.objects.select_for_update().filter(id=person_id, deleted_at=None).first()
    if person is None or (planned and (person.delete_at is None or person.delete_at > now)):
        return None
    if not even_alone:
        _successor_is_there(person)
    door_links.bar_all(person_id)
    Person.objects.filter(id=person_id).update(**NOTHING, deleted_at=now)
    availability.remove(person_id)
    link_codes.leave(person_id)
    for table in (Role, Session, Handle, Account, Recovery, Consent, Profile):
        table.objects.filter(person_id=person_id).delete()
    Invitation.objects.filter(renews_id=person_id).delete()
    Invitation.objects.filter(made_by_id=person_id).update(made_by=None, note=b"")
    assurances.leave(person_id)
    lost_words.leave(person_id)
    Promise.objects.filter(law_by_id=person_id).update(law_by=None)
    Trace.objects.filter(person_id=person_id).delete()
    Trace.objects.filter(by_id=person_id).update(by=None)
    return Gone(person.program_id, person.key_id)


def _successor_is_there(person: Person) -> None:
    """Two who run it together and go in the same moment wait for each other here."""
    running = Role.objects.select_for_update().filter(program_id=person.program_id, role=COORDINATOR)
    people = {role.person_id for role in running.order_by("id")}
    if person.id in people and len(people) == 1:
        raise NobodyElseRunsIt


def brought_back(key_ids: set[int]) -> list[int]:
    """People who are here although their key is destroyed: an older backup was put back."""
    found: list[int] = []
    for person_id, key_id in Person.objects.filter(deleted_at=None).values_list("id", "key_id").iterator():
        if key_id in key_ids:
            found.append(person_id)
    return found
