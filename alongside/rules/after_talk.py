"""How a peer is after a talk: one tap, for themselves. Nobody sees it unless they show it."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from alongside.rules import talk_end
from alongside.rules.said import said

LIGHT, ALL_RIGHT, HARD, SKIPPED = "light", "all_right", "hard", "skipped"
ANSWERS: Mapping[str, str] = {LIGHT: said("Light"), ALL_RIGHT: said("All right"), HARD: said("Hard")}
ASKED_FOR = timedelta(days=2)  # later it is not asked any more
RESTS = (1, 3)  # nobody new until the morning this many days ahead


def is_asked(
    last_n: int,
    last_at: datetime | None,
    ended_at: datetime | None,
    read_to: int,
    asked_to: int,
    now: datetime,
) -> bool:
    """Whether a talk is over about which this peer was not asked yet.

    `read_to`: what they never read was no talk of theirs. `asked_to`: the line of the last talk asked about.
    """
    if last_n <= asked_to or read_to < last_n or last_at is None or now - last_at > ASKED_FOR:
        return False
    return talk_end.is_over(last_at, ended_at, now)
