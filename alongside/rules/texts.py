"""Texts on their way out: which goes first, how often one is tried, and when it is too late for it."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Literal

from alongside.rules.channel import RANK, How, State

Kind = Literal["answer", "line", "note", "today", "digest"]

# The smaller, the sooner: who just texted waits for nobody, and no digest holds up a line.
URGENCY: Mapping[str, int] = {"answer": 0, "line": 1, "note": 2, "today": 3, "digest": 4}
# After so long it is not sent any more: an answer that comes in the night, hours late, can hurt.
IN_TIME: Mapping[str, timedelta] = {
    "answer": timedelta(hours=1),
    "line": timedelta(hours=6),
    "note": timedelta(hours=12),
    "today": timedelta(hours=3),
    "digest": timedelta(hours=24),
}
WAITS = tuple(timedelta(seconds=each) for each in (10, 30, 120, 300, 900, 1800))
CLAIMED_FOR = timedelta(seconds=90)  # then another worker may take it up: the first has died
SLOWER = timedelta(seconds=5)
SENT_AT_MOST = 2  # times a text may be handed over without anybody knowing whether it was taken
ANSWERS_IN_AN_HOUR = 60  # to one address: whoever gets more is a machine that answers a machine
TOLD_AGAIN_AFTER = timedelta(hours=12)  # who writes to somebody not reached is told so


def deadline(kind: str, now: datetime) -> datetime:
    """Until when a text that is made now may be handed over."""
    return now + IN_TIME[kind]


def next_try(tries: int, how: How, now: datetime) -> datetime:
    """When a text that was tried this often is tried again."""
    if how == "slower":
        return now + SLOWER
    return now + WAITS[min(max(tries - 1, 0), len(WAITS) - 1)]


def moves(before: str, after: State) -> bool:
    """Whether a text goes from one state to the other: only forward, whatever order reports come in.

    What failed may still be told to have been delivered; what was delivered never fails.
    """
    return before in RANK and after in RANK and RANK[after] > RANK[before]
