"""A gateway that tells us itself is asked now and then for what was missed, and not without end."""

from __future__ import annotations

import threading
from types import SimpleNamespace

import pytest

from alongside.channels.asking import NotReached
from alongside.gateways import reads
from alongside.run.gateway_work import ASKED_AGAIN_AFTER, Listeners


class Stop(threading.Event):
    """Told to stop at the first wait, and remembers how long that would have been."""

    waited: float | None = None

    def wait(self, timeout: float | None = None) -> bool:
        self.waited = timeout
        self.set()
        return True


def listened(monkeypatch: pytest.MonkeyPatch, pause: float, answers: bool | Exception) -> float | None:
    """How long a listener waits after one asking."""
    gateway = SimpleNamespace(kind="x", channel=SimpleNamespace(polls=True, pause=pause))

    def ask(asked: object) -> bool:
        if isinstance(answers, Exception):
            raise answers
        return answers

    listeners = Listeners()
    listeners.told_to_stop = Stop()
    monkeypatch.setattr(reads, "get", lambda gateway_id: gateway)
    monkeypatch.setattr(listeners, "_ask", ask)
    listeners._listen(1)
    assert isinstance(listeners.told_to_stop, Stop)
    return listeners.told_to_stop.waited


@pytest.mark.parametrize("came", [True, False])
def test_where_each_asking_costs_there_is_a_pause_whether_anything_came_or_not(
    came: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert listened(monkeypatch, 180.0, came) == 180.0


def test_a_gateway_that_answers_at_once_with_nothing_is_left_alone_for_a_moment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert listened(monkeypatch, 0.0, answers=False) == ASKED_AGAIN_AFTER


def test_a_gateway_that_is_not_reached_is_asked_later(monkeypatch: pytest.MonkeyPatch) -> None:
    assert listened(monkeypatch, 0.0, NotReached()) == ASKED_AGAIN_AFTER
