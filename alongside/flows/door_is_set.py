"""What somebody decides about one of their own doors. Whose it is is asked in the very transaction: a door
that is not theirs stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from alongside.base import turn
from alongside.flows import door_closes
from alongside.outbox import texts
from alongside.people import door_choices, door_links, doors


def mine(person_id: int, handle_id: int) -> doors.Door | None:
    """One of this person's doors."""
    door = doors.get(handle_id)
    return door if door and door.person_id == person_id and door.channel in doors.CHANNELS else None


def choose(person_id: int, handle_id: int) -> bool:
    """Answers go here."""
    return _change(person_id, handle_id, lambda: door_choices.choose(person_id, handle_id))


def whose(person_id: int, handle_id: int, *, shared: bool) -> bool:
    """Mine alone, or others hold it too."""
    return _change(person_id, handle_id, lambda: door_choices.set_shared(handle_id, shared))


def code_word(person_id: int, handle_id: int, word: str) -> bool:
    """The word that is asked first; none: no word is asked."""
    return _change(person_id, handle_id, lambda: door_choices.set_code_word(handle_id, word))


def safe_hours(person_id: int, handle_id: int, begins: int | None, ends: int | None) -> bool:
    """Minutes of their day; none: at any time."""
    return _change(person_id, handle_id, lambda: door_choices.set_safe_hours(handle_id, begins, ends))


def plain_letters(person_id: int, handle_id: int, *, plain: bool) -> bool:
    """Letters that cost less."""
    return _change(person_id, handle_id, lambda: door_choices.set_plain_letters(handle_id, plain))


def stop(person_id: int, handle_id: int, now: datetime) -> bool:
    """Nothing more goes there, as if they had sent STOP from it."""
    door = mine(person_id, handle_id)
    if door is None:
        return False
    return _change(person_id, handle_id, lambda: door_closes.stop(door, door_closes.ASKED, now))


def unlink(person_id: int, handle_id: int, now: datetime) -> bool:
    """It is not theirs any more. What waited to go there is let go."""

    def away() -> None:
        texts.stopped(handle_id, now)
        door_links.unlink(person_id, handle_id)

    return _change(person_id, handle_id, away)


def _change(person_id: int, handle_id: int, act: Callable[[], object]) -> bool:
    with turn.write():
        if mine(person_id, handle_id) is None:
            return False
        act()
    return True
