"""Sessions, invitations and counts of attempts end by themselves; what has ended is taken away."""

from datetime import datetime

from alongside.base import turn
from alongside.people import sweeping


def sweep(now: datetime) -> int:
    """How many rows went."""
    if not sweeping.anything_over(now):
        return 0
    with turn.write():
        return sweeping.sweep(now)
