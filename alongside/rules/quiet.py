"""If someone goes quiet: what they said they would like then, and who has been quiet for that long by now.

Asked once, early, of both; skipping is an answer. Silence alone never puts anybody on a list.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from alongside.rules.said import said

SKIPPED, LEAVE_BE, HELLO, RING = "skipped", "leave_be", "hello", "ring"
WISHES: Mapping[str, str] = {
    LEAVE_BE: said("Leave me be"),
    HELLO: said("Say hello to me, once"),
    RING: said("Ring someone for me"),
}
DAYS = (3, 5, 7, 10, 14, 30)
USUAL_DAYS = 7
LONGEST = 300  # whom to ring

# When it is asked: once there were a few lines, and not of people who have long walked together.
ASKED_FROM_LINE = 4
ASKED_FOR = timedelta(days=21)
FOR_THE_PEER = timedelta(days=2)  # then the team's desk shows that an agreed hello was not said


def is_asked(lines: int, began_at: datetime, now: datetime) -> bool:
    """Whether this is one of the first talks of the two."""
    return lines >= ASKED_FROM_LINE and now - began_at <= ASKED_FOR


def due_at(wish: str, days: int | None, last_heard: datetime) -> datetime | None:
    """From when on they count as quiet; None where they want to be left be."""
    if wish not in (HELLO, RING) or not days:
        return None
    return last_heard + timedelta(days=days)


def waits(
    due: datetime | None, last_said_to_them: datetime | None, done: datetime | None, now: datetime
) -> bool:
    """Whether what they wished for this silence is still to be done.

    `last_said_to_them`: a line of the other person since then is the one hello. `done`: the team did it.
    """
    if due is None or now < due:
        return False
    return not any(at is not None and at >= due for at in (last_said_to_them, done))
