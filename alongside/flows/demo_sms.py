"""The demo's people with phones: one whose phone is hers alone, one who shares it and has a word for it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from alongside.base import turn
from alongside.flows import week_is_told
from alongside.gateways import writes as gateways
from alongside.people import door_choices, doors, reads

if TYPE_CHECKING:
    from alongside.flows.demo_grows import Filled

OWN, SHARED = "Amina", "Paper Boat"
NUMBERS = {OWN: "+12025550141", SHARED: "+12025550157"}  # kept for stories: no phone has them
WORD = "whale"
AFTER_SCHOOL = (16 * 60, 20 * 60)  # minutes of the day: when the shared phone may light up
NUMBER = "1234"


def people_with_phones(filled: Filled, now: datetime) -> None:
    """A number that leads nowhere, for the trial phones, and two who write by it."""
    program = filled.program
    heard_at = now - timedelta(hours=2)
    with turn.write():
        gateway_id = gateways.add(
            program.id,
            program.key_id,
            "trial",
            "Trial phones",
            {},
            now - timedelta(days=120),
            shown=NUMBER,
            settings={"neutral": f"Jirani {NUMBER}.", "person_pays": "1 shilling", "ring_back": NUMBER},
        )
        gateways.came(gateway_id, heard_at)
        gateways.went(gateway_id, heard_at)
    for name, number in NUMBERS.items():
        handle_id = _phone(filled.people[name], number, gateway_id, heard_at, shared=name == SHARED)
        if handle_id and name == SHARED:
            with turn.write():
                door_choices.set_code_word(handle_id, WORD)
                door_choices.set_safe_hours(handle_id, *AFTER_SCHOOL)
    week_is_told.choose(filled.people[OWN], True, now)


def _phone(person_id: int, number: str, gateway_id: int, heard_at: datetime, *, shared: bool) -> int:
    person = reads.person(person_id)
    if person is None:
        return 0
    with turn.write():
        handle_id = doors.add(person.program_id, person.id, person.key_id, "phone", number, heard_at)
        doors.heard(handle_id, gateway_id, heard_at)
        door_choices.set_shared(handle_id, shared)
    return handle_id
