"""Texts that fell due are handed to their gateways: the most urgent first, no faster than each takes them.

A text is claimed before it is handed over, so several workers may run beside each other. If a process dies
in between, a gateway that can tell is asked whether it has it; else it is sent once more, marked and
counted. After its deadline nothing is sent, and who wrote it is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from alongside.base import turn
from alongside.flows.text_is_made_ready import given_up, of_these
from alongside.gateways import reads as gateways
from alongside.gateways import writes as lights
from alongside.outbox import texts
from alongside.people import doors
from alongside.rules import spending, text_units
from alongside.rules import texts as rule
from alongside.rules.channel import Carried
from alongside.rules.channel_troubles import CREDIT, REFUSED, SENDER, SILENT, STOPPED, TOO_FAST

if TYPE_CHECKING:
    from alongside.flows.text_is_made_ready import Ready
    from alongside.gateways.reads import Open

TOGETHER = 16  # messages claimed and handed over at a time: an answer that is owed waits for so many at most
OURS = frozenset({REFUSED, SILENT, CREDIT, SENDER, TOO_FAST})  # troubles of the gateway, not of one person

Together = Callable[[Callable[["Ready"], Carried], Sequence["Ready"]], Iterable[Carried]]


def send_what_is_due(now: datetime) -> int:
    """One round over every gateway, one after another: as many as each takes in a second; how many went."""
    return sum(send_by(each, now) for each in texts.gateways_with_work(now))


def send_by(gateway_id: int, now: datetime, at_most: int | None = None, together: Together = map) -> int:
    """Hands over what is due at one gateway, up to `at_most` (unless said, what it takes in a second), the
    most urgent first; how many went. `together` hands several over beside each other."""
    gateway = gateways.get(gateway_id)
    left = at_most if at_most is not None else _a_second(gateway)
    sent = 0
    while gateway is not None and left > 0:
        claimed, went = _some(gateway, min(left, TOGETHER), now, together)
        sent += went
        left -= claimed
        if claimed == 0:
            break
    return sent


def _a_second(gateway: Open | None) -> int:
    return max(1, int(gateway.capabilities.per_second)) if gateway else 0


def _some(gateway: Open, count: int, now: datetime, together: Together) -> tuple[int, int]:
    """How many were claimed, and how many went."""
    month = gateways.month([gateway.id], now.date()).get(gateway.id)
    with turn.write():
        claimed = texts.claim(gateway.id, now, count)
        ready = of_these(claimed, gateway, month.cost_millionths if month else 0, now)
    if not ready:
        return len(claimed), 0
    results = list(zip(ready, together(_hand_over, ready), strict=True))
    with turn.write():
        counted: Counter[str] = Counter()
        for each, carried in results:
            counted.update(_settle(each, carried, now))
        if counted["went"]:
            lights.went(gateway.id, now)
        if counted:
            lights.count(gateway.program_id, gateway.id, now.date(), **counted)
    return len(claimed), counted["went"]


def _hand_over(ready: Ready) -> Carried:
    """Outside any transaction: it takes seconds. A long text goes in several messages, one after another."""
    channel, setup, owed = ready.gateway.channel, ready.gateway.setup, ready.owed
    if ready.outgoing.again and ready.gateway.capabilities.tells_taken:
        known = channel.taken(setup, replace(ready.outgoing, text=ready.parts[-1]))
        if known is not None:
            return known
    segments, cost, carried = 0, Decimal(0), Carried("later", SILENT)
    for number, part in enumerate(ready.parts[owed.parts :], owed.parts + 1):
        last = number == len(ready.parts)
        ours = ready.outgoing.ours if last else f"{ready.outgoing.ours}.{number}"
        carried = channel.send(setup, replace(ready.outgoing, ours=ours, text=part))
        if carried.how != "sent":
            return carried
        segments += carried.segments or _segments(ready, part)
        cost += carried.cost or Decimal(0)
        if not last:
            with turn.write():
                texts.part_went(owed, number)
    return replace(carried, segments=segments, cost=cost)


def _segments(ready: Ready, part: str) -> int:
    return text_units.segments(part).segments if ready.gateway.capabilities.unit == "segment" else 1


def _settle(ready: Ready, carried: Carried, now: datetime) -> dict[str, int]:
    """Writes down what became of it; what is to be counted."""
    owed, gateway = ready.owed, ready.gateway
    if carried.how == "sent":
        told = int((carried.cost or Decimal(0)) * spending.MILLION)
        price = int(gateway.settings["price_millionths"])
        cost = told or spending.estimated(price, carried.segments)
        again = owed.unsure > 0
        texts.went(owed, carried.ref, carried.segments, cost, now, again=again)
        return {"went": 1, "segments": carried.segments, "cost_millionths": cost, "again": int(again)}
    if carried.trouble in OURS:
        lights.is_troubled(gateway.id, carried.trouble, now)
    if carried.how == "stopped":
        doors.stop(owed.handle_id, "asked", now)
        given_up(owed, "stopped", STOPPED, now)
        texts.stopped(owed.handle_id, now)
    elif carried.how == "never":
        given_up(owed, "failed", carried.trouble, now)
        return {"failed": 1}
    else:
        again_at = rule.next_try(owed.tries, carried.how, now)
        texts.put_off(owed, again_at, carried.trouble or SILENT, handed=carried.how == "unsure")
    return {}
