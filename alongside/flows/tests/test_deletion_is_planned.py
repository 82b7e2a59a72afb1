"""Deletion in 7 days: carried out once, changed by one tap, seen by nobody else. And who cannot go alone."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connections

from alongside.flows import deletion_is_planned, person_asks_for_deletion
from alongside.flows.tests import full_life
from alongside.flows.tests.full_life import table
from alongside.outbox import due
from alongside.people import leaving, reads
from alongside.talk import reads as talk_reads
from alongside.vault import keys

if TYPE_CHECKING:
    from conftest import Cast

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)

IN_A_WEEK = timedelta(days=7)


def test_in_seven_days_it_is_done_and_not_before(cast: Cast, now: datetime) -> None:
    deletion_is_planned.in_seven_days(cast.member.id, now)
    almost = now + IN_A_WEEK - timedelta(seconds=1)
    assert deletion_is_planned.carry_out(almost) == 0
    assert reads.names([cast.member.id]) == {cast.member.id: "Amina"}
    assert deletion_is_planned.carry_out(now + IN_A_WEEK) == 1
    assert reads.names([cast.member.id]) == {}
    assert keys.ciphers([cast.member.key_id]) == {}
    assert deletion_is_planned.carry_out(now + IN_A_WEEK) == 0


def test_who_changes_their_mind_keeps_everything(cast: Cast, now: datetime) -> None:
    conversation = full_life.live(cast.member, cast.peer, cast, now).conversation
    deletion_is_planned.in_seven_days(cast.member.id, now)
    assert leaving.due(now + IN_A_WEEK) == [cast.member.id]
    deletion_is_planned.changes_mind(cast.member.id)
    assert deletion_is_planned.carry_out(now + IN_A_WEEK) == 0
    assert talk_reads.newest(cast.program.id, conversation)[0].text == "what who wrote"


def test_a_change_of_mind_in_the_last_moment_counts(cast: Cast, now: datetime) -> None:
    """The worker found them due; then they changed their mind; then the worker goes on."""
    deletion_is_planned.in_seven_days(cast.member.id, now)
    assert leaving.due(now + IN_A_WEEK) == [cast.member.id]
    deletion_is_planned.changes_mind(cast.member.id)
    assert person_asks_for_deletion.delete(cast.member.id, now + IN_A_WEEK, planned=True) is False
    assert reads.names([cast.member.id]) == {cast.member.id: "Amina"}


def test_two_workers_beside_each_other_do_it_once(cast: Cast, now: datetime) -> None:
    deletion_is_planned.in_seven_days(cast.member.id, now)
    deletion_is_planned.in_seven_days(cast.other_member.id, now)
    later, met = now + IN_A_WEEK, threading.Barrier(2, timeout=20)

    def work() -> int:
        met.wait()
        try:
            return deletion_is_planned.carry_out(later)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as workers:
        done = [each.result(60) for each in [workers.submit(work), workers.submit(work)]]
    assert sum(done) == 2
    assert reads.names([cast.member.id, cast.other_member.id]) == {}


def test_while_they_wait_nobody_else_sees_it(cast: Cast, now: datetime) -> None:
    """What others hold, read and are told is the same as before."""
    conversation = full_life.live(cast.member, cast.peer, cast, now).conversation

    def seen_by_others() -> object:
        talks = talk_reads.conversations_of(cast.peer.id)
        lines = [line.text for line in talk_reads.newest(cast.program.id, conversation)]
        return talks, lines, reads.names([cast.member.id]), due.due(now + IN_A_WEEK)

    before = seen_by_others()
    deletion_is_planned.in_seven_days(cast.member.id, now)
    assert seen_by_others() == before


def test_the_last_coordinator_needs_a_successor_first(cast: Cast, now: datetime) -> None:
    with pytest.raises(leaving.NobodyElseRunsIt):
        person_asks_for_deletion.delete(cast.coordinator.id, now)
    deletion_is_planned.in_seven_days(cast.coordinator.id, now)
    assert deletion_is_planned.carry_out(now + IN_A_WEEK) == 0
    assert reads.names([cast.coordinator.id]) == {cast.coordinator.id: "Wanjiru"}
    table("Role")._default_manager.create(
        program_id=cast.program.id, person=cast.supervisor, role="coordinator"
    )
    assert deletion_is_planned.carry_out(now + IN_A_WEEK) == 1


def test_of_two_coordinators_who_go_at_once_one_stays(cast: Cast, now: datetime) -> None:
    table("Role")._default_manager.create(
        program_id=cast.program.id, person=cast.supervisor, role="coordinator"
    )
    met = threading.Barrier(2, timeout=20)

    def go(person_id: int) -> bool:
        met.wait()
        try:
            return person_asks_for_deletion.delete(person_id, now)
        except leaving.NobodyElseRunsIt:
            return False
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as both:
        gone = [both.submit(go, person.id) for person in (cast.coordinator, cast.supervisor)]
        assert sorted(each.result(60) for each in gone) == [False, True]


def test_a_backup_that_is_put_back_deletes_even_the_last_coordinator_again(cast: Cast, now: datetime) -> None:
    assert person_asks_for_deletion.delete(cast.coordinator.id, now, even_alone=True) is True
