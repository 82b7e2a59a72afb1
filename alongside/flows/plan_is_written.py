"""A member writes what helps them, and says whether the peer they walk with may read it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from alongside.base import turn
from alongside.base.door import Visitor
from alongside.matching import walks
from alongside.matching.walks import Walk
from alongside.people import reads
from alongside.safety import plans
from alongside.safety.plans import Helps


def keep(who: Visitor, words: Mapping[str, str], shared: bool, now: datetime) -> None:
    """The plan as it is from now on; without a word in it there is none."""
    with turn.write():
        plans.keep(who.program_id, who.person_id, who.key_id, words, shared, now)


def for_peer(peer_id: int, conversation_id: int) -> Helps | None:
    """The member's plan, for the peer who walks with them now, and only where the member shares it."""
    walk = walks.walk_in(conversation_id)
    if walk is None or walk.peer_id != peer_id or walk.ended_at is not None:
        return None
    member = reads.person(walk.member_id)
    helps = plans.of(member.id, member.key_id) if member else None
    return helps if helps and helps.shared else None


def is_shared_in(walk: Walk) -> bool:
    """Whether the peer of this walk may read the member's plan just now."""
    return walk.ended_at is None and plans.is_shared(walk.member_id)
