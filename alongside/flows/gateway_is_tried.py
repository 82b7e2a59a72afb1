"""A coordinator tries a channel: one neutral text to her own phone. The number is not kept."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from alongside.base import turn
from alongside.base.ids import new_id
from alongside.gateways import writes as lights
from alongside.rules import spending, text_units
from alongside.rules.channel import Carried, Outgoing

if TYPE_CHECKING:
    from alongside.gateways.reads import Open

IN_TIME = timedelta(minutes=10)  # a test that comes later helps nobody


def can_be_tried(gateway: Open) -> bool:
    """Whether we may write first there. Where not, she writes, dials or rings, and the light tells."""
    can = gateway.capabilities
    if gateway.channel.only_tried:
        return False
    return can.can_begin and not can.answers_at_once and can.longest > 0


def send(gateway: Open, to: str, words: str, language: str, now: datetime) -> Carried:
    """Hands one text over and says what became of it. It is counted and paid like any other."""
    can = gateway.capabilities
    carried = gateway.channel.send(
        gateway.setup,
        Outgoing(
            ours=f"{new_id():x}",
            to=to,
            text=words,
            at=now,
            deadline=now + IN_TIME,
            in_window=can.reply_window is None,
            sender=gateway.settings["sender"],
            language=language,
        ),
    )
    if carried.how == "sent":
        segments = carried.segments or (text_units.segments(words).segments if can.unit == "segment" else 1)
        told = int((carried.cost or Decimal(0)) * spending.MILLION)
        cost = told or spending.estimated(int(gateway.settings["price_millionths"]), segments)
        with turn.write():
            lights.went(gateway.id, now)
            lights.count(
                gateway.program_id,
                gateway.id,
                now.date(),
                went=1,
                segments=segments,
                cost_millionths=cost,
            )
    return carried
