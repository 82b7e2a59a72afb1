"""A peer leaves for good: a person tells each member, and only then does the walk end."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from alongside.base import turn
from alongside.flows import match_ends, peer_is_here, peer_leaves, talk_rests
from alongside.flows.tests.asking import make_ready
from alongside.flows.tests.walking import walk_together
from alongside.matching import walks
from alongside.matching.walks import Walk
from alongside.outbox.models import Notice
from alongside.people import availability
from alongside.talk import reads as talks
from alongside.talk.access import NotHere
from alongside.workforce import breaks
from alongside.workforce import writes as workforce
from alongside.workforce.models import Break
from conftest import Cast

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)

GOODBYE = "I move to my daughter's. Thank you for each evening."
NEWS = "Rosa is moving away. Would you like to meet someone else?"


@pytest.fixture
def talk(cast: Cast, now: datetime) -> int:
    make_ready(cast.peer, now)
    return walk_together(cast.member, cast.peer, cast.program.key_id, now)


def leaves(cast: Cast, now: datetime) -> None:
    assert peer_leaves.begins(cast.program.id, cast.peer.id, GOODBYE, now)


def walk_of(talk: int) -> Walk:
    walk = walks.walk_in(talk)
    assert walk is not None
    return walk


def tells(cast: Cast, talk: int, now: datetime) -> int:
    return peer_leaves.tell(cast.program.id, cast.supervisor.id, walk_of(talk).id, NEWS, now)


def said(cast: Cast, conversation: int) -> list[tuple[int, str | None]]:
    return [(line.seat, line.text) for line in talks.newest(cast.program.id, conversation)]


def test_nobody_new_is_led_to_them_and_the_walk_goes_on_until_told(
    cast: Cast, now: datetime, talk: int
) -> None:
    leaves(cast, now)
    card = availability.cards([cast.peer.id], now)[cast.peer.id]
    assert (card.ready, card.here, card.walking_with) == (False, False, 1)
    assert walk_of(talk).ended_at is None
    assert set(Notice.objects.values_list("person_id", "kind")) == {
        (cast.supervisor.id, "desk"),
        (cast.coordinator.id, "desk"),
    }


def test_a_person_tells_the_member_and_the_goodbye_is_the_last_word(
    cast: Cast, now: datetime, talk: int
) -> None:
    leaves(cast, now)
    later = now + timedelta(hours=2)
    team_talk = tells(cast, talk, later)
    assert said(cast, team_talk) == [(2, NEWS)]
    assert said(cast, talk) == [(2, GOODBYE)]
    walk = walk_of(talk)
    assert (walk.ended_at, walk.how, walk.ended_by) == (later, "left", cast.peer.id)
    assert availability.cards([cast.peer.id], later)[cast.peer.id].walking_with == 0
    assert (cast.member.id, "note") in set(Notice.objects.values_list("person_id", "kind"))
    assert peer_leaves.to_tell(cast.program.id, later) == []
    with pytest.raises(NotHere):
        tells(cast, talk, later)


def test_the_one_who_stands_beside_the_peer_is_asked_first_then_anyone(
    cast: Cast, now: datetime, talk: int
) -> None:
    with turn.write():
        workforce.name_supervisor(cast.program.id, cast.peer.id, cast.supervisor.id)
    leaves(cast, now)
    (one,) = peer_leaves.to_tell(cast.program.id, now)
    assert (one.walk.member_id, one.by) == (cast.member.id, cast.supervisor.id)
    (late,) = peer_leaves.to_tell(cast.program.id, now + timedelta(days=3))
    assert late.by is None


def test_a_paused_talk_ends_without_words_in_it(cast: Cast, now: datetime, talk: int) -> None:
    talk_rests.pause(cast.member.id, talk)
    leaves(cast, now)
    tells(cast, talk, now)
    assert said(cast, talk) == []
    assert walk_of(talk).how == "left"


def test_who_ended_it_themselves_needs_not_be_told(cast: Cast, now: datetime, talk: int) -> None:
    leaves(cast, now)
    match_ends.say_goodbye(cast.member.id, talk, "", now)
    assert peer_leaves.to_tell(cast.program.id, now) == []


def test_a_peer_does_not_tell_for_the_team(cast: Cast, now: datetime, talk: int) -> None:
    leaves(cast, now)
    for who in (cast.other_peer, cast.elsewhere_coordinator):
        with pytest.raises(NotHere):
            peer_leaves.tell(cast.program.id, who.id, walk_of(talk).id, NEWS, now)
    assert walk_of(talk).ended_at is None


def test_to_be_here_or_to_be_back_does_not_take_leaving_back_and_staying_does(
    cast: Cast, now: datetime, talk: int
) -> None:
    leaves(cast, now)
    peer_is_here.switch_on(cast.program.id, cast.peer.id, None, now)
    peer_is_here.comes_back(cast.peer.id, now)
    assert len(breaks.leaving(cast.program.id)) == 1
    peer_leaves.stays(cast.peer.id, now)
    assert breaks.leaving(cast.program.id) == []
    assert bytes(Break.objects.get().words) == b""


def test_only_a_peer_of_this_program_leaves(cast: Cast, now: datetime) -> None:
    assert not peer_leaves.begins(cast.program.id, cast.member.id, "", now)
    assert not peer_leaves.begins(cast.program.id, cast.elsewhere_peer.id, "", now)
