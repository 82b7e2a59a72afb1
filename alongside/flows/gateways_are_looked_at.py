"""Gateways are asked now and then whether they let us in and what credit is left. Old arrivals are forgotten.

A look takes seconds: never inside a transaction, and nobody waits for it longer than a page may take.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TookTooLong
from datetime import datetime
from typing import TYPE_CHECKING

from alongside.base import turn
from alongside.gateways import arrivals, reads, writes
from alongside.rules.channel import Wellbeing
from alongside.rules.channel_troubles import REFUSED, SILENT

if TYPE_CHECKING:
    from alongside.gateways.reads import Open

SECONDS = 12.0  # of one look
AT_A_TIME = 8
DISPROVED = frozenset({REFUSED, SILENT})  # troubles that it does not have if it lets us in

_looking = ThreadPoolExecutor(AT_A_TIME, "looking")


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
    asked = _looking.submit(gateway.channel.look, gateway.setup)
    try:
        return asked.result(SECONDS)
    except TookTooLong:
        asked.cancel()
        return Wellbeing(trouble=SILENT)
