"""A peer is here now, takes a break, comes back. Nobody is asked why."""

from __future__ import annotations

from datetime import datetime

from alongside.base import turn, wake
from alongside.matching import writes as matching
from alongside.people import availability, presence, profiles


def switch_on(program_id: int, person_id: int, no_later: datetime | None, now: datetime) -> None:
    """Here now. Who was on a break is back with it."""
    with turn.write():
        profiles.begin(program_id, person_id)
        presence.switch_on(person_id, no_later, now)
        matching.bring_forward(program_id)
        wake.nudge("person", person_id)


def switch_off(person_id: int) -> None:
    with turn.write():
        presence.switch_off(person_id)
        wake.nudge("person", person_id)


def shows_a_sign(person_id: int, told: profiles.Told, now: datetime) -> None:
    """A page of the desk was opened: moves the end of "here now", if that is due. Mostly writes nothing."""
    if presence.needs_sign(told.here_wished, told.here_until, told.here_no_later, now):
        with turn.write():
            presence.sign(person_id, now)


def rests(program_id: int, person_id: int, until: datetime) -> None:
    """Suggested to nobody until then. Those they walk with go on."""
    with turn.write():
        profiles.begin(program_id, person_id)
        presence.switch_off(person_id)
        availability.take_break(person_id, until)


def comes_back(person_id: int) -> None:
    with turn.write():
        availability.take_break(person_id, None)
