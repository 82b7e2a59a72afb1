"""Two people stop walking together, and may change their mind within the day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from alongside.flows import match_ends, talk_rests
from alongside.flows.tests.walking import walk_together
from alongside.matching import walks
from alongside.matching.models import DoNotMatch, Offer, Request
from alongside.matching.rows import ASKED, ASKING, LAPSED
from alongside.people.models import Availability
from alongside.talk import reads
from alongside.talk.access import NotHere, room_for

if TYPE_CHECKING:
    from conftest import Cast

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def talk(cast: Cast, now: datetime) -> int:
    return walk_together(cast.member, cast.peer, cast.program.key_id, now)


def standing(cast: Cast, talk: int) -> tuple[bool, str, int, int]:
    """(closed, how it ended, pairs kept apart, people the peer walks with)."""
    walk = walks.walk_in(talk)
    assert walk is not None
    room, _ = room_for(cast.member.id, talk)
    apart = DoNotMatch.objects.count()
    return room.ended_at is not None, walk.how, apart, Availability.objects.get(person=cast.peer).walking_with


def test_a_goodbye_is_said_and_then_the_talk_is_closed(cast: Cast, talk: int, now: datetime) -> None:
    match_ends.say_goodbye(cast.peer.id, talk, "It was good to know you.", now)
    assert standing(cast, talk) == (True, "goodbye", 0, 0)
    assert [line.text for line in reads.newest(cast.program.id, talk)] == ["It was good to know you."]


def test_a_second_goodbye_changes_nothing(cast: Cast, talk: int, now: datetime) -> None:
    match_ends.say_goodbye(cast.peer.id, talk, "", now)
    match_ends.say_goodbye(cast.member.id, talk, "me too", now)
    walk = walks.walk_in(talk)
    assert walk is not None
    assert walk.ended_by == cast.peer.id
    assert standing(cast, talk) == (True, "goodbye", 0, 0)


def test_a_member_changes_peer_and_takes_it_back_within_the_day(cast: Cast, talk: int, now: datetime) -> None:
    match_ends.change_peer(cast.member.id, talk, now)
    assert standing(cast, talk) == (True, "changed", 1, 0)
    assert match_ends.change_back(cast.member.id, talk, now + timedelta(hours=23))
    assert standing(cast, talk) == (False, "", 0, 1)


def test_a_day_later_a_change_of_peer_stands(cast: Cast, talk: int, now: datetime) -> None:
    match_ends.change_peer(cast.member.id, talk, now)
    assert not match_ends.change_back(cast.member.id, talk, now + timedelta(hours=25))
    assert standing(cast, talk) == (True, "changed", 1, 0)


def test_only_the_member_changes_peer_and_only_they_take_it_back(
    cast: Cast, talk: int, now: datetime
) -> None:
    with pytest.raises(NotHere):
        match_ends.change_peer(cast.peer.id, talk, now)
    match_ends.change_peer(cast.member.id, talk, now)
    assert not match_ends.change_back(cast.peer.id, talk, now)


def test_a_block_reads_as_an_ending_and_keeps_them_apart(cast: Cast, talk: int, now: datetime) -> None:
    match_ends.block(cast.member.id, talk, now)
    assert standing(cast, talk) == (True, "block", 1, 0)


def test_nobody_outside_a_talk_can_end_pause_or_block_it(cast: Cast, talk: int, now: datetime) -> None:
    for person in (cast.other_member, cast.other_peer, cast.coordinator, cast.elsewhere_peer):
        acts: list[Callable[[int], None]] = [
            lambda who: match_ends.say_goodbye(who, talk, "", now),
            lambda who: match_ends.block(who, talk, now),
            lambda who: match_ends.we_may_know_each_other(who, talk, now),
            lambda who: talk_rests.pause(who, talk),
        ]
        for act in acts:
            with pytest.raises(NotHere):
                act(person.id)
    assert standing(cast, talk) == (False, "", 0, 1)


def test_who_may_know_each_other_are_both_asked_and_nobody_learns_who_said_it(
    cast: Cast, talk: int, now: datetime
) -> None:
    match_ends.we_may_know_each_other(cast.member.id, talk, now)
    walk = walks.walk_in(talk)
    assert walk is not None
    assert (walk.asked_if_known_at, walk.carries_on(cast.member.id), walk.carries_on(cast.peer.id)) == (
        now,
        None,
        None,
    )
    match_ends.answer_if_known(cast.member.id, talk, True, now)
    assert standing(cast, talk) == (False, "", 0, 1)
    match_ends.answer_if_known(cast.peer.id, talk, False, now)
    assert standing(cast, talk) == (True, "known", 1, 0)


def test_who_was_blocked_cannot_undo_it_by_taking_back_a_change(cast: Cast, talk: int, now: datetime) -> None:
    match_ends.change_peer(cast.member.id, talk, now)
    match_ends.block(cast.peer.id, talk, now)
    assert not match_ends.change_back(cast.member.id, talk, now)
    match_ends.say_goodbye(cast.member.id, talk, "and another thing", now)
    assert standing(cast, talk) == (True, "changed", 1, 0)
    assert reads.newest(cast.program.id, talk) == []


def test_a_block_reaches_a_newer_talk_of_the_same_two(cast: Cast, talk: int, now: datetime) -> None:
    match_ends.say_goodbye(cast.member.id, talk, "", now)
    newer = walk_together(cast.member, cast.peer, cast.program.key_id, now)
    match_ends.block(cast.member.id, talk, now)
    assert standing(cast, newer) == (True, "block", 1, 0)


def test_a_block_lets_go_of_what_was_asked_between_them(cast: Cast, talk: int, now: datetime) -> None:
    wish = Request.objects.create(
        program=cast.program, person=cast.member, choices=b"", state=ASKING, made_at=now
    )
    for peer, state in ((cast.peer, ASKED), (cast.other_peer, ASKED)):
        Offer.objects.create(program=cast.program, request=wish, peer=peer, state=state, made_at=now)
    match_ends.block(cast.member.id, talk, now)
    states = dict(Offer.objects.values_list("peer_id", "state"))
    assert states == {cast.peer.id: LAPSED, cast.other_peer.id: ASKED}
    assert Request.objects.get(id=wish.id).due_at == now


def test_an_answer_after_the_end_changes_nothing(cast: Cast, talk: int, now: datetime) -> None:
    match_ends.we_may_know_each_other(cast.member.id, talk, now)
    match_ends.answer_if_known(cast.peer.id, talk, False, now)
    match_ends.answer_if_known(cast.member.id, talk, True, now)
    walk = walks.walk_in(talk)
    assert walk is not None
    assert (walk.how, walk.carries_on(cast.member.id)) == ("known", None)
