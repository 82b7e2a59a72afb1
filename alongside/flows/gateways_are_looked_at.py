"""Gateways are asked now and then whether they let us in and what credit is left. Old arrivals are forgotten.

A look takes seconds: never inside a transaction, and nobody waits for it longer than a page may take.
"""

from __future__ import annotations

import logging
from datetime import datetime
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING

from alongside.base import turn
from alongside.gateways import arrivals, reads, writes
from alongside.rules.channel import Wellbeing
from alongside.rules.channel_troubles import REFUSED, SILENT, STRANGE

if TYPE_CHECKING:
    from alongside.gateways.reads import Open

log = logging.getLogger("alongside.gateways")

SECONDS = 12.0  # of one look
DISPROVED = frozenset({REFUSED, SILENT})  # troubles that it does not have if it lets us in


def look_at_all(now: datetime) -> int:
    """Every open gateway of this install, one after another; how many have a trouble."""
    return sum(bool(look(gateway, now).trouble) for gateway in reads.everywhere().values())


def look(gateway: Open, now: datetime) -> Wellbeing:
    """How it is, and its light says so from now on."""
    found = _seen(gateway)
    with turn.write():
        if found.trouble:
            writes.is_troubled(gateway.id, found.trouble, now)
        elif lets_us_in(found) and gateway.trouble in DISPROVED:
            writes.is_well(gateway.id, gateway.trouble)
        if found.credit != gateway.credit and not found.trouble:
            writes.was_looked_at(gateway.id, found.credit)
        if found.facts.get("shown") and not gateway.shown:
            writes.is_called(gateway.id, found.facts["shown"][:80])
    return found


def lets_us_in(found: Wellbeing) -> bool:
    """Whether it said so. Some gateways cannot be asked: those say nothing, neither good nor bad."""
    return not found.trouble and bool(found.credit or found.facts)


def forget_old_arrivals(now: datetime) -> int:
    """What came in more than 7 days ago and was taken: nobody sends it again."""
    with turn.write():
        return arrivals.forget_old(now)


def _seen(gateway: Open) -> Wellbeing:
    told: SimpleQueue[Wellbeing] = SimpleQueue()
    Thread(target=_ask, args=[gateway, told], name="look", daemon=True).start()
    try:
        return told.get(timeout=SECONDS)
    except Empty:
        return Wellbeing(trouble=SILENT)


def _ask(gateway: Open, told: SimpleQueue[Wellbeing]) -> None:
    try:
        told.put(gateway.channel.look(gateway.setup))
    except Exception:
        log.exception("A gateway could not be looked at", extra={"kind": gateway.kind})
        told.put(Wellbeing(trouble=STRANGE))
