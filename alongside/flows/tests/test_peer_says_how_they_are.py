"""After a talk: one tap, sealed, seen by nobody unless the peer shows it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.apps import apps

from alongside.base import turn
from alongside.base.door import Visitor
from alongside.flows import match_ends, person_asks_for_deletion
from alongside.flows import peer_says_how_they_are as after
from alongside.flows.tests.asking import make_ready
from alongside.flows.tests.walking import walk_together
from alongside.people import availability, sessions
from alongside.talk import writes
from alongside.talk.access import room_for
from alongside.workforce import after_talks
from alongside.workforce import writes as workforce

if TYPE_CHECKING:
    from conftest import Cast

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)

SOON, HALF_AN_HOUR = timedelta(minutes=29), timedelta(minutes=30)


@pytest.fixture
def talk(cast: Cast, now: datetime) -> int:
    conversation = walk_together(cast.member, cast.peer, cast.program.key_id, now)
    says(cast, conversation, now)
    return conversation


def says(cast: Cast, talk: int, at: datetime, *, is_read: bool = True) -> None:
    with turn.write():
        room, seat = room_for(cast.member.id, talk, lock=True)
        writes.append([writes.Line(room, seat, writes.once_of("test", 1, str(at)), "words")], at)
        if is_read:
            writes.confirm([(room.seats[1], room.last_n, False)], at)


def who_is(cast: Cast, now: datetime) -> Visitor:
    with turn.write():
        token = sessions.sign_in(cast.peer, now)
    found = sessions.visitor(token, now)
    assert found is not None
    return found[0]


def asked(cast: Cast, at: datetime) -> int | None:
    standing = after.asked_about(cast.peer.id, at)
    return standing.conversation_id if standing else None


def test_it_is_asked_when_the_talk_is_over(cast: Cast, talk: int, now: datetime) -> None:
    assert asked(cast, now + SOON) is None
    assert asked(cast, now + HALF_AN_HOUR) == talk
    assert asked(cast, now + timedelta(days=2, seconds=1)) is None


def test_a_goodbye_is_an_end_at_once(cast: Cast, talk: int, now: datetime) -> None:
    match_ends.say_goodbye(cast.member.id, talk, "", now)
    assert asked(cast, now) == talk


def test_words_the_peer_has_not_read_were_no_talk(cast: Cast, talk: int, now: datetime) -> None:
    says(cast, talk, now + timedelta(hours=1), is_read=False)
    assert asked(cast, now + timedelta(hours=3)) is None


def test_once_a_talk_and_again_after_the_next(cast: Cast, talk: int, now: datetime) -> None:
    who, over = who_is(cast, now), now + HALF_AN_HOUR
    assert after.note(who, talk, "light", over) is not None
    assert after.note(who, talk, "hard", over) is None
    assert asked(cast, over) is None
    says(cast, talk, now + timedelta(hours=5))
    assert asked(cast, now + timedelta(hours=6)) == talk


def test_skipping_is_an_answer(cast: Cast, talk: int, now: datetime) -> None:
    after.note(who_is(cast, now), talk, "skipped", now + HALF_AN_HOUR)
    assert asked(cast, now + timedelta(hours=2)) is None


def test_nobody_sees_it_until_the_peer_shows_it(cast: Cast, talk: int, now: datetime) -> None:
    who, over = who_is(cast, now), now + HALF_AN_HOUR
    with turn.write():
        workforce.name_supervisor(cast.program.id, cast.peer.id, cast.supervisor.id)
    note = after.note(who, talk, "hard", over)
    assert note is not None
    assert (after_talks.shown_by([cast.peer.id]), after_talks.shown(cast.program.id, note)) == ([], None)
    assert after.show(who, note, over) == cast.supervisor.id
    assert [one.id for one in after_talks.shown_by([cast.peer.id])] == [note]
    assert after_talks.how_of(note, cast.peer.key_id) == "hard"
    told = apps.get_model("alongside", "Notice")._default_manager.values_list("person_id", flat=True)
    assert list(told) == [cast.supervisor.id]
    after.was_seen(note, over)
    assert after_talks.shown_by([cast.peer.id]) == []


def test_with_nobody_beside_them_it_is_shown_to_nobody(cast: Cast, talk: int, now: datetime) -> None:
    who = who_is(cast, now)
    note = after.note(who, talk, "hard", now + HALF_AN_HOUR)
    assert note is not None
    assert after.show(who, note, now) is None
    assert after_talks.shown(cast.program.id, note) is None


def test_it_is_sealed_and_goes_with_the_peer(cast: Cast, talk: int, now: datetime) -> None:
    after.note(who_is(cast, now), talk, "hard", now + HALF_AN_HOUR)
    rows = apps.get_model("alongside", "AfterTalk")._default_manager
    assert b"hard" not in bytes(rows.get().how)
    person_asks_for_deletion.delete(cast.peer.id, now)
    assert rows.count() == 0


def test_a_rest_ends_on_a_morning(cast: Cast, now: datetime) -> None:
    make_ready(cast.peer, now)
    who = who_is(cast, now)
    until = after.rest(who, 1, now)
    assert until - now == timedelta(hours=18)  # seven in the morning; Nairobi is three hours ahead
    when = availability.when(cast.peer.id)
    assert when is not None
    assert when.break_until == until
