"""A member and a peer who walk together, for tests."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from alongside.base import turn
from alongside.matching.models import Match
from alongside.people import availability
from alongside.talk import writes
from alongside.vault import keys

if TYPE_CHECKING:
    from alongside.people.models import Person


def walk_together(member: Person, peer: Person, key_id: int, now: datetime) -> int:
    """Their conversation's id. `key_id` is the program's key."""
    key_ids = keys.make_many(key_id, 2)
    with turn.write():
        if availability.when(peer.id) is None:
            availability.begin(peer.program_id, peer.id)
        conversation_id = writes.begin(
            member.program_id, [(member.id, key_ids[0]), (peer.id, key_ids[1])], now
        )
        Match.objects.create(
            program_id=member.program_id,
            member=member,
            peer=peer,
            conversation_id=conversation_id,
            began_at=now,
            words_later_at=now,  # they did not come with a card, so nobody asks them for five words
        )
        availability.walk_begins(peer.id)
    return conversation_id
