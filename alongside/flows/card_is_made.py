"""A peer, or the coordinator for a peer, makes cards for people who already walk with that peer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from alongside.base import turn
from alongside.matching import cards
from alongside.people import availability, reads
from alongside.rules import card_code

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from alongside.people.models import Program

AT_ONCE = 24
UNUSED_AT_MOST = 60  # of one maker: more open codes would be easier to guess


@dataclass(frozen=True, slots=True)
class Made:
    """A new card. Its code is shown once and kept nowhere."""

    code: str
    note: str
    ends_at: datetime


def make(
    program: Program, peer_id: int, by: int, notes: Sequence[str], language: str, now: datetime
) -> list[Made] | None:
    """One card for each note; an empty note is a card as well. None where this person may not make them,
    the peer is not made ready, or too many lie unused."""
    maker = reads.person(by)
    if maker is None or not may_make(program.id, peer_id, by) or not 0 < len(notes) <= AT_ONCE:
        return None
    if not is_ready(peer_id, now):
        return None
    with turn.write():
        cards.clear_ended(now)
        if len(cards.laid(by, maker.key_id, now)) + len(notes) > UNUSED_AT_MOST:
            return None
        return [
            Made(_one(program.id, peer_id, (by, maker.key_id), note, language, now), note, now + cards.LASTS)
            for note in notes
        ]


def hand_over(program: Program, peer_id: int, language: str, now: datetime) -> str | None:
    """The code of a card for somebody who arrives on the peer's own phone, now. None: they are not ready."""
    peer = reads.person(peer_id)
    if peer is None or not may_make(program.id, peer_id, peer_id) or not is_ready(peer_id, now):
        return None
    with turn.write():
        lasts = cards.HANDED_OVER_LASTS
        return _one(program.id, peer_id, (peer_id, peer.key_id), "", language, now, lasts)


def take_back(card_id: int, by: int) -> bool:
    """The code stops working. False where it was used before, or is not theirs."""
    with turn.write():
        return cards.take_back(card_id, by)


def may_make(program_id: int, peer_id: int, by: int) -> bool:
    """A peer for themselves; the coordinator for any peer."""
    roles = reads.roles_in(program_id)
    if "peer" not in roles.get(peer_id, frozenset()):
        return False
    return by == peer_id or "coordinator" in roles.get(by, frozenset())


def ready_ones(peer_ids: Iterable[int], now: datetime) -> list[int]:
    """Those of these peers whom a named person made ready, and who are shown."""
    return [peer_id for peer_id, card in availability.cards(peer_ids, now).items() if card.ready]


def is_ready(peer_id: int, now: datetime) -> bool:
    return peer_id in ready_ones([peer_id], now)


def _one(
    program_id: int,
    peer_id: int,
    maker: tuple[int, int],
    note: str,
    language: str,
    now: datetime,
    lasts: timedelta = cards.LASTS,
) -> str:
    code = card_code.code(language)
    while cards.is_taken(program_id, code):
        code = card_code.code(language)
    cards.make(program_id, peer_id, maker, code, note, now, lasts)
    return code
