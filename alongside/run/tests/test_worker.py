"""The worker does what falls due, whatever else goes wrong, and stops when told."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from alongside.base import turn
from alongside.flows import time_runs_out, words_are_owed
from alongside.outbox import due
from alongside.outbox.writes import owe
from alongside.people import attempts, invitations, sessions
from alongside.run.worker import Job, Memory, Worker, jobs
from alongside.talk import writes as talk
from alongside.vault import keys

if TYPE_CHECKING:
    from conftest import Cast, TimePasses

CANARY = "Canary-7f3a-my-sister-died"


def test_a_job_that_fails_stops_no_other_and_tells_no_words(caplog: pytest.LogCaptureFixture) -> None:
    done: list[str] = []

    def fails(now: datetime) -> None:
        raise ValueError(CANARY)

    worker = Worker(everything=False)
    worker._jobs = [Job("first", 1, fails), Job("second", 1, lambda now: done.append("second"))]
    worker.turn(100.0)
    worker.turn(100.5)
    worker.turn(101.1)
    assert done == ["second", "second"]
    assert [(record.getMessage(), record.job) for record in caplog.records] == [  # type: ignore[attr-defined]  # our extra
        ("A job failed and will be tried again", "first")
    ] * 2


def test_it_stops_within_a_second() -> None:
    worker = Worker(everything=False)
    worker._jobs = []
    worker.start()
    time.sleep(0.05)
    began = time.monotonic()
    worker.stop()
    assert not worker.is_alive()
    assert time.monotonic() - began < 1


@pytest.mark.django_db(databases=["default", "keys"])
def test_every_job_runs_on_an_empty_house(now: datetime) -> None:
    assert len(jobs()) >= 5
    for job in jobs():
        job.do(now)


@pytest.mark.django_db(databases=["default", "keys"], transaction=True)
def test_a_process_forgets_what_another_destroyed(cast: Cast, now: datetime) -> None:
    memory = Memory()
    memory.follow(now)
    key_id = keys.make(cast.program.key_id)
    cipher = keys.ciphers([key_id])[key_id]
    keys.destroy([key_id], now)
    keys._remember({key_id: cipher})  # fetched at the very moment it was destroyed
    assert key_id in keys._ciphers
    memory.follow(now)
    assert key_id not in keys._ciphers


@pytest.mark.django_db(databases=["default", "keys"])
def test_what_fell_due_is_settled_once(cast: Cast, now: datetime) -> None:
    own = keys.make_many(cast.program.key_id, 2)
    with turn.write():
        pair = [(cast.member.id, own[0]), (cast.peer.id, own[1])]
        conversation = talk.begin(cast.program.id, pair, now)
        owe([(cast.program.id, conversation, cast.peer.id, 1, False)], now)
        owe([(cast.program.id, conversation, cast.member.id, 1, True)], now)
    (owed,) = due.due(now)
    assert (owed.person_id, owed.n) == (cast.peer.id, 1)
    with turn.write():
        assert [due.settle(owed, now), due.settle(owed, now)] == [True, False]
    assert words_are_owed.settle_what_is_due(now) == 0
    assert words_are_owed.settle_what_is_due(now + timedelta(seconds=31)) == 1


@pytest.mark.django_db(databases=["default", "keys"])
def test_a_line_said_meanwhile_is_not_settled_with_the_older_one(cast: Cast, now: datetime) -> None:
    own = keys.make_many(cast.program.key_id, 2)
    with turn.write():
        pair = [(cast.member.id, own[0]), (cast.peer.id, own[1])]
        conversation = talk.begin(cast.program.id, pair, now)
        owe([(cast.program.id, conversation, cast.peer.id, 1, False)], now)
    (owed,) = due.due(now)
    with turn.write():
        owe([(cast.program.id, conversation, cast.peer.id, 2, False)], now)
        assert due.settle(owed, now) is False
    assert [again.n for again in due.due(now)] == [2]


@pytest.mark.django_db(databases=["default", "keys"])
def test_what_has_ended_is_taken_away_and_the_rest_stays(
    cast: Cast, now: datetime, time_passes: TimePasses
) -> None:
    with turn.write():
        short = sessions.sign_in(cast.member, now, borrowed_device=True)
        long = sessions.sign_in(cast.member, now)
        invitations.make(cast.program, ["peer"], "for a neighbour", None, now)
        attempts.count("recovery", "somewhere", now)
    assert time_runs_out.sweep(now) == 0
    later = time_passes(timedelta(minutes=3))
    assert time_runs_out.sweep(later) == 1
    assert sessions.visitor(short, later) is None
    assert sessions.visitor(long, later) is not None
    much_later = time_passes(timedelta(days=40))
    assert attempts.times("recovery", "somewhere", now) == 1
    assert time_runs_out.sweep(much_later) == 1
    assert time_runs_out.sweep(much_later) == 0
    assert attempts.times("recovery", "somewhere", now) == 0
