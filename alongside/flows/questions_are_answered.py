"""A member answers the questions that wait for them, all or some, or skips them. Both are fine."""

from collections.abc import Mapping
from datetime import datetime

from alongside.base import turn
from alongside.flows import questions_come_due
from alongside.steps import questions


def answer(
    person_id: int, kind: str, given: Mapping[str, int], channel: str, language: str, now: datetime
) -> bool:
    """Keeps what was given; nothing given is skipping. False where nothing of this kind waits any more."""
    waiting = questions.waiting(person_id, now)
    if waiting is None or waiting.kind != kind:
        return False
    with turn.write():
        if not questions.settle(waiting, now):
            return False
        questions.keep(waiting, given, channel, language, now)
        questions_come_due.owe_next(waiting)
    return True
