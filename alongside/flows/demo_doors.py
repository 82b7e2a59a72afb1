"""In the demo: one would like to be rung in the evening, one asked for no more messages; two can ring."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from alongside.base import turn
from alongside.flows import call_is_wished, door_closes
from alongside.gateways import reads as gateways
from alongside.gateways import writes
from alongside.people import door_choices, doors, reads
from alongside.rules.demo_doors import PHONES, SAFE, STOPPED, WOULD_BE_RUNG

if TYPE_CHECKING:
    from alongside.flows.demo_grows import Filled
    from alongside.people.doors import Door

NUMBER = "1234"


def who_has_a_phone(filled: Filled, now: datetime) -> None:
    """Their numbers are of those no phone will ever have."""
    gateway_id = _gateway(filled, now)
    for name, number in PHONES.items():
        _phone(filled.people[name], number, gateway_id, now - timedelta(days=3))
    stopped = _of(filled.people[STOPPED])
    with turn.write():
        if stopped is not None:
            door_closes.stop(stopped, door_closes.ASKED, now - timedelta(days=1))
    call_is_wished.wish(filled.people[WOULD_BE_RUNG], now - timedelta(hours=1), hours=SAFE)


def _gateway(filled: Filled, now: datetime) -> int:
    """The program's number for texts: one that is only tried."""
    for each in gateways.opened(filled.program.id):
        if each.kind == "trial":
            return each.id
    made_at = now - timedelta(days=150)
    program = filled.program
    with turn.write():
        return writes.add(program.id, program.key_id, "trial", "SMS", {}, made_at, shown=NUMBER)


def _phone(person_id: int, number: str, gateway_id: int, heard_at: datetime) -> None:
    person = reads.person(person_id)
    if person is None or _of(person_id) is not None:
        return
    with turn.write():
        handle_id = doors.add(person.program_id, person.id, person.key_id, "phone", number, heard_at)
        doors.heard(handle_id, gateway_id, heard_at)
        door_choices.set_shared(handle_id, False)
        door_choices.choose(person.id, handle_id)


def _of(person_id: int) -> Door | None:
    return next((each for each in doors.of([person_id]).get(person_id, []) if each.channel == "phone"), None)
