"""In a real browser: a line is said once, and typed words are never lost."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect, sync_playwright

from tests.faults.installs import Install
from tests.faults.serving import Serving, Talk

pytestmark = [pytest.mark.server, pytest.mark.browser]

ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WORDS = "I said this once \N{BLACK SUN WITH RAYS}"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    installed = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=installed, args=ARGUMENTS)
        yield opened
        opened.close()


@dataclass
class Tab:
    """A member's page of a talk."""

    house: Serving
    context: BrowserContext
    page: Page

    @property
    def talk(self) -> Talk:
        return self.house.talks[0]

    def type(self, words: str) -> None:
        self.page.get_by_role("textbox", name="Write to Rosa").fill(words)

    def box(self) -> str:
        return self.page.get_by_role("textbox", name="Write to Rosa").input_value()

    def send(self) -> None:
        self.page.get_by_role("button", name="Send", exact=True).click()

    def stored(self) -> list[str]:
        return [words for _, words in self.house.lines_on_pages(self.talk, 1)]

    def shows(self, *lines: str) -> None:
        """Each of these stands there once, in this order, and none of them waits."""
        said = self.page.locator("#talk li[id] > span")
        expect(said).to_have_text(list(lines), timeout=8000)
        expect(self.page.locator("#talk [data-ref]")).to_have_count(0)

    def comes_true(self, expression: str) -> None:
        """Asked again and again from outside: the page's own rules forbid a script to be made there."""
        until = time.monotonic() + 8
        while not self.page.evaluate(expression):
            assert time.monotonic() < until, expression
            self.page.wait_for_timeout(50)

    def waits(self, words: str) -> None:
        """Shown as not sent yet."""
        line = self.page.locator("#talk li[data-ref]")
        expect(line).to_have_count(1, timeout=8000)
        expect(line).to_contain_text(words)
        expect(line).to_contain_text("Not sent yet", timeout=8000)


@pytest.fixture
def tab(browser: Browser, on_sqlite: Install) -> Iterator[Tab]:
    with Serving(on_sqlite, talks=1) as house:
        context = signed_in(browser, house)
        yield opened(house, context)
        context.close()


def signed_in(browser: Browser, house: Serving, *, script: bool = True) -> BrowserContext:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, locale="en", java_script_enabled=script
    )
    root = f"http://127.0.0.1:{house.port}"
    context.add_cookies([{"name": "s", "value": house.talks[0].tokens[0], "url": root}])
    return context


def opened(house: Serving, context: BrowserContext) -> Tab:
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{house.port}/talk/{house.talks[0].id}")
    return Tab(house, context, page)


def test_send_tapped_twice_says_it_once(tab: Tab) -> None:
    tab.type(WORDS)
    tab.page.get_by_role("button", name="Send", exact=True).dblclick()
    tab.shows(WORDS)
    assert tab.stored() == [WORDS]


def test_send_tapped_twice_without_script_says_it_once(browser: Browser, tab: Tab) -> None:
    context = signed_in(browser, tab.house, script=False)
    plain = opened(tab.house, context)
    plain.type(WORDS)
    plain.page.get_by_role("button", name="Send", exact=True).dblclick(no_wait_after=True)
    plain.page.wait_for_url(re.compile("#m1$"))
    plain.shows(WORDS)
    assert plain.stored() == [WORDS]
    context.close()


def test_a_line_written_offline_is_kept_and_goes_out_once(tab: Tab) -> None:
    tab.context.set_offline(True)
    tab.type(WORDS)
    tab.send()
    tab.waits(WORDS)
    assert tab.stored() == []
    tab.context.set_offline(False)
    tab.shows(WORDS)
    assert tab.stored() == [WORDS]


def test_an_unsent_line_survives_a_reload_of_the_tab(tab: Tab) -> None:
    tab.page.route("**/say", lambda route: route.abort())
    tab.type(WORDS)
    tab.send()
    tab.waits(WORDS)
    tab.page.reload()
    tab.waits(WORDS)
    tab.page.unroute("**/say")
    tab.shows(WORDS)
    tab.page.reload()
    tab.shows(WORDS)
    assert tab.stored() == [WORDS]


def test_a_line_whose_answer_was_lost_is_said_once(tab: Tab) -> None:
    lost = []

    def lose(route: Route) -> None:
        """The line arrives; the answer does not."""
        lost.append(route.fetch().status)
        route.abort()

    tab.page.route("**/say", lose, times=2)
    tab.type(WORDS)
    tab.send()
    tab.shows(WORDS)
    for _ in range(100):  # the open page can hear of the line before its answer is lost
        if not lost:
            tab.page.wait_for_timeout(50)
    assert lost[0] == 200
    tab.comes_true("sessionStorage.length === 0")  # the page knows by now that it is kept
    tab.page.reload()
    tab.shows(WORDS)
    assert tab.stored() == [WORDS]


def test_the_server_dies_while_someone_types_and_no_word_is_lost(tab: Tab) -> None:
    tab.type("typed while it was there")
    tab.house.kill()
    assert tab.box() == "typed while it was there"
    tab.send()
    tab.waits("typed while it was there")
    tab.type("and typed while it was away")
    tab.house.start()
    tab.shows("typed while it was there")
    assert tab.box() == "and typed while it was away"
    tab.page.reload()
    assert tab.box() == "and typed while it was away"
    assert tab.stored() == ["typed while it was there"]


def test_a_line_that_is_too_long_stays_in_the_box_with_the_reason(tab: Tab) -> None:
    tab.type("x" * 4001)
    tab.send()
    expect(tab.page.get_by_role("alert")).to_contain_text("4001")
    assert tab.box() == "x" * 4001
    tab.type("x" * 4000)
    tab.send()
    tab.shows("x" * 4000)
    assert tab.stored() == ["x" * 4000]


def test_who_was_signed_out_meanwhile_finds_the_words_in_the_box_once_back(tab: Tab) -> None:
    install, member, address = tab.house.install, tab.talk.people[0], tab.page.url
    tab.type(WORDS)
    install.act("sign_out_everywhere", person=member)
    tab.send()
    expect(tab.page.locator("#say")).to_have_count(0)
    assert tab.stored() == []
    root = f"http://127.0.0.1:{tab.house.port}"
    tab.context.add_cookies([{"name": "s", "value": install.act("sign_in", person=member), "url": root}])
    tab.page.goto(address)
    assert tab.box() == WORDS
    tab.send()
    tab.shows(WORDS)
    assert tab.stored() == [WORDS]


@pytest.mark.parametrize("store", ["sessionStorage", "localStorage"])
def test_hide_this_page_clears_what_was_typed(tab: Tab, store: str) -> None:
    tab.page.evaluate(f"{store}.setItem('talk 1', 'an older draft')")
    tab.type("a draft")
    assert tab.page.evaluate(f"{store}.length") >= 1
    tab.page.route("https://**", lambda route: route.fulfill(body="Sunny", content_type="text/html"))
    tab.page.locator("[data-hide]").first.click()
    tab.page.wait_for_url(re.compile("^https://"))
    tab.page.goto(f"http://127.0.0.1:{tab.house.port}/live/0")
    assert tab.page.evaluate("sessionStorage.length + localStorage.length") == 0
    tab.page.goto(f"http://127.0.0.1:{tab.house.port}/talk/{tab.talk.id}")
    assert tab.box() == ""
