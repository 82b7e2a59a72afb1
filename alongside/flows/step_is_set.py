"""A member decides what to do next, in own words. Nobody else can set one; a peer reads what is shared."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from alongside.base import turn
from alongside.people import reads
from alongside.steps import next_steps
from alongside.steps.next_steps import Step

if TYPE_CHECKING:
    from alongside.matching.walks import Walk


def write(person_id: int, words: str, on: date | None, now: datetime, *, shared: bool = False) -> int | None:
    """A new step; its number. None where there is nobody (any more)."""
    person = reads.person(person_id)
    if person is None:
        return None
    with turn.write():
        return next_steps.write(person.program_id, person_id, person.key_id, words, on, shared, now)


def done(person_id: int, step_id: int, now: datetime) -> bool:
    """They did it. False where it is no open step of theirs; the same below."""
    with turn.write():
        return next_steps.close(person_id, step_id, next_steps.DONE, now)


def let_go(person_id: int, step_id: int, now: datetime) -> bool:
    """They let it go. That is as fine as doing it."""
    with turn.write():
        return next_steps.close(person_id, step_id, next_steps.LET_GO, now)


def changed(person_id: int, step_id: int, words: str, on: date | None, now: datetime) -> bool:
    """It became something else, in new words. It stays shared if it was."""
    person = reads.person(person_id)
    before = next_steps.one(person_id, person.key_id, step_id) if person else None
    if person is None or before is None:
        return False
    with turn.write():
        became = next_steps.write(person.program_id, person_id, person.key_id, words, on, before.shared, now)
        if next_steps.close(person_id, step_id, next_steps.CHANGED, now, became):
            return True
        next_steps.close(person_id, became, next_steps.LET_GO, now)  # closed in another tab meanwhile
        return False


def share(person_id: int, step_id: int, shared: bool) -> bool:
    """Whom they walk with may read it, or not any more."""
    with turn.write():
        return next_steps.share(person_id, step_id, shared)


def shown_in(walk: Walk) -> list[Step]:
    """What the member of this walk shows to their peer: nothing once they do not walk together any more."""
    return next_steps.shared_by(walk.member_id) if walk.ended_at is None else []
