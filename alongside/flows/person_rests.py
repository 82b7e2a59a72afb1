"""A person rests: every talk they are in is paused, until they carry on. Nobody asks why."""

from collections.abc import Callable

from alongside.base import turn, wake
from alongside.talk import reads, writes


def rest(person_id: int) -> int:
    """Pauses all their talks that go on; how many there were."""
    return _each(person_id, writes.pause)


def carry_on(person_id: int) -> int:
    """Goes on with all talks that they paused (not with what someone else paused)."""
    return _each(person_id, writes.go_on)


def _each(person_id: int, change: Callable[[int, int], bool]) -> int:
    with turn.write():
        talks = sorted(
            talk.conversation_id for talk in reads.conversations_of(person_id) if not talk.ended_at
        )
        changed = [talk for talk in talks if change(talk, person_id)]
        for talk in changed:
            wake.nudge("talk", talk)
    return len(changed)
