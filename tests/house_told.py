"""What the house in full swing holds of being told: nobody is left to ask for someone, and lost words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from alongside.flows import lost_words_are_asked, offer_is_taken, support_is_asked
from alongside.matching import left_over
from alongside.matching import reads as matching
from alongside.people import lost_words
from alongside.rules import lived, loves, tongues
from alongside.rules.wishes import Wishes
from conftest import a_person

if TYPE_CHECKING:
    from conftest import Cast

LEFT = "Pendo"
LOST = "I am the one with the kites."
TOLD_WORDS = {LEFT, LOST}


@dataclass(frozen=True)
class ToldRows:
    """The rows that addresses name."""

    wish: int
    lost: int

    def numbers(self) -> dict[str, str]:
        return {"<id:wish>": str(self.wish), "<id:lost>": str(self.lost)}


def told_rows(cast: Cast, now: datetime) -> ToldRows:
    """Everybody passed on one wish; and somebody asks to come back as `member`, whom `peer` recognised."""
    pendo = a_person(cast.program, LEFT, ["member"], now)
    wishes = Wishes(tongues.mask_of(["en"]), lived.mask_of(["low"]), loves=loves.mask_of(["writing"]))
    wish = support_is_asked.ask(cast.program, pendo.id, wishes, "", now)
    support_is_asked.ask_whoever(pendo.id, wish, now)
    for peer in (cast.peer, cast.other_peer):
        for offer in matching.offers_for(peer.id):
            if offer.request_id == wish:
                offer_is_taken.pass_on(peer.id, offer.offer_id, now)
    assert left_over.is_left(wish)
    token = lost_words_are_asked.ask(cast.program, "Rosa", "Amina", LOST, "somewhere", now)
    lost = lost_words.by_token(cast.program.id, token)
    assert lost is not None
    assert lost_words_are_asked.peer_says_who(cast.peer.id, lost, cast.member.id, now)
    return ToldRows(wish=wish, lost=lost.id)
