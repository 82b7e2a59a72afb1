"""Somebody enters the code of a card: they and its peer walk together at once, and no request waits.

A card is for people who know each other already, so it asks neither whether the peer has room nor who fits.
It asks whether the peer was made ready and can be met, and whether the two are kept apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError

from alongside.base import turn, wake
from alongside.flows.person_arrives import FROM_ONE_PLACE as ARRIVALS_FROM_ONE_PLACE
from alongside.matching import cards, walks
from alongside.matching import reads as matching
from alongside.outbox import notices
from alongside.people import attempts, availability, consents, reads, recoveries, sessions, writes
from alongside.rules import card_code, recovery
from alongside.talk import writes as talk
from alongside.vault import keys

if TYPE_CHECKING:
    from alongside.people.models import Person, Program

FROM_ONE_PLACE = 30  # wrong tries a day from one address
IN_ONE_PROGRAM = 500  # wrong tries a day in one program; there are about a hundred million codes

WRONG, TOO_OFTEN, RESTING, NOT_NOW = "wrong", "too often", "resting", "not now"


@dataclass(frozen=True, slots=True)
class Card:
    """What a typed code leads to: a peer; or why not. RESTING and NOT_NOW: the card stays good."""

    id: int = 0
    peer_id: int = 0
    ends_at: datetime | None = None
    why_not: str = ""
    resting_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Who comes with a card. `hands_back`: on a phone that goes back to its owner. Nobody is signed in on
    it then, and five words are made at once."""

    name: str
    language: str
    own_device: bool = False
    borrowed_device: bool = False
    hands_back: bool = False


@dataclass(frozen=True, slots=True)
class Came:
    """Where they are now. `token` is empty, and `five` is told, where the phone is handed back."""

    conversation_id: int
    token: str = ""
    five: tuple[str, ...] = ()


class _TooLate(Exception):
    """Somebody else used the card a moment ago."""


def look(program: Program, typed: str, address: str, now: datetime, person_id: int = 0) -> Card:
    """The card of this code. Every try is counted before anything is looked up, and given back if right.

    `address` is counted under a hash that changes every day, and not kept. `person_id`: who asks, if known.
    """
    whos = (address, f"program {program.id}")
    with turn.write():
        here, everywhere = (attempts.count("card", who, now) for who in whos)
    if here > FROM_ONE_PLACE or everywhere > IN_ONE_PROGRAM:
        return Card(why_not=TOO_OFTEN)
    found = cards.with_code(program.id, card_code.read(typed), now)
    if found is None or found.peer_id == person_id:
        return Card(why_not=WRONG)
    if person_id and walks.are_apart(program.id, person_id, found.peer_id):
        return Card(why_not=WRONG)  # as if there were no such card: nobody learns why
    with turn.write():
        for who in whos:
            attempts.give_back("card", who, now)
    return _as_it_stands(found, now)


def arrive(program: Program, card: Card, newcomer: Newcomer, address: str, now: datetime) -> Came | None:
    """A new member, who walks with the card's peer from this moment on. None: it was used a moment ago."""
    if program.opened_at is None:
        return None
    with turn.write():
        if attempts.count("arrive", address, now) > ARRIVALS_FROM_ONE_PLACE:
            return None
    five: tuple[str, ...] = ()
    found = b""
    if newcomer.hands_back:
        five = recovery.five_words(newcomer.language)
        found = recoveries.found_by(recovery.phrase(recovery.read(" ".join(five))))
    key_ids = keys.make_many(program.key_id, 3)
    try:
        with turn.write():
            person = writes.add_person(
                program.id, key_ids[0], newcomer.name, ["member"], now, language=newcomer.language
            )
            promise = reads.promise_of(program.id)
            if promise is not None:
                consents.give(person, promise, newcomer.language, now)
            conversation_id = _begin(program.id, card, person.id, key_ids[1:], now)
            if newcomer.hands_back:
                recoveries.keep(program.id, person.id, found, now)
                return Came(conversation_id, five=five)
            return Came(conversation_id, token=_signed_in(person, newcomer, now))
    except _TooLate:
        keys.destroy(key_ids, now)
        return None


def join(program: Program, card: Card, person_id: int, now: datetime) -> int | None:
    """A member who is here already walks with this peer too. Who does so already keeps the card."""
    going = matching.walk_between(person_id, card.peer_id)
    if going is not None:
        return going.conversation_id
    key_ids = keys.make_many(program.key_id, 2)
    try:
        with turn.write():
            if walks.are_apart(program.id, person_id, card.peer_id):
                raise _TooLate
            return _begin(program.id, card, person_id, key_ids, now)
    except (_TooLate, IntegrityError):  # the latter: these two walk together by another way since a moment
        keys.destroy(key_ids, now)
        going = matching.walk_between(person_id, card.peer_id)
        return going.conversation_id if going else None


def _begin(program_id: int, card: Card, member_id: int, key_ids: list[int], now: datetime) -> int:
    if card.why_not or not cards.use(card.id, now):
        raise _TooLate
    people = list(zip((member_id, card.peer_id), key_ids, strict=True))
    conversation_id = talk.begin(program_id, people, now, kind="match")
    walks.begin_by_card(program_id, member_id, card.peer_id, conversation_id, now)
    cards.led_to(card.id, conversation_id)
    availability.walk_begins(card.peer_id)
    notices.tell(program_id, [card.peer_id], "desk", now)
    wake.nudge("desk", card.peer_id)
    wake.nudge("person", member_id)
    return conversation_id


def _signed_in(person: Person, newcomer: Newcomer, now: datetime) -> str:
    return sessions.sign_in(
        person, now, own_device=newcomer.own_device, borrowed_device=newcomer.borrowed_device
    )


def _as_it_stands(found: cards.Valid, now: datetime) -> Card:
    peer = availability.cards([found.peer_id], now).get(found.peer_id)
    when = availability.when(found.peer_id)
    if peer is None or when is None or not peer.ready:
        return Card(why_not=NOT_NOW, ends_at=found.ends_at)
    if peer.on_break:
        return Card(found.id, found.peer_id, found.ends_at, RESTING, when.break_until)
    return Card(found.id, found.peer_id, found.ends_at)
