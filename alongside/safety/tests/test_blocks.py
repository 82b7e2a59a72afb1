"""Blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from alongside.base import turn
from alongside.safety import leaving, reads, writes
from alongside.talk import writes as talk

if TYPE_CHECKING:
    from datetime import datetime

    from conftest import Cast

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def a_talk(cast: Cast, now: datetime) -> int:
    with turn.write():
        people = [(cast.member.id, cast.member.key_id), (cast.peer.id, cast.peer.key_id)]
        return talk.begin(cast.program.id, people, now)


def test_a_block_is_known_for_its_conversation_and_no_other(cast: Cast, now: datetime) -> None:
    blocked, other = a_talk(cast, now), a_talk(cast, now)
    with turn.write():
        writes.block(cast.program.id, blocked, cast.member.id, cast.peer.id, now)
    assert reads.blocked_in([blocked, other]) == {blocked}
    assert reads.blocked_in([other]) == reads.blocked_in([]) == set()


def test_a_second_block_changes_nothing(cast: Cast, now: datetime) -> None:
    talking = a_talk(cast, now)
    for _ in range(2):
        with turn.write():
            writes.block(cast.program.id, talking, cast.member.id, cast.peer.id, now)
    assert reads.blocked_in([talking]) == {talking}


def test_a_person_who_deletes_everything_leaves_no_block_behind(cast: Cast, now: datetime) -> None:
    by_them, of_them, others = (a_talk(cast, now) for _ in range(3))
    with turn.write():
        writes.block(cast.program.id, by_them, cast.member.id, cast.peer.id, now)
        writes.block(cast.program.id, of_them, cast.peer.id, cast.member.id, now)
        writes.block(cast.program.id, others, cast.other_member.id, cast.peer.id, now)
        leaving.leave(cast.member.id)
    assert reads.blocked_in([by_them, of_them, others]) == {others}
