"""Cards, what two agree and note, breaks and endings, for the test of every page."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Page

from tests.journeys.state import AT, Does, State, clicks, more, sends, sends_here, talk, unfolds

LONG_LINE = "a" * 400


def goes(end: str) -> Does:
    """To a page of the talk one is on."""

    def go(page: Page) -> None:
        page.goto(page.url.split("#")[0] + end)

    return go


def lends(page: Page) -> None:
    """The phone of this peer is lent; from a page on which it may have been lent before."""
    house = page.url.partition("/desk")[0]
    page.goto(f"{house}{AT}/given-back")
    if page.url.endswith("/given-back"):
        page.locator("main .go").click()
        page.wait_for_load_state()
    page.goto(f"{house}/desk/lend")
    page.locator("main .go").click()
    page.wait_for_load_state()


def walking() -> Iterator[State]:
    member, ended = "Blue Kettle", (unfolds, talk)
    yield State("cards", "Rosa", "/cards")
    yield State("cards-made", "Rosa", "/cards", (sends_here(notes="bed 1\nbed 2"),))
    yield State("cards-coordinator", "Tariro", "/cards", (sends_here(peer=""),), 422)
    yield State("card", "a stranger", f"{AT}/card")
    yield State("card-mistake", "a stranger", f"{AT}/card", (sends_here(code="river apple 42"),), 422)
    yield State("lend", "Sipho", "/desk/lend")
    yield State("lent", "Tom", "/desk/lend", (lends,))
    yield State("lent-who", "Tom", "/desk/lend", (lends, clicks("main .go")))
    yield State("given-back", "Tom", "/desk/lend", (lends, clicks('main a[href$="/given-back"]')))
    yield State("next", member, "/", (talk, more, clicks('a[href$="/next"]')))
    yield State("next-asked", "Paper Boat", "/", (talk,))
    yield State("next-mistake", member, "/", (talk, sends_here("/next", day="", hour="")), 422)
    yield State("met", member, "/", (talk, more, clicks('a[href$="/met"]')))
    yield State("met-mistake", member, "/", (talk, sends_here("/met", how="", on="")), 422)
    yield State("break-asked", "Wide Sky", "/", (talk,))
    yield State("leaving", "Rosa", "/desk/leaving")
    yield State("leaving-said", "Achieng", "/desk/leaving")
    yield State("tell", "Tariro", "/program", (clicks('a[href^="/program/leaving/"]'),))
    unsaid = sends_here(words="")
    yield State("tell-mistake", "Tariro", "/program", (clicks('a[href^="/program/leaving/"]'), unsaid), 422)
    yield State(
        "person-leaves", "Tariro", "/program", (clicks('a[href^="/program/people/"]:text-is("Achieng")'),)
    )
    yield State("parting", "Long Road", "/", (*ended, clicks('a[href$="/parting"]')))
    yield State("parting-mistake", "Long Road", "/", (*ended, sends_here("/parting", line=LONG_LINE)), 422)
    yield State("helped", "Long Road", "/", (*ended, goes("/helped")))
    yield State("kind-words", "Amal", "/desk", (clicks('a[href^="/desk/kind-words/"]'),))
    chosen = sends_here(day="never")
    yield State("kind-words-mistake", "Amal", "/desk", (clicks('a[href^="/desk/kind-words/"]'), chosen), 422)
    yield State("rest-mistake", "Neema", "/desk", (sends("/desk/rest", rest_words=LONG_LINE), unfolds), 422)
