"""A person rests: every talk they are in is paused, until they carry on. Nobody asks why.

What somebody else wrote by a phone meanwhile is kept, and said when they carry on.
"""

from collections.abc import Callable
from datetime import datetime

from alongside.base import turn, wake
from alongside.flows import walk_begins_by_text
from alongside.people import preferences
from alongside.talk import reads, writes


def rest(person_id: int) -> int:
    """Pauses all their talks that go on; how many there were."""
    return len(_each(person_id, writes.pause))


def carry_on(person_id: int, now: datetime) -> int:
    """Goes on with all talks that they paused (not with what someone else paused)."""
    with turn.write():
        preferences.rest_until(person_id, None)
        changed = _each(person_id, writes.go_on)
        walk_begins_by_text.give_kept(changed, now)
    return len(changed)


def end_those_over(now: datetime) -> int:
    """A rest that was for a time ends by itself; how many ended."""
    over = preferences.rested(now)
    for person_id in over:
        carry_on(person_id, now)
    return len(over)


def _each(person_id: int, change: Callable[[int, int], bool]) -> list[int]:
    with turn.write():
        talks = sorted(
            talk.conversation_id for talk in reads.conversations_of(person_id) if not talk.ended_at
        )
        changed = [talk for talk in talks if change(talk, person_id)]
        for talk in changed:
            wake.nudge("talk", talk)
    return changed
