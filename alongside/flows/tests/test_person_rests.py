"""A person rests: all their talks pause, and go on when they like."""

from __future__ import annotations

from datetime import datetime

import pytest

from alongside.base import turn
from alongside.flows import person_rests
from alongside.talk import reads, writes
from alongside.vault import keys
from conftest import Cast

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def a_talk(cast: Cast, peer_id: int, now: datetime) -> int:
    member_key, peer_key = keys.make_many(cast.program.key_id, 2)
    with turn.write():
        return writes.begin(cast.program.id, [(cast.member.id, member_key), (peer_id, peer_key)], now)


def paused(person_id: int) -> dict[int, int | None]:
    return {talk.conversation_id: talk.paused_by for talk in reads.conversations_of(person_id)}


def test_every_talk_pauses_and_goes_on(cast: Cast, now: datetime) -> None:
    first, second = a_talk(cast, cast.peer.id, now), a_talk(cast, cast.other_peer.id, now)
    assert person_rests.rest(cast.member.id) == 2
    assert paused(cast.member.id) == {first: cast.member.id, second: cast.member.id}
    assert person_rests.carry_on(cast.member.id, now) == 2
    assert paused(cast.member.id) == {first: None, second: None}


def test_what_somebody_else_paused_stays_paused(cast: Cast, now: datetime) -> None:
    talk = a_talk(cast, cast.peer.id, now)
    with turn.write():
        writes.pause(talk, cast.peer.id)
    assert person_rests.rest(cast.member.id) == 0
    assert person_rests.carry_on(cast.member.id, now) == 0
    assert paused(cast.peer.id) == {talk: cast.peer.id}


def test_other_people_s_talks_go_on(cast: Cast, now: datetime) -> None:
    talk = a_talk(cast, cast.peer.id, now)
    assert person_rests.rest(cast.other_member.id) == 0
    assert paused(cast.member.id) == {talk: None}
