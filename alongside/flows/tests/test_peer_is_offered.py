"""A few are asked at once, then a few more, and nobody is asked for ever."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from alongside.base import turn
from alongside.flows import peer_is_here, peer_is_offered, program_pauses, support_is_asked
from alongside.flows.tests.asking import ask, listening, make_ready, suggested
from alongside.matching import desks, reads, writes
from alongside.matching.models import Request
from alongside.people import availability
from alongside.people.writes import add_person
from alongside.rules import waves
from alongside.vault import keys
from conftest import Cast

if TYPE_CHECKING:
    from alongside.people.models import Person

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def peers(cast: Cast, now: datetime) -> list[Person]:
    """Eight peers who fit and are here all day."""
    key_ids = keys.make_many(cast.program.key_id, 8)
    with turn.write():
        people = [
            add_person(cast.program.id, key_id, "Peer", ["peer"], now, language="en") for key_id in key_ids
        ]
    for peer in people:
        make_ready(peer, now)
    return people


def asked_now(peers: list[Person]) -> list[int]:
    """How many questions each of them sees."""
    return [len(reads.offers_for(peer.id)) for peer in peers]


def kind_of(request_id: int) -> reads.State:
    asked = reads.wish(request_id)
    assert asked is not None
    return reads.state_of(asked)


def test_three_then_three_more_after_ten_minutes_then_those_who_are_left(
    cast: Cast, now: datetime, peers: list[Person]
) -> None:
    request_id = ask(cast.program, cast.member, now)
    support_is_asked.ask_whoever(cast.member.id, request_id, now)
    assert asked_now(peers) == [1, 1, 1, 0, 0, 0, 0, 0]
    assert peer_is_offered.next_waves(now + 9 * MINUTE) == 0
    assert peer_is_offered.next_waves(now + 10 * MINUTE) == 1
    assert asked_now(peers) == [1, 1, 1, 1, 1, 1, 0, 0]
    assert peer_is_offered.next_waves(now + 20 * MINUTE) == 1
    assert asked_now(peers) == [1] * 8
    assert peer_is_offered.next_waves(now + 30 * MINUTE) == 1
    assert asked_now(peers) == [1] * 8


def test_what_nobody_answered_for_a_day_is_taken_back(cast: Cast, now: datetime, peers: list[Person]) -> None:
    request_id = ask(cast.program, cast.member, now)
    support_is_asked.ask_whoever(cast.member.id, request_id, now)
    with turn.write():
        for peer in peers:
            availability.be_here(peer.id, None)
    later = now + waves.ASKED_FOR
    assert asked_now(peers)[:3] == [1, 1, 1]
    peer_is_offered.next_waves(later)
    assert asked_now(peers) == [0] * 8
    assert kind_of(request_id).kind == "waiting"


def test_nobody_is_here_and_somebody_comes(cast: Cast, now: datetime) -> None:
    make_ready(cast.peer, now, here=False)
    request_id = ask(cast.program, cast.member, now)
    support_is_asked.ask_whoever(cast.member.id, request_id, now)
    assert kind_of(request_id).kind == "waiting"
    assert desks.for_team(cast.program.id, []).waiting == [now]
    assert peer_is_offered.next_waves(now + MINUTE) == 0
    peer_is_here.switch_on(cast.program.id, cast.peer.id, now + timedelta(hours=2), now + MINUTE)
    assert peer_is_offered.next_waves(now + MINUTE) == 1
    assert kind_of(request_id).kind == "asking_others"
    assert len(reads.offers_for(cast.peer.id)) == 1
    assert desks.for_team(cast.program.id, []).waiting == [now]
    assert desks.for_team(cast.elsewhere.id, []).waiting == []


def test_who_was_asked_by_name_and_does_not_answer_makes_room_for_the_others(
    cast: Cast, now: datetime, peers: list[Person]
) -> None:
    request_id = ask(cast.program, cast.member, now)
    first = suggested(cast.member, request_id, now)[0]
    support_is_asked.ask_peer(cast.member.id, request_id, first, True, now)
    assert asked_now(peers) == [1, 0, 0, 0, 0, 0, 0, 0]
    assert peer_is_offered.next_waves(now + waves.NAMED_AND_HERE - MINUTE) == 0
    assert peer_is_offered.next_waves(now + waves.NAMED_AND_HERE) == 1
    assert kind_of(request_id).kind == "asking_others"
    assert asked_now(peers) == [1, 1, 1, 1, 0, 0, 0, 0]


def test_where_nobody_else_may_be_asked_the_member_chooses_again(
    cast: Cast, now: datetime, peers: list[Person]
) -> None:
    request_id = ask(cast.program, cast.member, now)
    first, second, _ = suggested(cast.member, request_id, now)
    support_is_asked.ask_peer(cast.member.id, request_id, first, False, now)
    with listening() as heard:
        assert peer_is_offered.next_waves(now + waves.NAMED_AND_HERE) == 1
    assert kind_of(request_id) == reads.State("could_not", first, second)
    assert heard == [("desk", first), ("person", cast.member.id)]
    assert asked_now(peers) == [0] * 8


def test_a_pause_takes_back_what_is_asked_and_going_on_asks_again(
    cast: Cast, now: datetime, peers: list[Person]
) -> None:
    request_id = ask(cast.program, cast.member, now)
    support_is_asked.ask_whoever(cast.member.id, request_id, now)
    assert asked_now(peers)[:3] == [1, 1, 1]
    program_pauses.pause(cast.program.id, now + timedelta(days=2))
    assert peer_is_offered.next_waves(now) == 1
    assert asked_now(peers) == [0] * 8
    assert kind_of(request_id).kind == "waiting"
    program_pauses.go_on(cast.program.id)
    assert peer_is_offered.next_waves(now) == 1
    assert asked_now(peers)[:3] == [1, 1, 1]


def test_a_wish_is_taken_by_one_worker_only(cast: Cast, now: datetime, peers: list[Person]) -> None:
    request_id = ask(cast.program, cast.member, now)
    support_is_asked.ask_whoever(cast.member.id, request_id, now)
    ((_, due_at),) = reads.due(now + 10 * MINUTE, 5)
    with turn.write():
        assert [writes.claim(request_id, due_at) for _ in range(2)] == [True, False]


def test_each_who_is_asked_hears_of_it(cast: Cast, now: datetime, peers: list[Person]) -> None:
    request_id = ask(cast.program, cast.member, now)
    with listening() as heard:
        support_is_asked.ask_whoever(cast.member.id, request_id, now)
    assert heard == [*(("desk", peer.id) for peer in peers[:3]), ("person", cast.member.id)]


def test_a_desk_shows_what_the_member_agreed_to_and_asks_the_same_for_one_and_three(
    cast: Cast, now: datetime, django_assert_num_queries: object
) -> None:
    make_ready(cast.peer, now)
    members = [cast.member, cast.other_member, cast.supervisor]
    for place, member in enumerate(members):
        ask(cast.program, member, now + place * MINUTE)
    requests = list(Request.objects.order_by("made_at"))
    for many in (1, 3):
        for row in requests[:many]:
            support_is_asked.ask_whoever(row.person_id, row.id, now)
        with django_assert_num_queries(3):  # type: ignore[operator]  # pytest-django
            offers = reads.offers_for(cast.peer.id)
        assert [offer.name for offer in offers] == ["Amina", "Juma", "Otieno"][:many]
    assert offers[0].words.startswith("They let me out")
    assert [(reason.kind, reason.code) for reason in offers[0].reasons] == [
        ("lived", "hospital"),
        ("loves", "writing"),
    ]
    assert offers[0].since == now
