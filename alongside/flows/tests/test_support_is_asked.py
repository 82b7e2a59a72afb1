"""Someone asks: three people with reasons, the same three when they look again, and no more than that."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.base import turn
from alongside.flows import offer_is_taken, peer_is_offered, support_is_asked
from alongside.flows.tests.asking import WISHES, WORDS, ask, make_ready, suggested
from alongside.matching import reads, walks
from alongside.matching.access import NotHere
from alongside.matching.models import Offer, Request
from alongside.people import availability, programs, writes
from alongside.rules import week
from alongside.rules.fit import Narrowing, Reason
from alongside.rules.wishes import NOT, TOGETHER
from alongside.vault import keys
from conftest import Cast

if TYPE_CHECKING:
    from alongside.people.models import Person

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def five(cast: Cast, now: datetime) -> list[Person]:
    """Five peers who fit equally well; they come in the order of their numbers."""
    key_ids = keys.make_many(cast.program.key_id, 3)
    people = [cast.peer, cast.other_peer]
    with turn.write():
        for key_id in key_ids:
            people.append(writes.add_person(cast.program.id, key_id, "A peer", ["peer"], now, language="en"))
    for peer in people:
        make_ready(peer, now)
    return people


def kind_of(request_id: int) -> reads.State:
    asked = reads.wish(request_id)
    assert asked is not None
    return reads.state_of(asked)


def test_three_people_are_shown_with_reasons(cast: Cast, now: datetime, five: list[Person]) -> None:
    request_id = ask(cast.program, cast.member, now)
    found = support_is_asked.suggestions(cast.member.id, request_id, now)
    assert [each.peer_id for each in found.people] == [peer.id for peer in five[:3]]
    rosa = found.people[0]
    assert (rosa.name, rosa.about, rosa.here_now, rosa.next_here) == ("Rosa", "I keep bees.", True, None)
    assert rosa.reasons == (Reason("lived", "hospital"), Reason("loves", "writing"))
    assert rosa.tongues == ("en",)
    assert (found.narrowing, found.used_up) == (None, False)


def test_looking_again_shows_the_same_people_although_others_fit(
    cast: Cast, now: datetime, five: list[Person]
) -> None:
    request_id = ask(cast.program, cast.member, now)
    first = suggested(cast.member, request_id, now)
    with turn.write():
        availability.walk_begins(five[0].id)
    later = [suggested(cast.member, request_id, now + timedelta(hours=hour)) for hour in range(7)]
    assert all(set(each) == set(first) for each in later)


def test_somebody_who_cannot_any_more_is_not_shown_and_nobody_takes_their_place(
    cast: Cast, now: datetime, five: list[Person]
) -> None:
    request_id = ask(cast.program, cast.member, now)
    first = suggested(cast.member, request_id, now)
    with turn.write():
        availability.take_break(first[1], now + timedelta(days=1))
    assert suggested(cast.member, request_id, now) == [first[0], first[2]]


def test_who_is_not_here_is_shown_with_the_time_they_are_back(cast: Cast, now: datetime) -> None:
    evening = week.mask_of([(0, week.EVENING)])
    make_ready(cast.peer, now, here=False, hours=evening)
    make_ready(cast.other_peer, now, here=False)  # told no hours: when they are back cannot be said
    request_id = ask(cast.program, cast.member, now)
    (rosa,) = support_is_asked.suggestions(cast.member.id, request_id, now).people
    assert rosa.peer_id == cast.peer.id
    assert rosa.here_now is False
    assert rosa.next_here == now.replace(hour=14)  # 17:00 in Nairobi


def test_so_many_new_faces_a_day_and_no_more(cast: Cast, now: datetime, five: list[Person]) -> None:
    for _ in range(support_is_asked.TO_A_PERSON):
        request_id = ask(cast.program, cast.member, now)
        assert len(suggested(cast.member, request_id, now)) == 3
    request_id = ask(cast.program, cast.member, now)
    assert support_is_asked.suggestions(cast.member.id, request_id, now).used_up is True
    assert suggested(cast.member, request_id, now) == []
    tomorrow = now + timedelta(days=1)
    for peer in five:
        with turn.write():
            availability.be_here(peer.id, tomorrow + timedelta(hours=1))
    assert len(suggested(cast.member, request_id, tomorrow)) == 3


def test_one_device_sees_only_so_many_whoever_holds_it(
    cast: Cast, now: datetime, five: list[Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(support_is_asked, "ON_A_DEVICE", 1)
    mine, theirs = ask(cast.program, cast.member, now), ask(cast.program, cast.other_member, now)
    assert len(suggested(cast.member, mine, now, "the tablet")) == 3
    assert suggested(cast.other_member, theirs, now, "the tablet") == []
    assert len(suggested(cast.other_member, theirs, now, "their own")) == 3


def test_one_program_shows_only_so_many(
    cast: Cast, now: datetime, five: list[Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(support_is_asked, "IN_A_PROGRAM", -len(five) + 1)
    mine, theirs = ask(cast.program, cast.member, now), ask(cast.program, cast.other_member, now)
    assert len(suggested(cast.member, mine, now)) == 3
    assert support_is_asked.suggestions(cast.other_member.id, theirs, now).used_up is True


def test_asking_again_changes_the_open_wish(cast: Cast, now: datetime, five: list[Person]) -> None:
    first = ask(cast.program, cast.member, now)
    suggested(cast.member, first, now)
    again = ask(cast.program, cast.member, now, replace(WISHES, loves=0), "Something else.")
    assert again == first
    asked = reads.open_request(cast.member.id)
    assert asked is not None
    assert (asked.words(), asked.wishes()) == ("Something else.", replace(WISHES, loves=0))
    assert reads.suggested_peers(first) == []


def test_what_was_wished_and_written_is_sealed(cast: Cast, now: datetime) -> None:
    request_id = ask(cast.program, cast.member, now)
    row = Request.objects.get(id=request_id)
    assert b"Friday" not in bytes(row.words)
    assert b"tongues" not in bytes(row.choices)
    asked = reads.open_request(cast.member.id)
    assert asked is not None
    assert (asked.words(), asked.wishes()) == (WORDS, WISHES)


def test_the_wish_that_keeps_people_away_is_named_and_can_be_let_go(cast: Cast, now: datetime) -> None:
    make_ready(cast.peer, now)
    request_id = ask(cast.program, cast.member, now, replace(WISHES, gender=1))
    found = support_is_asked.suggestions(cast.member.id, request_id, now)
    assert (found.people, found.narrowing) == ((), Narrowing("gender", 1))
    support_is_asked.loosen(cast.member.id, request_id, "gender", now)
    assert suggested(cast.member, request_id, now) == [cast.peer.id]
    asked = reads.open_request(cast.member.id)
    assert asked is not None
    assert asked.words() == WORDS


def test_wishes_that_only_together_leave_nobody_are_named_together(cast: Cast, now: datetime) -> None:
    make_ready(cast.peer, now)
    wishes = replace(WISHES, gender=1, near={"place": NOT}, belongs={"place": 1})
    request_id = ask(cast.program, cast.member, now, wishes)
    assert support_is_asked.suggestions(cast.member.id, request_id, now).narrowing == Narrowing(TOGETHER, 1)
    support_is_asked.loosen(cast.member.id, request_id, TOGETHER, now)
    assert suggested(cast.member, request_id, now) == [cast.peer.id]


def test_where_no_wish_is_in_the_way_none_is_named(cast: Cast, now: datetime) -> None:
    request_id = ask(cast.program, cast.member, now, replace(WISHES, gender=1))
    found = support_is_asked.suggestions(cast.member.id, request_id, now)
    assert (found.people, found.narrowing, found.used_up) == ((), None, False)


def test_looking_in_vain_is_counted_too(cast: Cast, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(support_is_asked, "LOOKS_IN_VAIN", 2)
    request_id = ask(cast.program, cast.member, now)
    looks = [support_is_asked.suggestions(cast.member.id, request_id, now).used_up for _ in range(3)]
    assert looks == [False, False, True]


def test_who_is_kept_apart_or_walks_together_already_is_not_suggested(
    cast: Cast, now: datetime, five: list[Person]
) -> None:
    with turn.write():
        walks.keep_apart(cast.program.id, cast.member.id, five[0].id, now)
    request_id = ask(cast.program, cast.member, now)
    support_is_asked.suggestions(cast.member.id, request_id, now)
    support_is_asked.ask_peer(cast.member.id, request_id, five[1].id, False, now)
    (offer,) = reads.offers_for(five[1].id)
    assert offer_is_taken.accept(five[1].id, offer.offer_id, now) is not None
    again = ask(cast.program, cast.member, now)
    assert again != request_id
    assert suggested(cast.member, again, now) == [peer.id for peer in five[2:]]


def test_a_wish_is_only_for_the_person_whose_it_is(cast: Cast, now: datetime, five: list[Person]) -> None:
    request_id = ask(cast.program, cast.member, now)
    peer_id = suggested(cast.member, request_id, now)[0]
    for stranger in (cast.other_member.id, cast.elsewhere_member.id, cast.peer.id):
        with pytest.raises(NotHere):
            support_is_asked.suggestions(stranger, request_id, now)
        with pytest.raises(NotHere):
            support_is_asked.ask_peer(stranger, request_id, peer_id, False, now)
        with pytest.raises(NotHere):
            support_is_asked.ask_whoever(stranger, request_id, now)
        with pytest.raises(NotHere):
            support_is_asked.loosen(stranger, request_id, "gender", now)
        with pytest.raises(NotHere):
            support_is_asked.withdraw(stranger, request_id, now)
    with pytest.raises(NotHere):
        ask(cast.elsewhere, cast.member, now)
    assert kind_of(request_id).kind == "choosing"


def test_only_somebody_who_was_suggested_can_be_asked(cast: Cast, now: datetime, five: list[Person]) -> None:
    request_id = ask(cast.program, cast.member, now)
    shown = suggested(cast.member, request_id, now)
    stranger = next(peer.id for peer in five if peer.id not in shown)
    with pytest.raises(NotHere):
        support_is_asked.ask_peer(cast.member.id, request_id, stranger, True, now)
    assert Offer.objects.filter(state="open").count() == 0


def test_one_is_asked_by_name_and_a_second_tap_changes_nothing(
    cast: Cast, now: datetime, five: list[Person]
) -> None:
    request_id = ask(cast.program, cast.member, now)
    peer_id = suggested(cast.member, request_id, now)[0]
    for _ in range(2):
        support_is_asked.ask_peer(cast.member.id, request_id, peer_id, False, now)
    assert kind_of(request_id) == reads.State("asking", peer_id)
    assert [len(reads.offers_for(peer.id)) for peer in five] == [1, 0, 0, 0, 0]


def test_who_filled_up_meanwhile_cannot_and_the_next_may_be_asked(
    cast: Cast, now: datetime, five: list[Person]
) -> None:
    request_id = ask(cast.program, cast.member, now)
    rosa, sipho, _ = suggested(cast.member, request_id, now)
    with turn.write():
        availability.set_capacity(rosa, 0)
    support_is_asked.ask_peer(cast.member.id, request_id, rosa, False, now)
    assert kind_of(request_id) == reads.State("could_not", rosa, sipho)
    assert reads.offers_for(rosa) == ()
    support_is_asked.ask_next(cast.member.id, request_id, sipho, now)
    assert kind_of(request_id) == reads.State("asking", sipho)


def test_whoever_is_free_first_asks_three_at_once(cast: Cast, now: datetime, five: list[Person]) -> None:
    request_id = ask(cast.program, cast.member, now)
    support_is_asked.ask_whoever(cast.member.id, request_id, now)
    support_is_asked.ask_whoever(cast.member.id, request_id, now)
    assert kind_of(request_id).kind == "asking_others"
    assert [len(reads.offers_for(peer.id)) for peer in five] == [1, 1, 1, 0, 0]


def test_a_paused_program_asks_nobody_until_it_goes_on(cast: Cast, now: datetime, five: list[Person]) -> None:
    until = now + timedelta(days=3)
    with turn.write():
        programs.set_pause(cast.program.id, until)
    named, whoever = ask(cast.program, cast.member, now), ask(cast.program, cast.other_member, now)
    shown = suggested(cast.member, named, now)
    support_is_asked.ask_peer(cast.member.id, named, shown[0], False, now)
    support_is_asked.ask_whoever(cast.other_member.id, whoever, now)
    assert peer_is_offered.next_waves(now + timedelta(days=2)) == 0
    assert [kind_of(each).kind for each in (named, whoever)] == ["waiting", "waiting"]
    assert Offer.objects.filter(state="open").count() == 0
    for peer in five:
        with turn.write():
            availability.be_here(peer.id, until + timedelta(hours=1))
    assert peer_is_offered.next_waves(until) == 2
    assert [kind_of(each).kind for each in (named, whoever)] == ["choosing", "asking_others"]


def test_not_any_more_takes_everything_back(cast: Cast, now: datetime, five: list[Person]) -> None:
    request_id = ask(cast.program, cast.member, now)
    support_is_asked.ask_whoever(cast.member.id, request_id, now)
    assert len(reads.offers_for(cast.peer.id)) == 1
    support_is_asked.withdraw(cast.member.id, request_id, now)
    assert reads.open_request(cast.member.id) is None
    assert [reads.offers_for(peer.id) for peer in five] == [()] * 5
    row = Request.objects.get(id=request_id)
    assert (bytes(row.words), bytes(row.choices), row.due_at) == (b"", b"", None)


def test_looking_asks_the_same_for_one_person_and_for_three(
    cast: Cast, now: datetime, five: list[Person]
) -> None:
    counted: list[int] = []
    for ready in (five[:1], five[:3]):
        with turn.write():
            for peer in five:
                availability.set_ready(peer.id, peer in ready)
        request_id = ask(cast.program, cast.member, now)
        assert len(suggested(cast.member, request_id, now)) == len(ready)
        with CaptureQueriesContext(connection) as asked:
            assert len(suggested(cast.member, request_id, now)) == len(ready)
        counted.append(len(asked))
    assert counted[0] == counted[1] <= 10
