"""A call somebody wished for: when their phone may ring, how often, and who rings.

Each rings in the hours the person said are safe for them, twice in vain at most, and nobody sees a number.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from alongside.rules.reaching import is_safe, next_moment

TRIES = 2
BETWEEN = timedelta(minutes=10)  # after a call in vain: whoever ignored it is not pressed
LASTS = timedelta(days=7)  # then it is over: who wished it may wish again

Why = Literal["", "not_safe", "too_soon", "too_often"]


@dataclass(frozen=True, slots=True)
class Wish:
    """A wish as it stands. Minutes are of the day where its person is; none: at any time."""

    safe_from: int | None
    safe_until: int | None
    zone: str
    tries: int
    rung_at: datetime | None


@dataclass(frozen=True, slots=True)
class May:
    """Whether the phone may ring now; else why not, and from when on."""

    why: Why = ""
    again_at: datetime | None = None


def may_ring(wish: Wish, now: datetime) -> May:
    """Whether their phone may ring now."""
    if wish.tries >= TRIES:
        return May("too_often")
    if not is_safe(wish.safe_from, wish.safe_until, wish.zone, now):
        return May("not_safe", next_moment(wish.safe_from or 0, wish.zone, now))
    if wish.rung_at is not None and now - wish.rung_at < BETWEEN:
        return May("too_soon", wish.rung_at + BETWEEN)
    return May()
