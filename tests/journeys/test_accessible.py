"""Every page, in every main state: WCAG 2.2 A and AA, a narrow phone, light and dark, from right to left."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.test import RequestFactory
from playwright.sync_api import Browser, Page

from alongside.web import answers
from tests.journeys.conftest import DESKTOP, PHONE, Arrives, House, first_link
from tests.journeys.demo import Device
from tests.journeys.looking import cut_off, too_small, violations, violations_of_colour
from tests.journeys.state import AT, State, clicks, unfolds
from tests.journeys.states import STATES, prepares

pytestmark = pytest.mark.browser

NARROW = 320
RIGHT_TO_LEFT = "ar-xb"


class People:
    """Everybody of the states, each with a browser of their own, made ready when first needed."""

    def __init__(self, browser: Browser, house: House) -> None:
        self.browser, self.house = browser, house
        self.pages: dict[str, Page] = {}
        self.link = ""

    def page_of(self, who: str) -> Page:
        if who not in self.pages:
            device, other = self._device(), self._device()
            prepares(who, device, other)
            other.context.close()
            self.pages[who] = device.context.new_page()
        return self.pages[who]

    def comes_to(self, state: State, language: str) -> Page:
        """The page of this state, in a language."""
        page = self.page_of(state.who)
        page.context.add_cookies([{"name": "l", "value": language, "url": self.house.address}])
        if state.who == "Somebody new":
            Device(page.context, self.house).arrives("Small Gain")
        page.goto(self._address(state))
        for does in state.does:
            does(page)
        status = page.evaluate("() => performance.getEntriesByType('navigation')[0].responseStatus")
        assert status == state.status, (page.url, status, page.inner_text("main"))
        return page

    def _address(self, state: State) -> str:
        if state.address.startswith("/"):
            return self.house.address + state.address
        if not self.link:
            coordinator = self._device()
            coordinator.becomes("Tariro")
            page = coordinator.sends("/program/invite", roles="peer").text()
            self.link = re.findall(r'value="(http\S+/join/\S+)"', page)[0]
        return self.link

    def _device(self) -> Device:
        context = self.browser.new_context(locale="en-GB")
        context.set_default_timeout(15_000)
        return Device(context, self.house)


@pytest.fixture(scope="module")
def people(browser: Browser, demo_house: House) -> Iterator[People]:
    made = People(browser, demo_house)
    yield made
    for page in made.pages.values():
        page.context.close()


def is_wrong_with(page: Page) -> list[str]:
    """All that is wrong with a page, in every size and light."""
    found: list[str] = []
    for size in (DESKTOP, PHONE):
        page.set_viewport_size({"width": size["width"], "height": size["height"]})
        page.emulate_media(color_scheme="light")
        found += [f"{size['width']} light: {each}" for each in violations(page, again=size is PHONE)]
        page.emulate_media(color_scheme="dark")
        found += [f"{size['width']} dark: {each}" for each in violations_of_colour(page)]
    found += [f"too small: {each}" for each in too_small(page)]
    for width in (PHONE["width"], NARROW):
        found += [f"cut off at {width}: {each}" for each in cut_off(page, width)]
    headings = page.get_by_role("heading", level=1).count()
    return found if headings == 1 else [*found, f"{headings} first headings"]


@pytest.mark.parametrize("name", STATES)
def test_everyone_can_use_it(people: People, name: str) -> None:
    assert is_wrong_with(people.comes_to(STATES[name], "en")) == []


# From another site no cookie comes along, so that page does not know which language one chose.
@pytest.mark.parametrize("name", [name for name in STATES if name != "visitors-not-from-here"])
def test_it_reads_from_the_right_as_well(people: People, name: str) -> None:
    page = people.comes_to(STATES[name], RIGHT_TO_LEFT)
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert [cut_off(page, width) for width in (PHONE["width"], NARROW)] == [[], []]


def test_a_program_that_is_paused(people: People) -> None:
    coordinator = people.page_of("Tariro")
    tariro = Device(coordinator.context, people.house)
    day = coordinator.evaluate("() => new Date(Date.now() + 3 * 864e5).toISOString().slice(0, 10)")
    found = {}
    tariro.sends("/program/pause", until=day)
    try:
        for who, address in (
            ("a stranger", AT),
            ("a stranger", f"{AT}/arrive"),
            ("Long Road", "/ask"),
            ("Tariro", "/program"),
        ):
            page = people.comes_to(State("paused", who, address), "en")
            assert page.locator("main .notice").count() == 1
            found[address] = is_wrong_with(page)
    finally:
        tariro.sends("/program/pause", go_on="1")
    assert found == {AT: [], f"{AT}/arrive": [], "/ask": [], "/program": []}


def test_the_first_start(fresh_house: House, arrives: Arrives) -> None:
    page = arrives(DESKTOP).page
    page.goto(fresh_house.address)
    assert is_wrong_with(page) == []
    page.goto(first_link(fresh_house))
    headings = []
    for step in ("program", "open", "words", "promise", "you"):
        unfolds(page)
        headings.append(page.inner_text("h1"))
        assert (step, is_wrong_with(page)) == (step, [])
        if step in ("program", "promise", "you"):  # what has to be told is not: the same page, and a mistake
            clicks("main .go")(page)
            assert page.locator(".mistakes").count() == 1
            assert (f"{step} with a mistake", is_wrong_with(page)) == (f"{step} with a mistake", [])
        if step == "program":
            page.fill("[name=name]", "Open Door")
            page.select_option("[name=country]", "KE")
        if step == "promise":
            page.locator("[name=promise]").first.check()
        clicks("main .go")(page)
    assert len(set(headings)) == 5


def test_when_something_went_wrong(arrives: Arrives) -> None:
    asked = RequestFactory().post("/ask", {"going": "I was typing this."})
    page = arrives(PHONE).page
    page.set_content(answers.went_wrong(asked).content.decode())
    assert page.locator("textarea").input_value() == "I was typing this."
    assert is_wrong_with(page) == []


def test_what_looks_wrong_is_found(arrives: Arrives) -> None:
    page = arrives(PHONE).page
    page.set_content(
        """<!doctype html><html lang="en"><title>Bad</title><h1>One</h1><h1>Two</h1>
        <meta name="viewport" content="width=device-width,initial-scale=1">
        <style>:root{color-scheme:light dark}
        @media (prefers-color-scheme:dark){i{color:#333;background:#222}}</style><i>pale</i>
        <p style="width:340px">wide</p><button style="height:20px">small</button><input>"""
    )
    found = is_wrong_with(page)
    everywhere = [f"{width} {scheme}" for width in (1280, 360) for scheme in ("light", "dark")]
    assert [each.split(":")[0] for each in found if ": color-contrast: " in each] == everywhere[1::2]
    assert [each.split(":")[0] for each in found if ": label: " in each] == everywhere[::2]
    assert len([each for each in found if each.startswith("too small: ")]) == 2
    assert {each.split(":")[0] for each in found if each.startswith("cut off")} == {"cut off at 320"}
    assert found[-1] == "2 first headings"
