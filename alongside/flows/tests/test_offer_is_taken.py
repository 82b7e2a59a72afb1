"""The first to say yes walks with them; who passes is never seen to."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

import pytest
from django.db import connection, connections

from alongside.flows import offer_is_taken, peer_is_offered, program_pauses, support_is_asked
from alongside.flows.tests.asking import ask, listening, make_ready, suggested
from alongside.matching import reads
from alongside.matching.access import NotHere
from alongside.matching.models import Match, Offer
from alongside.people import availability
from alongside.rules.fit import Reason
from alongside.talk.access import room_for
from alongside.talk.models import Conversation
from alongside.vault import keys
from alongside.vault.models import Key
from conftest import Cast

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)


@pytest.fixture
def request_id(cast: Cast, now: datetime) -> int:
    """A member's wish, and two peers who are asked about it."""
    for peer in (cast.peer, cast.other_peer):
        make_ready(peer, now)
    wish = ask(cast.program, cast.member, now)
    support_is_asked.ask_whoever(cast.member.id, wish, now)
    return wish


def question(peer_id: int) -> int:
    (offer,) = reads.offers_for(peer_id)
    return offer.offer_id


def kind_of(wish: int) -> reads.State:
    asked = reads.wish(wish)
    assert asked is not None
    return reads.state_of(asked)


def test_saying_yes_begins_a_walk(cast: Cast, now: datetime, request_id: int) -> None:
    mine, theirs = question(cast.peer.id), question(cast.other_peer.id)
    with listening() as heard:
        conversation_id = offer_is_taken.accept(cast.peer.id, mine, now)
    assert conversation_id is not None
    assert kind_of(request_id) == reads.State("met", cast.peer.id, None, conversation_id)
    room, seat = room_for(cast.member.id, conversation_id)
    assert [each.person_id for each in room.seats] == [cast.member.id, cast.peer.id]
    assert len({each.key_id for each in room.seats} | {cast.member.key_id, cast.peer.key_id}) == 4
    assert seat.seat == 1
    assert availability.cards([cast.peer.id], now)[cast.peer.id].walking_with == 1
    assert reads.offers_for(cast.other_peer.id) == ()
    assert offer_is_taken.accept(cast.other_peer.id, theirs, now) is None
    assert set(heard) == {
        ("desk", cast.peer.id),
        ("desk", cast.other_peer.id),
        ("person", cast.member.id),
    }


def test_why_they_were_brought_together_is_kept_sealed(cast: Cast, now: datetime, request_id: int) -> None:
    conversation_id = offer_is_taken.accept(cast.peer.id, question(cast.peer.id), now)
    assert conversation_id is not None
    assert reads.reasons_of(conversation_id) == (Reason("lived", "hospital"), Reason("loves", "writing"))
    assert b"hospital" not in bytes(Match.objects.get().reasons)
    keys.destroy([cast.member.key_id], now)
    assert reads.reasons_of(conversation_id) == ()


def test_a_second_tap_on_yes_leads_to_the_same_talk(cast: Cast, now: datetime, request_id: int) -> None:
    offer_id = question(cast.peer.id)
    first = offer_is_taken.accept(cast.peer.id, offer_id, now)
    assert first is not None
    assert offer_is_taken.accept(cast.peer.id, offer_id, now) == first
    assert (Match.objects.count(), Conversation.objects.count()) == (1, 1)


def test_two_say_yes_at_the_same_moment_and_one_walks_with_them(
    cast: Cast, now: datetime, monkeypatch: pytest.MonkeyPatch, request_id: int
) -> None:
    offers = {peer.id: question(peer.id) for peer in (cast.peer, cast.other_peer)}
    kept = Key.objects.using("keys").count()
    both_have_keys = threading.Barrier(2)
    make_many = keys.make_many

    def together(parent_id: int, count: int) -> list[int]:
        """Both are past every look at how it stands, and only then do they write."""
        made = make_many(parent_id, count)
        both_have_keys.wait(10)
        return made

    monkeypatch.setattr(keys, "make_many", together)
    found: dict[int, int | None] = {}

    def accept(peer_id: int) -> None:
        try:
            found[peer_id] = offer_is_taken.accept(peer_id, offers[peer_id], now)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=accept, args=(peer_id,)) for peer_id in offers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(found) == 2
    (winner,) = [peer_id for peer_id, conversation_id in found.items() if conversation_id]
    (match,) = Match.objects.all()
    assert (match.peer_id, match.conversation_id) == (winner, found[winner])
    assert Conversation.objects.count() == 1
    assert sorted(Offer.objects.values_list("state", flat=True)) == ["accepted", "lapsed"]
    walking = {peer_id: card.walking_with for peer_id, card in availability.cards(offers, now).items()}
    assert walking == {peer_id: int(peer_id == winner) for peer_id in offers}
    assert Key.objects.using("keys").count() == kept + 2  # those of who came second are destroyed
    assert connection.in_atomic_block is False


def test_yes_comes_too_late_after_the_member_took_it_back(cast: Cast, now: datetime, request_id: int) -> None:
    offer_id = question(cast.peer.id)
    support_is_asked.withdraw(cast.member.id, request_id, now)
    assert offer_is_taken.accept(cast.peer.id, offer_id, now) is None
    assert Match.objects.count() == 0


def test_nobody_new_begins_while_the_program_pauses(cast: Cast, now: datetime, request_id: int) -> None:
    offer_id = question(cast.peer.id)
    program_pauses.pause(cast.program.id, now + timedelta(days=1))
    assert offer_is_taken.accept(cast.peer.id, offer_id, now) is None
    assert Match.objects.count() == 0
    program_pauses.go_on(cast.program.id)
    assert offer_is_taken.accept(cast.peer.id, offer_id, now) is not None


def test_a_question_is_only_for_the_peer_who_was_asked(cast: Cast, now: datetime, request_id: int) -> None:
    offer_id = question(cast.peer.id)
    for stranger in (cast.other_peer.id, cast.elsewhere_peer.id, cast.member.id):
        with pytest.raises(NotHere):
            offer_is_taken.accept(stranger, offer_id, now)
        with pytest.raises(NotHere):
            offer_is_taken.pass_on(stranger, offer_id, now)
    assert Match.objects.count() == 0


def test_who_is_only_suggested_cannot_say_yes(cast: Cast, now: datetime) -> None:
    make_ready(cast.peer, now)
    wish = ask(cast.program, cast.member, now)
    assert suggested(cast.member, wish, now) == [cast.peer.id]
    offer_id = Offer.objects.values_list("id", flat=True).get()
    assert reads.offers_for(cast.peer.id) == ()
    with pytest.raises(NotHere):
        offer_is_taken.accept(cast.peer.id, offer_id, now)


def test_one_of_several_passes_and_the_member_sees_no_difference(
    cast: Cast, now: datetime, request_id: int
) -> None:
    before = kind_of(request_id)
    with listening() as heard:
        offer_is_taken.pass_on(cast.peer.id, question(cast.peer.id), now)
    assert heard == [("desk", cast.peer.id)]
    assert kind_of(request_id) == before
    assert reads.offers_for(cast.peer.id) == ()
    assert len(reads.offers_for(cast.other_peer.id)) == 1


def test_who_was_asked_by_name_passes_and_the_next_one_may_be_asked(cast: Cast, now: datetime) -> None:
    for peer in (cast.peer, cast.other_peer):
        make_ready(peer, now)
    wish = ask(cast.program, cast.member, now)
    suggested(cast.member, wish, now)
    support_is_asked.ask_peer(cast.member.id, wish, cast.peer.id, False, now)
    with listening() as heard:
        offer_is_taken.pass_on(cast.peer.id, question(cast.peer.id), now)
    assert heard == [("desk", cast.peer.id), ("person", cast.member.id)]
    assert kind_of(wish) == reads.State("could_not", cast.peer.id, cast.other_peer.id)
    support_is_asked.ask_next(cast.member.id, wish, cast.other_peer.id, now)
    assert len(reads.offers_for(cast.other_peer.id)) == 1


def test_passing_reads_the_same_as_running_out_of_time(cast: Cast, now: datetime) -> None:
    for peer in (cast.peer, cast.other_peer):
        make_ready(peer, now)
    told: list[reads.State] = []
    for member, passes in ((cast.member, True), (cast.other_member, False)):
        wish = ask(cast.program, member, now)
        suggested(member, wish, now)
        support_is_asked.ask_peer(member.id, wish, cast.peer.id, False, now)
        if passes:
            offer_is_taken.pass_on(cast.peer.id, question(cast.peer.id), now)
        else:
            assert peer_is_offered.next_waves(now + timedelta(hours=1)) == 1
        told.append(kind_of(wish))
    assert told[0] == told[1] == reads.State("could_not", cast.peer.id, cast.other_peer.id)


def test_who_was_asked_by_name_passes_and_the_others_are_asked_at_once(cast: Cast, now: datetime) -> None:
    for peer in (cast.peer, cast.other_peer):
        make_ready(peer, now)
    wish = ask(cast.program, cast.member, now)
    suggested(cast.member, wish, now)
    support_is_asked.ask_peer(cast.member.id, wish, cast.peer.id, True, now)
    offer_is_taken.pass_on(cast.peer.id, question(cast.peer.id), now)
    assert kind_of(wish) == reads.State("asking_others")
    assert reads.offers_for(cast.peer.id) == ()
    assert len(reads.offers_for(cast.other_peer.id)) == 1


def test_passing_has_no_consequence_for_the_peer_but_a_week_of_peace(
    cast: Cast, now: datetime, request_id: int
) -> None:
    card = availability.cards([cast.peer.id], now)
    offer_id = question(cast.peer.id)
    offer_is_taken.pass_on(cast.peer.id, offer_id, now)
    offer_is_taken.pass_on(cast.peer.id, offer_id, now)
    assert availability.cards([cast.peer.id], now) == card
    support_is_asked.withdraw(cast.member.id, request_id, now)
    again = ask(cast.program, cast.member, now)
    assert suggested(cast.member, again, now) == [cast.other_peer.id]
    theirs = ask(cast.program, cast.other_member, now)
    assert set(suggested(cast.other_member, theirs, now)) == {cast.peer.id, cast.other_peer.id}
    assert cast.peer.id not in reads.left_out(cast.member.id, again, now + timedelta(days=7))


def test_walks_are_found_from_both_sides(cast: Cast, now: datetime, request_id: int) -> None:
    conversation_id = offer_is_taken.accept(cast.peer.id, question(cast.peer.id), now)
    assert conversation_id is not None
    between = reads.walk_between(cast.member.id, cast.peer.id)
    assert between is not None
    assert between.conversation_id == conversation_id
    assert reads.match_of_conversation(conversation_id) == between
    assert reads.walks_of(cast.member.id) == reads.walks_of(cast.peer.id) == [between]
    assert reads.walks_of(cast.other_peer.id) == []
    assert reads.walking_with([cast.peer.id, cast.other_peer.id]) == {cast.peer.id: 1}
