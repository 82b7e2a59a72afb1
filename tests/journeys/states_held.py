"""What we hold, who looked at it, a copy, and deletion: their states."""

from __future__ import annotations

from collections.abc import Iterator

from tests.journeys.state import State, clicks, sends_here


def held() -> Iterator[State]:
    who = "Blue Kettle"
    yield State("held", who, "/me/held")
    yield State("held-you", who, "/me/held/you")
    yield State("held-none", who, "/me/held/told")
    yield State("held-talk", who, "/me/held/talks", (clicks('a[href^="/me/held/talks/"]'),))
    yield State("trace-none", who, "/me/trace")
    yield State("trace", "Long Road", "/me/trace")
    yield State("delete", who, "/me/delete")
    yield State("delete-mistake", who, "/me/delete", (sends_here(),), 422)
    yield State("delete-planned", "Long Road", "/me/delete")
    yield State("delete-now", who, "/me/delete", (sends_here(when="now"),))
    yield State("deleted", "Somebody new", "/me/delete", (sends_here(when="now", sure="yes"),))
    yield State("delete-alone", "Tariro", "/me/delete")
    yield State("held-peer", "Rosa", "/me/held/page")
