"""What matching knows of a peer, and what is counted of all of them."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from alongside.base import turn
from alongside.people import availability, leaving, tallies
from alongside.people.models import Tally
from alongside.rules.fit import Scale, Traits
from conftest import Cast

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

TOLD = Traits(tongues=0b11, lived=0b101, lived_own=0b1)


@pytest.fixture
def two_peers(cast: Cast) -> tuple[int, int]:
    with turn.write():
        for peer in (cast.peer, cast.other_peer):
            availability.begin(cast.program.id, peer.id)
    return cast.peer.id, cast.other_peer.id


def test_a_peer_counts_from_the_moment_they_are_ready(cast: Cast, two_peers: tuple[int, int]) -> None:
    one, other = two_peers
    with turn.write():
        availability.tell(one, TOLD)
    assert tallies.scale_of(cast.program.id) == Scale()
    with turn.write():
        availability.set_ready(one, True)
        availability.set_ready(other, True)
        availability.tell(other, Traits(tongues=0b1, lived=0b100))
    assert tallies.scale_of(cast.program.id) == Scale(2, {0: 1, 2: 2}, {0: 1}, {0: 2, 1: 1})
    assert tallies.scale_of(cast.elsewhere.id) == Scale()


def test_what_changes_is_counted_once(cast: Cast, two_peers: tuple[int, int]) -> None:
    one, _ = two_peers
    with turn.write():
        availability.tell(one, TOLD)
        availability.set_ready(one, True)
        availability.set_ready(one, True)
        availability.tell(one, Traits(tongues=0b1, lived=0b1000))
        availability.tell(one, Traits(tongues=0b1, lived=0b1000))
    assert tallies.scale_of(cast.program.id) == Scale(1, {3: 1}, {}, {0: 1})


def test_moving_and_counting_anew_come_to_the_same(cast: Cast, two_peers: tuple[int, int]) -> None:
    with turn.write():
        for person_id in two_peers:
            availability.tell(person_id, TOLD)
            availability.set_ready(person_id, True)
        availability.tell(two_peers[1], Traits(tongues=1 << 62, lived=1 << 62))
    moved = tallies.scale_of(cast.program.id)
    assert moved.peers == 2
    with turn.write():
        tallies.recount(cast.program.id)
    assert tallies.scale_of(cast.program.id) == moved


def test_who_leaves_is_not_counted_any_more(cast: Cast, two_peers: tuple[int, int], now: datetime) -> None:
    one, other = two_peers
    with turn.write():
        for person_id in two_peers:
            availability.tell(person_id, TOLD)
            availability.set_ready(person_id, True)
    assert tallies.scale_of(cast.program.id).peers == 2
    with turn.write():
        availability.remove(one)
        leaving.leave(other, now)
    assert tallies.scale_of(cast.program.id) == Scale()
    assert not Tally.objects.exclude(peers=0).exists()


def test_here_means_ready_here_and_not_resting(cast: Cast, two_peers: tuple[int, int], now: datetime) -> None:
    one, other = two_peers
    with turn.write():
        for person_id in two_peers:
            availability.set_ready(person_id, True)
            availability.be_here(person_id, now + timedelta(minutes=5))
    assert availability.here(cast.program.id, now) == sorted(two_peers)
    assert availability.here(cast.program.id, now + timedelta(minutes=5)) == []
    with turn.write():
        availability.take_break(one, now + timedelta(days=1))
    assert availability.here(cast.program.id, now) == [other]
    with turn.write():
        availability.set_ready(other, False)
    assert availability.here(cast.program.id, now) == []


def test_a_walk_that_ends_twice_takes_away_one(cast: Cast, two_peers: tuple[int, int], now: datetime) -> None:
    one, _ = two_peers
    with turn.write():
        availability.walk_begins(one)
    assert availability.cards([one], now)[one].walking_with == 1
    with turn.write():
        availability.walk_ends(one)
        availability.walk_ends(one)
    assert availability.cards([one], now)[one].walking_with == 0
