"""Words are owed to someone who has no page open. Who has read meanwhile is owed nothing.

Who is here is looked at again a little later; who is away is told once, without words, that something waits.
Where this install has no way to tell anybody, what is owed waits on the page as unread.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from alongside.base import turn
from alongside.flows.notes_are_sent import near
from alongside.outbox import due, notices, ways
from alongside.people import reads
from alongside.rules import sending
from alongside.talk import reads as talks

if TYPE_CHECKING:
    from alongside.outbox.due import Due


def settle_what_is_due(now: datetime) -> int:
    """Looks at all that fell due; how many were settled. Each by exactly one worker."""
    owed = due.due(now)
    if not owed:
        return 0
    unread = _unread(owed) if ways.any_open() else []
    here = near((each.person_id for each in unread), now)
    helpers = reads.helpers_among(each.person_id for each in unread)
    settled = 0
    with turn.write():
        for each in owed:
            if each in unread and each.person_id in here:
                due.put_off(each, now + sending.AWAY_LOOKED_AT_AGAIN)
            elif due.settle(each, now):
                settled += 1
                if each in unread:
                    desk = each.person_id in helpers
                    kind: notices.Kind = notices.DESK if desk else notices.NOTE
                    notices.tell(each.program_id, [each.person_id], kind, now)
    return settled


def _unread(owed: list[Due]) -> list[Due]:
    """Who has not read that far. Who is not in the talk any more is owed nothing of it."""
    seen = talks.seen((each.conversation_id, each.person_id) for each in owed)
    return [each for each in owed if seen.get((each.conversation_id, each.person_id), each.n) < each.n]
