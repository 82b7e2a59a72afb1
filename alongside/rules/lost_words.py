"""Somebody lost their recovery words: how their asking stands, and what their own device is told of it.

The device that asks learns only two things: that it is let in, or that the time is over. Whether such a peer
exists, whether anybody said no, and whether the person has switched this off all look the same to it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

LASTS = timedelta(days=3)
TO_STOP_IT = timedelta(days=1)  # for devices still signed in, from when they were told

Stands = Literal["asked", "open", "over"]
ASKED: Stands = "asked"
OPEN: Stands = "open"
OVER: Stands = "over"


@dataclass(frozen=True, slots=True)
class Told:
    """What happened so far. `peer_at`: the peer said who it is, and that person's devices were told."""

    peer_at: datetime | None
    team_at: datetime | None
    refused_at: datetime | None
    used_at: datetime | None
    ends_at: datetime


def stands(told: Told, now: datetime, *, allowed: bool, signed_in: bool) -> Stands:
    """`allowed`: the person lets their peer and the team do this. `signed_in`: some device of theirs is, so
    somebody may be there to say no; then a day has to pass."""
    if told.used_at is not None or now >= told.ends_at:
        return OVER
    if told.refused_at is not None or not allowed or told.peer_at is None or told.team_at is None:
        return ASKED
    waits_until = told.peer_at + TO_STOP_IT if signed_in else told.peer_at
    return OPEN if now >= waits_until else ASKED
