"""Verbs about programs and people. Each needs a transaction around it; keys are made before it opens."""

from datetime import datetime

from alongside.base import turn
from alongside.base.ids import new_id
from alongside.people.models import Person, Role
from alongside.people.reads import name_place
from alongside.vault import keys


def add_person(
    program_id: int,
    key_id: int,
    name: str,
    roles: list[str],
    now: datetime,
    *,
    language: str,
    time_zone: str = "",
) -> Person:
    """A new person. `key_id` was made with `vault.keys.make(program.key_id)` before the transaction."""
    turn.required()
    person_id = new_id()
    person = Person.objects.create(
        id=person_id,
        program_id=program_id,
        key_id=key_id,
        name=keys.seal(key_id, name, name_place(person_id)),
        language=language,
        time_zone=time_zone,
        arrived_at=now,
    )
    Role.objects.bulk_create(Role(program_id=program_id, person=person, role=role) for role in roles)
    return person


def becomes(person: Person, role: str) -> None:
    """This is what they are from now on, too."""
    turn.required()
    Role.objects.get_or_create(program_id=person.program_id, person=person, role=role)


def rename(person: Person, name: str) -> None:
    turn.required()
    Person.objects.filter(id=person.id).update(name=keys.seal(person.key_id, name, name_place(person.id)))


def hold(person_id: int) -> None:
    """Until the transaction ends, whoever else holds this person waits."""
    turn.required()
    Person.objects.select_for_update(no_key=True).filter(id=person_id).first()
