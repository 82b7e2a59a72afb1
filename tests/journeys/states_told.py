"""Being told, lost words and who is left over, for the test of every page."""

from __future__ import annotations

from collections.abc import Iterator

from tests.journeys.state import AT, LONG, State, clicks, sends_here


def being_told() -> Iterator[State]:
    member = "Blue Kettle"
    yield State("told", member, "/me/told")
    yield State("told-mistake", member, "/me/told", (sends_here(do="leave", email="nobody"),), 422)
    leaves = sends_here(do="leave", email="blue@example.org")
    yield State("told-number", member, "/me/told", (leaves, sends_here(do="prove", number="1")), 422)
    yield State("nobody-left", "Tariro", "/program", (clicks('a[href^="/program/left/"]'),))
    yield State("lost", "a stranger", f"{AT}/back/lost")
    yield State("lost-mistake", "a stranger", f"{AT}/back/lost", (sends_here(do="ask", how=LONG),), 422)
    asks = sends_here(do="ask", peer="Nobody", called="Nobody")
    yield State("lost-asked", "Another stranger", f"{AT}/back/lost", (asks,))
    yield State("lost-peer", "Rosa", "/desk", (clicks('a[href^="/desk/lost/"]'),))
    chooses = sends_here(do="them", who="1")
    yield State("lost-peer-mistake", "Rosa", "/desk", (clicks('a[href^="/desk/lost/"]'), chooses), 422)
    yield State("lost-team", "Tariro", "/program", (clicks('a[href^="/program/lost/"]'),))
    yield State("asks-back", "Green Lamp", "/")
    yield State("back-switch", "Green Lamp", "/me/back")
