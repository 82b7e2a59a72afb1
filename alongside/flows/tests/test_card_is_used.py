"""A card leads its first user straight to one peer, and nobody else."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

import pytest
from django.db import connections

from alongside.base import turn
from alongside.flows import card_is_made, card_is_used, match_ends, peer_is_here, promise_is_written
from alongside.flows.card_is_used import NOT_NOW, RESTING, TOO_OFTEN, WRONG, Came, Card, Newcomer
from alongside.flows.tests.asking import listening, make_ready
from alongside.flows.tests.walking import walk_together
from alongside.matching import cards, desks, reads
from alongside.matching.models import Card as Row
from alongside.matching.models import Match
from alongside.outbox.models import Notice
from alongside.people import availability, consents, sessions
from alongside.people.models import Person
from alongside.talk.access import room_for
from alongside.talk.models import Conversation
from alongside.vault.models import Key
from conftest import Cast

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)

SOMEONE = Newcomer("Tall Reed", "en")
HERE = "192.0.2.7"


@pytest.fixture
def code(cast: Cast, now: datetime) -> str:
    """A card of a peer who is ready."""
    make_ready(cast.peer, now)
    return a_code(cast, now)


def a_code(cast: Cast, now: datetime, note: str = "bed 4") -> str:
    made = card_is_made.make(cast.program, cast.peer.id, cast.peer.id, [note], "en", now)
    assert made is not None
    return made[0].code


def look(cast: Cast, code: str, now: datetime, person_id: int = 0) -> Card:
    return card_is_used.look(cast.program, code, HERE, now, person_id)


def arrives(cast: Cast, code: str, now: datetime) -> Came:
    came = card_is_used.arrive(cast.program, look(cast, code, now), SOMEONE, HERE, now)
    assert came is not None
    return came


def test_who_enters_it_walks_with_the_peer_at_once(cast: Cast, now: datetime, code: str) -> None:
    with listening() as heard:
        came = arrives(cast, code, now)
    found = sessions.visitor(came.token, now)
    assert found is not None
    member_id = found[0].person_id
    room, _ = room_for(member_id, came.conversation_id)
    assert [each.person_id for each in room.seats] == [member_id, cast.peer.id]
    assert len({each.key_id for each in room.seats} | {found[0].key_id, cast.peer.key_id}) == 4
    assert reads.open_request(member_id) is None
    assert availability.cards([cast.peer.id], now)[cast.peer.id].walking_with == 1
    assert set(heard) == {("desk", cast.peer.id), ("person", member_id)}
    assert list(Notice.objects.values_list("person_id", "kind")) == [(cast.peer.id, "desk")]
    assert desks.for_peer(cast.peer.id, now.date(), now).came == {came.conversation_id: now}


def test_the_promise_they_saw_is_kept(cast: Cast, now: datetime, code: str) -> None:
    promise_is_written.write(cast.program.id, "consent_only", "We call nobody.", now)
    came = arrives(cast, code, now)
    found = sessions.visitor(came.token, now)
    assert found is not None
    seen = consents.promise_seen(found[0].person_id)
    assert seen is not None
    assert seen.sentence == "We call nobody."


def test_a_card_works_once(cast: Cast, now: datetime, code: str) -> None:
    card = look(cast, code, now)
    assert card_is_used.arrive(cast.program, card, SOMEONE, HERE, now) is not None
    before = (Person.objects.count(), Key.objects.using("keys").count())
    assert card_is_used.arrive(cast.program, card, SOMEONE, HERE, now) is None
    assert (Person.objects.count(), Key.objects.using("keys").count()) == before
    assert look(cast, code, now).why_not == WRONG


def test_of_two_at_the_same_moment_one_comes_in(cast: Cast, now: datetime, code: str) -> None:
    card, both = look(cast, code, now), threading.Barrier(2)
    came: list[Came | None] = []

    def tries() -> None:
        both.wait()
        came.append(card_is_used.arrive(cast.program, card, SOMEONE, HERE, now))
        connections.close_all()

    threads = [threading.Thread(target=tries) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(each is None for each in came) == [False, True]
    assert (Match.objects.count(), Conversation.objects.count()) == (1, 1)


def test_a_member_joins_a_second_peer(cast: Cast, now: datetime, code: str) -> None:
    make_ready(cast.other_peer, now)
    first = walk_together(cast.member, cast.other_peer, cast.program.key_id, now)
    talk = card_is_used.join(cast.program, look(cast, code, now, cast.member.id), cast.member.id, now)
    assert talk not in (None, first)
    assert {walk.peer_id for walk in reads.walks_of(cast.member.id)} == {cast.peer.id, cast.other_peer.id}


def test_who_walks_with_this_peer_already_keeps_the_card(cast: Cast, now: datetime, code: str) -> None:
    talk = walk_together(cast.member, cast.peer, cast.program.key_id, now)
    assert card_is_used.join(cast.program, look(cast, code, now), cast.member.id, now) == talk
    assert look(cast, code, now).peer_id == cast.peer.id


def test_two_who_are_kept_apart_do_not_meet_by_card(cast: Cast, now: datetime, code: str) -> None:
    talk = walk_together(cast.member, cast.peer, cast.program.key_id, now)
    match_ends.block(cast.peer.id, talk, now)
    card = look(cast, code, now)
    assert look(cast, code, now, cast.member.id) == Card(why_not=WRONG)
    assert card_is_used.join(cast.program, card, cast.member.id, now) is None
    assert look(cast, code, now) == card


def test_a_peer_is_not_led_to_themselves(cast: Cast, now: datetime, code: str) -> None:
    assert look(cast, code, now, cast.peer.id) == Card(why_not=WRONG)


def test_while_the_peer_rests_the_card_waits(cast: Cast, now: datetime, code: str) -> None:
    until = now + timedelta(days=3)
    peer_is_here.rests(cast.program.id, cast.peer.id, until, now)
    card = look(cast, code, now)
    assert card_is_used.arrive(cast.program, card, SOMEONE, HERE, now) is None
    assert (card.why_not, card.resting_until) == (RESTING, until)
    assert look(cast, code, until + timedelta(minutes=1)).why_not == ""


def test_a_peer_who_is_not_ready_any_more_is_not_met(cast: Cast, now: datetime, code: str) -> None:
    with turn.write():
        availability.set_ready(cast.peer.id, False)
    assert look(cast, code, now).why_not == NOT_NOW


def test_a_card_ends_by_itself_and_can_be_taken_back(cast: Cast, now: datetime, code: str) -> None:
    assert look(cast, code, now + cards.LASTS - timedelta(minutes=1)).why_not == ""
    assert look(cast, code, now + cards.LASTS).why_not == WRONG
    (card,) = cards.laid(cast.peer.id, cast.peer.key_id, now)
    assert card.note == "bed 4"
    assert not card_is_made.take_back(card.id, cast.other_peer.id)
    assert card_is_made.take_back(card.id, cast.peer.id)
    assert look(cast, code, now).why_not == WRONG


def test_guessing_ends_after_thirty_tries_and_a_right_one_is_no_guess(
    cast: Cast, now: datetime, code: str
) -> None:
    for _ in range(card_is_used.FROM_ONE_PLACE - 1):
        assert look(cast, "river apple 42 x", now).why_not == WRONG
    assert look(cast, code, now).why_not == ""
    assert look(cast, "no such 11", now).why_not == WRONG
    assert look(cast, code, now).why_not == TOO_OFTEN
    assert card_is_used.look(cast.program, code, "192.0.2.8", now).why_not == ""


def test_a_code_is_good_in_its_own_program_alone(cast: Cast, now: datetime, code: str) -> None:
    assert card_is_used.look(cast.elsewhere, code, HERE, now).why_not == WRONG


def test_on_a_phone_that_goes_back_nobody_is_signed_in(cast: Cast, now: datetime, code: str) -> None:
    borrowed = Newcomer("Tall Reed", "en", hands_back=True)
    came = card_is_used.arrive(cast.program, look(cast, code, now), borrowed, HERE, now)
    assert came is not None
    assert (came.token, len(came.five)) == ("", 5)


def test_the_note_is_sealed_and_goes_when_the_card_is_used(cast: Cast, now: datetime, code: str) -> None:
    sealed = bytes(Row.objects.get().note)
    assert sealed
    assert b"bed" not in sealed
    arrives(cast, code, now)
    assert bytes(Row.objects.get().note) == b""


def test_a_coordinator_makes_cards_for_any_peer_and_a_peer_for_themselves(cast: Cast, now: datetime) -> None:
    for peer in (cast.peer, cast.other_peer):
        make_ready(peer, now)

    def made(peer: Person, by: Person) -> bool:
        return card_is_made.make(cast.program, peer.id, by.id, ["", "bed 2"], "en", now) is not None

    assert made(cast.peer, cast.coordinator)
    assert not made(cast.peer, cast.other_peer)
    assert not made(cast.peer, cast.supervisor)
    assert not made(cast.elsewhere_peer, cast.coordinator)
    assert len(cards.laid(cast.coordinator.id, cast.coordinator.key_id, now)) == 2
    assert [card.note for card in cards.laid(cast.peer.id, cast.peer.key_id, now)] == ["", ""]
