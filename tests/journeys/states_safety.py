"""A heavy talk, a report, silence and outside contact, for the test of every page."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from playwright.sync_api import Page

from tests.journeys.state import Does, State, sends_here, unfolds


def stop(code: str) -> Does:
    """Where the demo's list of things to see leads."""

    def do(page: Page) -> None:
        parts = urlsplit(page.url)
        page.goto(f"{parts.scheme}://{parts.netloc}/demo")
        button = page.locator(f'button[name="see"][value="{code}"]').first
        heading = page.locator("details:not([open])").filter(has=button).locator("summary")
        if heading.count():
            heading.click()
        button.click()
        page.wait_for_load_state()

    return do


def safety() -> Iterator[State]:
    member, peer, team, demo = "Blue Kettle", "Rosa", "Tariro", "/demo"
    yield State("heavy", peer, demo, (stop("heavy"), unfolds))
    yield State("heavy-calling", "Wanjiru", demo, (stop("calling"), unfolds))
    yield State("talk-calling", "Wanjiru", "/desk", (stop("calling"), back_to_the_talk))
    yield State("backup", team, demo, (stop("called"),))
    comes = (stop("called"), sends_here(do="come"), stop("called"))
    yield State("backup-mistake", team, demo, (*comes, sends_here(do="close", note="")), 422)
    yield State("report", member, demo, (stop("report"), unfolds))
    yield State("report-mistake", member, demo, (stop("report"), sends_here(line="1", words="x")), 422)
    yield State("report-told", "Green Lamp", demo, (stop("reported"), unfolds))
    yield State("a-report", team, demo, (stop("a-report"), sends_here(do="take")))
    yield State("a-report-mistake", team, demo, (stop("a-report"), sends_here(do="close", note="")), 422)
    yield State("quiet", member, demo, (stop("if-quiet"),))
    yield State("quiet-mistake", member, demo, (stop("if-quiet"), sends_here(wish="ring", whom="")), 422)
    yield State("gone-quiet", team, demo, (stop("ring-agreed"),))
    yield State("desk-hello", "Kai", "/desk")
    yield State("desk-after-talk", "Daniel", "/desk")
    yield State("after-talk", "Wanjiru", demo, (stop("after-kept"),))
    yield State("after-shown", team, demo, (stop("after-shown"),))
    yield State("home-outside", "Long Road", "/")
    yield State("told-outside", "Long Road", demo, (stop("told-outside"),))
    yield State("outside", peer, demo, (stop("outside"), unfolds))
    yield State("outside-mistake", peer, demo, (stop("outside"), sends_here(whom="x")), 422)
    yield State("outside-read", team, demo, (stop("to-look-at"), sends_here(do="read")))


def back_to_the_talk(page: Page) -> None:
    page.goto(page.url.removesuffix("/heavy"))
