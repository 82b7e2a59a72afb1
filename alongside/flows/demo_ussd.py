"""The demo's member who dials: Tin Roof came, found Neema and says how her days are by keys alone."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from alongside.flows import (
    message_arrives,
    offer_is_taken,
    phone_is_dialled,
    phone_is_tried,
    support_is_asked,
)
from alongside.matching import reads as matching
from alongside.people import doors
from alongside.rules import demo_ussd as told
from alongside.rules.channel import Pressed

if TYPE_CHECKING:
    from alongside.flows.demo_grows import Filled
    from alongside.gateways.reads import Open

A_KEY = timedelta(seconds=7)


def someone_dials(filled: Filled, now: datetime) -> None:
    """Every key of hers goes the way keys go. Nothing where this install has no trial phones."""
    gateway = phone_is_tried.gateway_of(filled.program, now)
    if gateway is None:
        return
    came = now - timedelta(days=6)
    _dials(gateway, "demo 1", (*told.ARRIVES, told.NAME, "1"), came)
    door = doors.find(filled.program.id, "phone", told.NUMBER)
    wish = matching.open_request(door.person_id) if door else None
    if door is None or wish is None:
        return
    filled.people[told.NAME] = door.person_id
    peer_id = filled.people[told.PEER]
    support_is_asked.suggestions(door.person_id, wish.id, came, "demo")
    support_is_asked.ask_peer(door.person_id, wish.id, peer_id, ask_others=True, now=came)
    offer = next(each for each in matching.offers_for(peer_id) if each.request_id == wish.id)
    talk = offer_is_taken.accept(peer_id, offer.offer_id, came + timedelta(hours=1))
    if talk is None:
        return
    filled.talks[told.NAME] = talk
    _dials(gateway, "demo 2", ("1", "2", told.FIRST_WORDS), now - timedelta(days=5))
    _dials(gateway, "demo 3", ("2", "3", "0", "3", told.STEP), now - timedelta(days=1))
    for minute, words in enumerate(told.ANSWERS):
        line = message_arrives.Said(b"", talk, f"demo {minute}", words, channel="demo", by=peer_id)
        message_arrives.arrive([line], now - timedelta(minutes=50 - minute), frozenset())


def _dials(gateway: Open, session: str, keys: tuple[str, ...], at: datetime) -> None:
    phone_is_dialled.dial(gateway, Pressed(session, told.NUMBER, None), at)
    so_far = ""
    for count, key in enumerate(keys, 1):
        so_far = f"{so_far}*{key}" if so_far else key
        phone_is_dialled.dial(gateway, Pressed(session, told.NUMBER, key, so_far), at + count * A_KEY)
