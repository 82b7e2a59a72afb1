"""Transactions, taken in turn."""

from __future__ import annotations

import threading

import pytest

from alongside.base import turn
from alongside.base.turn import Turnstile

SOON = 10


def test_writers_pass_one_at_a_time_in_the_order_they_came() -> None:
    turnstile = Turnstile()
    passed: list[int] = []
    turnstile.enter()
    threads = []
    for number in range(5):
        thread = threading.Thread(target=lambda who=number: come(turnstile, passed, who))
        thread.start()
        wait_until(lambda expected=number + 1: len(turnstile._waiting) == expected)
        threads.append(thread)
    assert passed == []
    turnstile.leave()
    for thread in threads:
        thread.join(SOON)
    assert passed == [0, 1, 2, 3, 4]


def test_a_thread_inside_may_come_again_and_lets_others_in_only_when_wholly_out() -> None:
    turnstile = Turnstile()
    passed: list[int] = []
    turnstile.enter()
    turnstile.enter()
    thread = threading.Thread(target=lambda: come(turnstile, passed, 1))
    thread.start()
    wait_until(lambda: len(turnstile._waiting) == 1)
    turnstile.leave()
    assert passed == []
    turnstile.leave()
    thread.join(SOON)
    assert passed == [1]


@pytest.mark.django_db(transaction=True)
def test_a_room_does_not_write_outside_a_transaction() -> None:
    with pytest.raises(RuntimeError, match="inside a flow"):
        turn.required()
    with turn.write():
        turn.required()


@pytest.mark.django_db(transaction=True)
def test_what_waits_for_the_commit_runs_after_it_and_never_after_a_failure() -> None:
    told: list[str] = []
    with turn.write():
        turn.after_commit(lambda: told.append("kept"))
        assert told == []
    assert told == ["kept"]
    with pytest.raises(ZeroDivisionError):
        tell_and_fail(told)
    assert told == ["kept"]


def tell_and_fail(told: list[str]) -> None:
    with turn.write():
        turn.after_commit(lambda: told.append("lost"))
        told.append(str(1 / 0))


def come(turnstile: Turnstile, passed: list[int], who: int) -> None:
    turnstile.enter()
    passed.append(who)
    turnstile.leave()


def wait_until(true: object) -> None:
    for _ in range(SOON * 1000):
        if true():  # type: ignore[operator]  # a question without arguments
            return
        threading.Event().wait(0.001)
    raise AssertionError("It never came to be.")
