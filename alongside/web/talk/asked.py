"""At most one small thing is asked beside a talk, always in the same place, and always skippable."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from alongside.matching.walks import Walk
from alongside.talk.rows import Room, Seat
from alongside.web.members import coming_back
from alongside.web.talk import asks_together, may_keep, safety_asks
from alongside.web.talk.asked_card import Asked as Asked

Asker = Callable[[Any, Room, Seat, Walk | None, datetime], Asked | None]

# In the order of what matters most: the first that has something to ask is the only one that does.
ASKERS: tuple[Asker, ...] = (
    asks_together.words_to_come_back,  # first: until then, all that is said is on one phone alone
    safety_asks.asker,
    coming_back.asks_back,
    may_keep.asker,
    asks_together.a_time,
    asks_together.a_break,
    safety_asks.if_quiet,
)


def one(request: Any, room: Room, seat: Seat, walk: Walk | None, now: datetime) -> Asked | None:
    """What is asked just now, if anything."""
    found = (asker(request, room, seat, walk, now) for asker in ASKERS)
    return next((asked for asked in found if asked is not None), None)
