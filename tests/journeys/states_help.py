"""Help now and what stands behind it, for the test of every page."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Page

from tests.journeys.state import AT, LONG, State, clicks, more, sends_here, talk, unfolds


def reads_it(page: Page) -> None:
    """What was asked for; who has read it once sees it at once."""
    if page.locator('button[value="read"]').count():
        clicks('button[value="read"]')(page)


def helping() -> Iterator[State]:
    member = "Blue Kettle"
    yield State("hurt", "a stranger", f"{AT}/help/hurt")
    yield State("ring", member, "/help/ring")
    yield State("ring-standing", "Still Pond", "/help/ring")
    yield State("plan", member, "/me/plan")
    yield State("plan-mistake", member, "/me/plan", (sends_here(alone=LONG),), 422)
    yield State("plan-shared", "Rosa", "/desk", (talk, more, clicks('a[href$="/helps"]')))
    yield State("kept", member, "/me/kept")
    yield State("keep", member, "/", (talk, more, clicks('a[href$="/keep"]')))
    yield State("may-keep", "Kai", "/desk", (talk,))
    yield State("letters", "Sipho", "/me/letters")
    yield State("letters-mistake", "Sipho", "/me/letters", (sends_here(letter=""),), 422)
    yield State("asked", "Tariro", "/program", (clicks('a[href^="/program/asked/"]'),))
    yield State("asked-read", "Tariro", "/program", (clicks('a[href^="/program/asked/"]'), reads_it))
    yield State("card-switch", member, "/me/help-card")
    says = sends_here(words="I want to die", ref="a-ref-for-the-card")
    yield State("card", member, "/", (talk, says, unfolds))
