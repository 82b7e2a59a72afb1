"""Someone goes quiet: only what they said they would like is done, by a person, and they can see it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from alongside.base import turn
from alongside.flows import match_ends, person_asks_for_deletion, quiet_is_foreseen, talk_rests
from alongside.flows.quiet_is_foreseen import Answer
from alongside.flows.tests.walking import walk_together
from alongside.people import traces
from alongside.safety import desks, quiet_wishes
from alongside.talk import reads, writes
from alongside.talk.access import NotHere, room_for

if TYPE_CHECKING:
    from alongside.people.models import Person
    from conftest import Cast

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)

HELLO, RING = Answer("hello", 7), Answer("ring", 5, "My sister Njeri, 0700 000 000")


def days(number: float) -> timedelta:
    return timedelta(days=number)


@pytest.fixture
def talk(cast: Cast, now: datetime) -> int:
    return walk_together(cast.member, cast.peer, cast.program.key_id, now)


def says(who: Person, talk: int, at: datetime) -> None:
    with turn.write():
        room, seat = room_for(who.id, talk, lock=True)
        writes.append([writes.Line(room, seat, writes.once_of("test", who.id, str(at)), "words")], at)


def peers_list(cast: Cast, at: datetime) -> list[int]:
    """As the peer's desk reads it."""
    going = quiet_is_foreseen.in_talks(reads.conversations_of(cast.peer.id))
    rows = desks.for_peer(cast.peer.id, going, []).get(desks.QUIET, [])
    agreed = [row.wish(cast.program.id, at) for row in rows]
    return [each.wish.person_id for each in quiet_is_foreseen.of(agreed, at)]


def teams_list(cast: Cast, at: datetime) -> list[int]:
    return [each.wish.person_id for each in quiet_is_foreseen.for_team(cast.program.id, at)]


def test_only_who_agreed_to_a_hello_is_on_the_list(cast: Cast, talk: int, now: datetime) -> None:
    other = walk_together(cast.other_member, cast.peer, cast.program.key_id, now)
    long_after = now + days(60)
    assert peers_list(cast, long_after) == []
    quiet_is_foreseen.answer(cast.member.id, talk, Answer("leave_be"), now)
    quiet_is_foreseen.skip(cast.other_member.id, other, now)
    assert peers_list(cast, long_after) == []
    quiet_is_foreseen.answer(cast.member.id, talk, HELLO, now)
    assert peers_list(cast, long_after) == [cast.member.id]


def test_they_are_on_it_from_the_day_they_said_until_the_one_hello(
    cast: Cast, talk: int, now: datetime
) -> None:
    quiet_is_foreseen.answer(cast.member.id, talk, HELLO, now)
    says(cast.member, talk, now + days(1))
    says(cast.peer, talk, now + days(2))
    assert peers_list(cast, now + days(7.9)) == []
    assert peers_list(cast, now + days(8)) == [cast.member.id]
    says(cast.peer, talk, now + days(9))
    assert peers_list(cast, now + days(9.1)) == []
    assert peers_list(cast, now + days(40)) == []


def test_who_writes_again_is_not_quiet(cast: Cast, talk: int, now: datetime) -> None:
    quiet_is_foreseen.answer(cast.member.id, talk, HELLO, now)
    assert peers_list(cast, now + days(8)) == [cast.member.id]
    says(cast.member, talk, now + days(8))
    assert peers_list(cast, now + days(9)) == []


def test_a_hello_that_was_not_said_comes_to_the_team(cast: Cast, talk: int, now: datetime) -> None:
    quiet_is_foreseen.answer(cast.member.id, talk, HELLO, now)
    assert teams_list(cast, now + days(8)) == []
    assert teams_list(cast, now + days(9)) == [cast.member.id]
    (found,) = quiet_is_foreseen.for_team(cast.program.id, now + days(9))
    assert quiet_is_foreseen.say_hello(found, cast.supervisor.id, now + days(9)) is not None
    assert (teams_list(cast, now + days(9)), peers_list(cast, now + days(9))) == ([], [])


def test_a_peer_who_goes_quiet_is_on_the_teams_list_only(cast: Cast, talk: int, now: datetime) -> None:
    quiet_is_foreseen.answer(cast.peer.id, talk, HELLO, now)
    assert teams_list(cast, now + days(7)) == [cast.peer.id]
    assert peers_list(cast, now + days(7)) == []


def test_whom_to_ring_is_opened_by_a_person_with_a_trace(cast: Cast, talk: int, now: datetime) -> None:
    quiet_is_foreseen.answer(cast.member.id, talk, RING, now)
    assert (teams_list(cast, now + days(4.9)), traces.of(cast.member.id)) == ([], [])
    (found,) = quiet_is_foreseen.for_team(cast.program.id, now + days(5))
    assert peers_list(cast, now + days(5)) == []
    assert traces.of(cast.member.id) == []
    later = now + days(5)
    assert quiet_is_foreseen.open_whom(found, cast.supervisor.id, later) == RING.whom
    (seen,) = traces.of(cast.member.id)
    assert (seen.by, seen.what, seen.at) == (cast.supervisor.id, "quiet_opened", later)
    assert teams_list(cast, later) == []


def test_a_line_of_the_peer_does_not_stand_for_ringing(cast: Cast, talk: int, now: datetime) -> None:
    quiet_is_foreseen.answer(cast.member.id, talk, RING, now)
    says(cast.peer, talk, now + days(6))
    assert teams_list(cast, now + days(6.5)) == [cast.member.id]


def test_it_can_be_changed_and_whom_to_ring_goes_with_it(cast: Cast, talk: int, now: datetime) -> None:
    quiet_is_foreseen.answer(cast.member.id, talk, RING, now)
    wish = quiet_wishes.of(talk, cast.member.id)
    assert wish is not None
    assert quiet_wishes.whom_to_ring(wish.id, cast.member.key_id) == RING.whom
    quiet_is_foreseen.answer(cast.member.id, talk, Answer("leave_be"), now)
    assert quiet_wishes.whom_to_ring(wish.id, cast.member.key_id) == ""
    assert teams_list(cast, now + days(60)) == []


def test_skipping_never_undoes_an_answer(cast: Cast, talk: int, now: datetime) -> None:
    quiet_is_foreseen.answer(cast.member.id, talk, HELLO, now)
    quiet_is_foreseen.skip(cast.member.id, talk, now)
    wish = quiet_wishes.of(talk, cast.member.id)
    assert wish is not None
    assert (wish.wish, wish.days) == ("hello", 7)


def test_nobody_is_on_a_list_once_the_talk_is_closed(cast: Cast, talk: int, now: datetime) -> None:
    quiet_is_foreseen.answer(cast.member.id, talk, RING, now)
    assert teams_list(cast, now + days(6)) == [cast.member.id]
    match_ends.say_goodbye(cast.member.id, talk, "", now)
    assert teams_list(cast, now + days(6)) == []


def test_a_pause_is_no_silence(cast: Cast, talk: int, now: datetime) -> None:
    quiet_is_foreseen.answer(cast.member.id, talk, HELLO, now)
    talk_rests.pause(cast.member.id, talk)
    assert (peers_list(cast, now + days(60)), teams_list(cast, now + days(60))) == ([], [])
    talk_rests.go_on(cast.member.id, talk, now)
    assert peers_list(cast, now + days(60)) == [cast.member.id]


def test_only_who_is_in_the_talk_answers_there(cast: Cast, talk: int, now: datetime) -> None:
    for who in (cast.other_member, cast.supervisor):
        with pytest.raises(NotHere):
            quiet_is_foreseen.answer(who.id, talk, HELLO, now)
    assert quiet_wishes.agreed_in(cast.program.id) == []


def test_it_goes_with_the_person(cast: Cast, talk: int, now: datetime) -> None:
    quiet_is_foreseen.answer(cast.member.id, talk, RING, now)
    person_asks_for_deletion.delete(cast.member.id, now)
    assert quiet_wishes.of(talk, cast.member.id) is None
