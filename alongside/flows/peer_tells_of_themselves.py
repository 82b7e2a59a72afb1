"""A peer tells of themselves, a section at a time, and says when others may see it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from alongside.base import turn
from alongside.people import availability, profiles, reads, writes
from alongside.workforce import reads as workforce


def tell(program_id: int, person_id: int, key_id: int, now: datetime, **changed: Any) -> profiles.Told:
    """Keeps what one section of the page changed (names as in `profiles.Told`); the rest stays."""
    with turn.write():
        profiles.begin(program_id, person_id)
        told = replace(profiles.of(program_id, person_id, key_id), **changed)
        profiles.write(person_id, key_id, told, now)
    return told


def is_called(person_id: int, name: str) -> None:
    """A new chosen name."""
    with turn.write():
        person = reads.person(person_id)
        if person is not None:
            writes.rename(person, name)


def shows_it(program_id: int, person_id: int, now: datetime) -> None:
    """ "Yes, show me like this." Suggested from now on if a named person has made them ready."""
    with turn.write():
        profiles.begin(program_id, person_id)
        profiles.go_live(person_id, now)
        availability.set_ready(person_id, workforce.is_made_ready(program_id, person_id))


def hides_it(person_id: int) -> None:
    """Suggested to nobody until they say yes again. Those they walk with go on."""
    with turn.write():
        profiles.hide(person_id)
        availability.set_ready(person_id, False)
