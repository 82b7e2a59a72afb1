"""Words owed to who is away become one note; who has read, or is here, is told nothing."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from alongside.base import turn
from alongside.flows.notes_are_sent import send_what_is_due
from alongside.flows.tests.telling import Pigeon, leave_an_address, pigeon, rosa
from alongside.flows.tests.walking import walk_together
from alongside.flows.words_are_owed import settle_what_is_due
from alongside.outbox.models import Notice
from alongside.outbox.writes import owe
from alongside.people import sessions
from alongside.talk import writes as talk
from alongside.talk.rows import rooms
from conftest import Cast

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)

MINUTE = timedelta(minutes=1)
fixtures = (pigeon, rosa)


@pytest.fixture
def conversation(cast: Cast, now: datetime) -> int:
    return walk_together(cast.member, cast.peer, cast.program.key_id, now)


def is_owed(cast: Cast, conversation: int, person_id: int, now: datetime, n: int = 1) -> None:
    with turn.write():
        owe([(cast.program.id, conversation, person_id, n, False)], now)


def told() -> list[tuple[int, str]]:
    return list(Notice.objects.order_by("kind").values_list("person_id", "kind"))


def test_a_peer_is_told_of_their_desk_and_a_member_of_a_note(
    cast: Cast, now: datetime, conversation: int, pigeon: Pigeon, rosa: str
) -> None:
    leave_an_address(cast, "amina@example.org", now)
    is_owed(cast, conversation, cast.peer.id, now)
    is_owed(cast, conversation, cast.member.id, now)
    assert settle_what_is_due(now) == 2
    assert told() == [(cast.peer.id, "desk"), (cast.member.id, "note")]
    assert send_what_is_due(now) == 2
    assert sorted((note.kind, note.to) for note in pigeon.carried) == [
        ("desk", rosa),
        ("note", "amina@example.org"),
    ]


def test_who_has_read_it_is_told_nothing(
    cast: Cast, now: datetime, conversation: int, pigeon: Pigeon
) -> None:
    is_owed(cast, conversation, cast.peer.id, now)
    is_owed(cast, conversation, cast.member.id, now)
    seat = rooms([conversation])[conversation].seat_of(cast.peer.id)
    assert seat is not None
    with turn.write():
        talk.confirm([(seat, 1, False)], now)
    assert settle_what_is_due(now) == 2
    assert told() == [(cast.member.id, "note")]


def test_who_is_here_may_read_it_any_moment_and_who_goes_without_is_told(
    cast: Cast, now: datetime, conversation: int, pigeon: Pigeon, rosa: str
) -> None:
    with turn.write():
        sessions.sign_in(cast.peer, now)
    is_owed(cast, conversation, cast.peer.id, now)
    assert [settle_what_is_due(now + each * MINUTE) for each in range(15)] == [0] * 15
    assert told() == []
    assert settle_what_is_due(now + 16 * MINUTE) == 1
    assert told() == [(cast.peer.id, "desk")]


def test_without_a_way_out_what_is_owed_waits_on_the_page(
    cast: Cast, now: datetime, conversation: int
) -> None:
    is_owed(cast, conversation, cast.peer.id, now)
    assert settle_what_is_due(now) == 1
    assert told() == []
