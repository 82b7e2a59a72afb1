"""A gateway tells us something. It is on disk before the gateway is answered; what it means is read after."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError

from alongside.base import turn, wake
from alongside.gateways import arrivals, spool
from alongside.gateways import writes as lights

if TYPE_CHECKING:
    from alongside.gateways.arrivals import CameIn
    from alongside.gateways.reads import Open
    from alongside.rules.channel import Event

log = logging.getLogger("alongside.arrivals")


def keep(items: Sequence[CameIn]) -> list[bool]:
    """Stores all of it in one transaction. A repeat within 7 days is stored once."""
    with turn.write():
        arrivals.keep(items)
        wake.nudge("arrivals", 0)
    return [True] * len(items)


def came_in(gateway: Open, key_id: int, events: Sequence[Event], now: datetime) -> list[CameIn]:
    """These events of a gateway, ready to be kept. `key_id`: of its program."""
    return [arrivals.CameIn(gateway.program_id, gateway.id, key_id, event, now) for event in events]


def caught_up(gateway_id: int, items: Sequence[CameIn], mark: str) -> None:
    """What a gateway had for us is stored together with its mark: neither lost, nor asked for twice."""
    with turn.write():
        arrivals.keep(items)
        lights.caught_up(gateway_id, mark)
        wake.nudge("arrivals", 0)


def drain(now: datetime) -> int:
    """What was put aside while the database was away is stored; how many files."""
    drained = 0
    for path in spool.waiting():
        items = list(spool.items(path))
        kept = [True] if _is_kept(items) else [_is_kept([item]) for item in items]
        if all(kept):
            spool.done(path)
        else:
            log.error("Something that was put aside on disk fits no gateway that is here")
            spool.cannot_be_kept(path)
        drained += 1
    return drained


def _is_kept(items: Sequence[CameIn]) -> bool:
    """False where a gateway or a key of these is not here (any more). Raises while the database is away."""
    try:
        keep(items)
    except (IntegrityError, LookupError):
        return False
    return True
