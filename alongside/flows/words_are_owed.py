"""Words are owed to someone who has no page open. Who has read meanwhile is owed nothing.

Who is here is looked at again a little later. Who is away gets the words by their phone or chat where they
have one, else is told once, without words, that something waits. Where this install has no way to tell
anybody, what is owed waits on the page as unread.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from alongside.base import turn
from alongside.flows.notes_are_sent import near
from alongside.flows.text_is_made_ready import facts
from alongside.gateways import reads as gateways
from alongside.outbox import due, notices, texts, ways
from alongside.people import doors, reads
from alongside.rules import reaching, sending
from alongside.talk import reads as talks

if TYPE_CHECKING:
    from alongside.gateways.reads import Open
    from alongside.outbox.due import Due
    from alongside.people.doors import Door


def settle_what_is_due(now: datetime) -> int:
    """Looks at all that fell due; how many were settled. Each by exactly one worker."""
    owed = due.due(now)
    if not owed:
        return 0
    unread = _unread(owed)
    by_phone = doors.for_answers(each.person_id for each in unread)
    open_ones = gateways.these({door.gateway_id for door in by_phone.values() if door.gateway_id})
    here = near((each.person_id for each in unread), now) if by_phone or ways.any_open() else set()
    helpers = reads.helpers_among(each.person_id for each in unread)
    settled = 0
    with turn.write():
        for each in owed:
            if each in unread and each.person_id in here:
                due.put_off(each, now + sending.AWAY_LOOKED_AT_AGAIN)
                continue
            if not due.settle(each, now):
                continue
            settled += 1
            if each in unread:
                door = by_phone.get(each.person_id)
                gateway = open_ones.get(door.gateway_id or 0) if door else None
                if (door is None or gateway is None or not _goes(each, door, gateway, now)) and (
                    door or ways.any_open()
                ):
                    kind: notices.Kind = notices.DESK if each.person_id in helpers else notices.NOTE
                    notices.tell(each.program_id, [each.person_id], kind, now)
    return settled


def _goes(owed: Due, door: Door, gateway: Open, now: datetime) -> bool:
    """Whether the words go by this door: then texts of them are owed. Each line is one text."""
    verdict = reaching.judge("line", facts(door, gateway.capabilities), now)
    if isinstance(verdict, reaching.No):
        return False
    for n in talks.said_to(owed.conversation_id, owed.person_id, owed.carried_n + 1, owed.n):
        texts.carry(door, owed.conversation_id, n, n, now)
    due.carried(owed)
    return True


def _unread(owed: list[Due]) -> list[Due]:
    """Who has not read that far. Who is not in the talk any more is owed nothing of it."""
    seen = talks.seen((each.conversation_id, each.person_id) for each in owed)
    return [each for each in owed if seen.get((each.conversation_id, each.person_id), each.n) < each.n]
