"""Words are owed to someone who has no page open. Who has read meanwhile is owed nothing.

No channel is open yet besides the page itself, so what is owed waits there as unread.
"""

from datetime import datetime

from alongside.base import turn
from alongside.outbox import due


def settle_what_is_due(now: datetime) -> int:
    """Looks at all that fell due; how many were settled. Each by exactly one worker."""
    owed = due.due(now)
    if not owed:
        return 0
    with turn.write():
        return sum(due.settle(one, now) for one in owed)
