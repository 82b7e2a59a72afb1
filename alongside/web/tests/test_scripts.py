"""The small scripts in a real browser: hiding the page, and looking in a long list. The page is our own
base page with its own headers; its addresses are answered from memory."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from django.template import engines
from django.utils.safestring import mark_safe
from playwright.sync_api import Page, Route, sync_playwright

from alongside.web import assets
from alongside.web.headers import headers_for_pages

pytestmark = pytest.mark.browser

HERE = "http://evening.test"
NEUTRAL = "http://neutral.test/"
WORDS = """{% extends "base.html" %}{% block main %}<h1>Evening</h1>
<a href="/second">Go on</a>
<div hidden><label for="find">Look for a word</label><input type="search" id="find" data-search="lived"></div>
<div id="lived">
<details><summary>Mood</summary><ul class="chips">
<li><label><input type="checkbox" name="lived" value="low"> low for a long time</label></li>
<li><label data-also="Anxiety attack">
<input type="checkbox" name="lived" value="panic"> fear, panic</label></li>
</ul></details>
<details><summary>Loss</summary><ul class="chips">
<li><label><input type="checkbox" name="lived" value="child"> lost a child</label></li></ul></details>
</div>
<script type="module" src="{% file 'search.js' %}"></script>{% endblock %}"""


def source() -> str:
    """The page as a visitor of a program gets it."""
    program = {"name": "Evening light", "slug": "evening", "languages": ["en"], "neutral_site": NEUTRAL}
    told = {"program": program, "language": "en", "direction": "ltr", "style": mark_safe(assets.style())}
    return str(engines["django"].from_string(WORDS).render(told))


def answer(route: Route) -> None:
    address = route.request.url.removeprefix(HERE)
    if address in assets.files():
        kind, data = assets.files()[address]
        route.fulfill(body=data, content_type=kind)
    elif route.request.url == NEUTRAL:
        route.fulfill(body="<title>Weather</title>Sunny", content_type="text/html")
    else:
        route.fulfill(body=source(), headers=dict(headers_for_pages()), content_type="text/html")


@pytest.fixture
def complaints() -> list[str]:
    """What the browser complains of: a style or script that our own headers forbid, an error in a script."""
    return []


@pytest.fixture
def page(complaints: list[str]) -> Iterator[Page]:
    installed = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed, args=["--no-sandbox"])
        opened = browser.new_page()
        opened.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        opened.on("pageerror", lambda error: complaints.append(str(error)))
        opened.route("**/*", answer)
        opened.goto(HERE + "/first")
        yield opened
        browser.close()


def write_drafts(page: Page) -> None:
    page.evaluate("localStorage.draft = sessionStorage.draft = 'I never told anyone'")
    assert page.evaluate("localStorage.length + sessionStorage.length") == 2


def drafts_after_coming_back(page: Page) -> int:
    page.goto(HERE + "/first")
    return int(page.evaluate("localStorage.length + sessionStorage.length"))


def test_our_own_headers_let_our_own_style_and_scripts_through(page: Page, complaints: list[str]) -> None:
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(250, 245, 236)"
    assert page.get_by_label("Look for a word").is_visible()
    assert complaints == []


def test_hiding_wipes_the_drafts_and_takes_this_pages_place(page: Page) -> None:
    page.get_by_role("link", name="Go on").click()
    page.wait_for_url(HERE + "/second")
    write_drafts(page)
    steps = page.evaluate("history.length")
    page.get_by_role("link", name="Hide this page").click()
    page.wait_for_url(NEUTRAL)
    assert page.evaluate("history.length") == steps
    page.go_back()
    assert page.url == HERE + "/first"
    assert drafts_after_coming_back(page) == 0


def test_escape_twice_hides_and_once_does_not(page: Page) -> None:
    write_drafts(page)
    page.keyboard.press("Escape")
    page.wait_for_timeout(800)
    page.keyboard.press("Escape")
    page.wait_for_timeout(200)
    assert page.url == HERE + "/first"
    page.keyboard.press("Escape")
    page.wait_for_url(NEUTRAL)
    assert drafts_after_coming_back(page) == 0


def test_without_script_hide_this_page_is_a_link_that_leads_there(page: Page) -> None:
    link = page.get_by_role("link", name="Hide this page")
    assert (link.get_attribute("href"), link.get_attribute("rel")) == (NEUTRAL, "noreferrer")


def shown(page: Page) -> list[str]:
    return [label.inner_text().strip() for label in page.locator("#lived label").all() if label.is_visible()]


def test_looking_for_a_word_shows_what_fits_and_what_is_chosen(page: Page) -> None:
    page.get_by_text("Loss").click()
    page.get_by_label("lost a child").check()
    page.get_by_label("Look for a word").fill("PÁNIC")
    assert shown(page) == ["fear, panic", "lost a child"]
    page.get_by_label("Look for a word").fill("anxiety")
    assert shown(page) == ["fear, panic", "lost a child"]
    page.get_by_label("Look for a word").fill("nothing like it")
    assert shown(page) == ["lost a child"]
    page.get_by_label("Look for a word").fill("")
    page.get_by_text("Mood").click()
    assert len(page.locator("#lived li:not([hidden])").all()) == 3
