"""A gateway is closed: what waits there goes by another, or not at all."""

from datetime import datetime

from alongside.base import turn
from alongside.outbox.models import Text
from alongside.rules.channel_troubles import CLOSED


def moves(gateway_id: int, to: int) -> int:
    """What waits goes by another gateway; how many texts."""
    turn.required()
    return Text.objects.filter(gateway_id=gateway_id, due_at__isnull=False).update(gateway_id=to)


def ends(gateway_id: int, now: datetime) -> int:
    """What waits will not go; how many texts. Who wrote them sees it where they wrote."""
    turn.required()
    waiting = Text.objects.filter(gateway_id=gateway_id, due_at__isnull=False)
    return waiting.update(due_at=None, state="failed", state_at=now, trouble=CLOSED, sealed=b"")
