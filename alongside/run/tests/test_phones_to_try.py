"""The page of phones to try: without script, through the real ways in and out, for coordinators alone."""

from __future__ import annotations

import re
from datetime import datetime
from html import unescape
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from alongside.channels import registry
from alongside.flows import phone_is_tried
from alongside.people import doors

if TYPE_CHECKING:
    from conftest import Cast, SignIn

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)
NUMBER = phone_is_tried.NUMBERS[0]


@pytest.fixture(autouse=True)
def channels() -> None:
    registry.open_all()


def sent(browser: Client, page: str, **form: str) -> str:
    """The form of this page with what it kept, and these."""
    kept = {
        name: unescape(value)
        for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page)
    }
    return browser.post("/desk/try", {**kept, **form}).content.decode()


def screen(page: str) -> str:
    found = re.search(r'<p class="screen said"[^>]*>(.*?)</p>', page, re.S)
    return unescape(found[1]) if found else ""


def bubbles(page: str) -> list[str]:
    return [unescape(each) for each in re.findall(r'<span class="said" dir="auto">(.*?)</span>', page, re.S)]


def test_a_coordinator_dials_and_joins(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.coordinator)
    page = browser.get("/desk/try").content.decode()
    page = sent(browser, page, do="dial")
    assert screen(page) == "Open Door\n1 English\n2 Kiswahili"
    for key in ("1", "1", "1", "0", "1"):
        page = sent(browser, page, key=key)
    page = sent(browser, page, do="press", pressed="Clay Cup")
    page = sent(browser, page, key="1")
    assert screen(page) == "Welcome, Clay Cup.\n1 Find someone to talk with\n0 Menu"
    door = doors.find(cast.program.id, "phone", NUMBER)
    assert door is not None
    assert door.roles == {"member"}
    assert "Clay Cup +44 7700 900101" in page
    page = sent(browser, page, do="hang")
    assert screen(page) == ""


def test_a_text_is_answered_at_once_and_the_other_phone_keeps_its_screen(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.coordinator)
    page = sent(browser, browser.get("/desk/try").content.decode(), do="dial")
    shown = screen(page)
    page = sent(browser, page, do="text", words="Hello")
    assert bubbles(page)[0] == "Hello"
    assert len(bubbles(page)) > 1
    assert screen(page) == shown
    again = sent(browser, page, do="look")
    assert bubbles(again) == bubbles(page)


def test_no_number_but_those_of_stories_can_be_tried(cast: Cast, sign_in: SignIn, now: datetime) -> None:
    browser = sign_in(cast.coordinator)
    page = browser.get("/desk/try").content.decode()
    sent(browser, page, do="text", words="Hello", phone="+254711000111")
    assert doors.find(cast.program.id, "phone", "+254711000111") is None
    assert doors.find(cast.program.id, "phone", NUMBER) is not None


@pytest.mark.parametrize("kept", ["{", "[1]", '[["a", 2]]', "null", '[[1, "x"], 7]'])
def test_what_the_page_did_not_write_is_let_go(cast: Cast, sign_in: SignIn, kept: str) -> None:
    browser = sign_in(cast.coordinator)
    assert browser.post("/desk/try", {"texted": kept, "do": "look"}).status_code == 200
