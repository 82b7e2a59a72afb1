"""In the demo: nobody is left to ask for someone, and two lost their words; one is known to her peer."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from alongside.flows import lost_words_are_asked, offer_is_taken, person_arrives, support_is_asked
from alongside.matching import reads as matching
from alongside.people import lost_words
from alongside.rules import lived, loves, tongues
from alongside.rules.demo_told import GOING, LEFT_OVER, LOST
from alongside.rules.wishes import Wishes

if TYPE_CHECKING:
    from alongside.flows.demo_grows import Filled


def what_waits_for_a_person(filled: Filled, now: datetime) -> None:
    """As it would have come about: everybody passes; two ask; Daniel recognises his."""
    _everybody_passes(filled, now - timedelta(hours=3))
    for peer, name, how, hours in LOST:
        asked_at = now - timedelta(hours=hours)
        lost_words_are_asked.ask(filled.program, peer, name, how, f"demo {name}", asked_at)
    daniel, green_lamp = filled.people["Daniel"], filled.people["Green Lamp"]
    for lost in lost_words.for_peer(daniel, now):
        lost_words_are_asked.peer_says_who(daniel, lost, green_lamp, now - timedelta(hours=1))


def _everybody_passes(filled: Filled, came: datetime) -> None:
    wishes = Wishes(
        tongues=tongues.mask_of(["en"]), lived=lived.mask_of(["newland"]), loves=loves.mask_of(["reading"])
    )
    newcomer = person_arrives.Newcomer(LEFT_OVER, "en", wishes, GOING)
    arrived = person_arrives.arrive(filled.program, newcomer, f"demo {LEFT_OVER}", came)
    assert arrived is not None
    filled.people[LEFT_OVER] = arrived.person_id
    support_is_asked.ask_whoever(arrived.person_id, arrived.request_id, came)
    while asked := matching.asked_peers(arrived.request_id):
        came += timedelta(minutes=10)
        for peer_id in asked:
            mine = (one for one in matching.offers_for(peer_id) if one.request_id == arrived.request_id)
            offer_is_taken.pass_on(peer_id, next(mine).offer_id, came)
