"""Phones to try, for the test of every page."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Page

from tests.journeys.state import State, clicks

ADDRESS = "/desk/try?phone=%2B447700900106"


def phones_to_try() -> Iterator[State]:
    coordinator = "Tariro"
    dials = clicks("button[value=dial]")
    yield State("try-phones", coordinator, ADDRESS)
    yield State("try-dialled", coordinator, ADDRESS, (dials,))
    words = clicks("button[value=text]")

    def texts(page: Page) -> None:
        page.fill("#words", "Hello")
        words(page)

    yield State("try-texted", coordinator, ADDRESS, (texts,))
