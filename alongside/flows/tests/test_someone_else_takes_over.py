"""The peer needs to stop for today, and the member is asked: nobody is handed on."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.apps import apps

from alongside.flows import someone_else_takes_over as takes_over
from alongside.flows import talk_rests
from alongside.flows.tests.asking import ask, make_ready
from alongside.flows.tests.walking import walk_together
from alongside.matching import reads as matching
from alongside.matching import walks
from alongside.safety import take_overs
from alongside.talk.access import NotHere

if TYPE_CHECKING:
    from conftest import Cast

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)


@pytest.fixture
def talk(cast: Cast, now: datetime) -> int:
    make_ready(cast.peer, now)
    make_ready(cast.other_peer, now)
    return walk_together(cast.member, cast.peer, cast.program.key_id, now)


def answer_of(talk: int) -> str:
    asked = take_overs.newest(talk)
    assert asked is not None
    return asked.answer


def test_yes_asks_whoever_is_free_and_the_walk_goes_on(cast: Cast, talk: int, now: datetime) -> None:
    assert takes_over.ask(cast.peer.id, talk, now) is True
    number = takes_over.answer(cast.member.id, talk, "yes", now)
    wish = matching.open_request(cast.member.id)
    assert wish is not None
    assert (wish.id, wish.whoever) == (number, True)
    assert matching.asked_peers(wish.id) == [cast.other_peer.id]
    walk = walks.walk_in(talk)
    assert walk is not None
    assert walk.ended_at is None
    assert answer_of(talk) == "yes"


def test_no_is_an_answer_and_nothing_else_happens(cast: Cast, talk: int, now: datetime) -> None:
    takes_over.ask(cast.peer.id, talk, now)
    assert takes_over.answer(cast.member.id, talk, "no", now) is None
    assert matching.open_request(cast.member.id) is None
    assert answer_of(talk) == "no"


def test_a_wish_that_is_open_goes_to_whoever_is_free(cast: Cast, talk: int, now: datetime) -> None:
    number = ask(cast.program, cast.member, now)
    takes_over.ask(cast.peer.id, talk, now)
    assert takes_over.answer(cast.member.id, talk, "yes", now) == number
    assert matching.asked_peers(number) == [cast.other_peer.id]


def test_what_was_wished_before_is_wished_again(cast: Cast, talk: int, now: datetime) -> None:
    number = ask(cast.program, cast.member, now - timedelta(days=3))
    before = matching.last_wishes(cast.member.id)
    apps.get_model("alongside", "Request")._default_manager.filter(id=number).update(state="met")
    takes_over.ask(cast.peer.id, talk, now)
    takes_over.answer(cast.member.id, talk, "yes", now)
    wish = matching.open_request(cast.member.id)
    assert wish is not None
    assert wish.wishes() == before
    assert before is not None


def test_they_are_asked_once_at_a_time(cast: Cast, talk: int, now: datetime) -> None:
    assert [takes_over.ask(cast.peer.id, talk, now) for _ in range(2)] == [True, False]
    takes_over.answer(cast.member.id, talk, "no", now)
    assert takes_over.answer(cast.member.id, talk, "yes", now) is None
    assert matching.open_request(cast.member.id) is None
    assert takes_over.ask(cast.peer.id, talk, now + timedelta(days=1)) is True


def test_only_the_peer_asks_and_only_the_member_answers(cast: Cast, talk: int, now: datetime) -> None:
    for who in (cast.member, cast.other_peer, cast.supervisor, cast.elsewhere_peer):
        with pytest.raises(NotHere):
            takes_over.ask(who.id, talk, now)
    takes_over.ask(cast.peer.id, talk, now)
    for who in (cast.peer, cast.other_member, cast.elsewhere_member):
        with pytest.raises(NotHere):
            takes_over.answer(who.id, talk, "yes", now)
    assert answer_of(talk) == ""


def test_a_paused_talk_can_be_taken_over_too(cast: Cast, talk: int, now: datetime) -> None:
    talk_rests.pause(cast.peer.id, talk)
    assert takes_over.ask(cast.peer.id, talk, now) is True
