"""Peers learn that someone would like to talk: by text where that is their way, else by a note to their mail.

A text tells what the two both love, and nothing that was lived through: it stays on a phone.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext

from alongside.flows import unasked_by_text
from alongside.matching import reads as matching
from alongside.outbox import notices
from alongside.people import availability, tallies
from alongside.rules import fit, loves
from alongside.rules.text_sentences import short
from alongside.rules.text_stands import OFFERED, Reply

if TYPE_CHECKING:
    from alongside.matching.rows import Wish
    from alongside.people.doors import Door

WHY_AT_MOST = 60


def tell(asked: Wish, peer_ids: Sequence[int], now: datetime) -> None:
    """Inside the transaction in which they are asked."""
    by_text = unasked_by_text.reached(peer_ids, now)
    offers = matching.questions_of(asked.id) if by_text else {}
    left = []
    for peer_id in peer_ids:
        door, offer = by_text.get(peer_id), offers.get(peer_id)
        if door is None or offer is None:
            left.append(peer_id)
            continue
        reply = Reply("offered", {"why": why(asked, door, now)})
        if not unasked_by_text.ask(door, "note", [reply], now, OFFERED, offer):
            left.append(peer_id)
    notices.tell(asked.program_id, left, notices.DESK, now)


def why(asked: Wish, door: Door, now: datetime) -> str:
    """ "You both keep bees." """
    wishes, card = asked.wishes(), availability.cards([door.person_id], now).get(door.person_id)
    if wishes is None or card is None:
        return ""
    reasons = fit.reasons(wishes, card, tallies.scale_of(asked.program_id))
    shared = [loves.by_code(reason.code) for reason in reasons if reason.kind == "loves"]
    with translation.override(door.language or "en"):
        return next((short(gettext(each.both), WHY_AT_MOST) for each in shared if each), "")
