"""Before a program opens, and what its team keeps true: one state a page, and one a mistake."""

from __future__ import annotations

from collections.abc import Iterator

from tests.journeys.state import AT, State, clicks, sends_here, talk, unfolds


def opening() -> Iterator[State]:
    who = "Tariro"
    yield State("list", who, "/program/opening")
    yield State("rota", who, "/program/rota")
    yield State("rota-mistake", who, "/program/rota", (sends_here(from0_0="soon", to0_0="20:00"),), 422)
    yield State("rota-read", "Mikel", "/program/rota")
    yield State("age", who, "/program/age")
    yield State("age-mistake", who, "/program/age", (sends_here(age="x"),), 422)
    yield State("complaints", who, "/program/complaints")
    yield State("near", who, "/program/near")
    yield State("near-one", who, "/program/near", (clicks('a[href^="/program/near/"]'),))
    yield State("near-mistake", who, "/program/near/new", (sends_here(name="Ann"),), 422)
    yield State("law-mistake", who, "/program/promise", (sends_here(law_place="Kenya"), unfolds), 422)
    yield State("arriving-seen", who, f"{AT}/arrive", (unfolds,))
    yield State("promise-changed", "Paper Boat", "/", (talk,))
    typed = sends_here(words="I was writing this.", ref="a-ref-of-mine")
    yield State("promise-changed-typed", "Paper Boat", "/", (talk, typed), 409)
    yield State("promise-changed-home", "Paper Boat", "/me/promise")
