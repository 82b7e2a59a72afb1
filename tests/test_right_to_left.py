"""Every page in the pseudo-language: from right to left, and no word of it that was not translated."""

from __future__ import annotations

import re
from datetime import datetime
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any
from zoneinfo import available_timezones

import pytest
from django.conf import settings as house_settings

from alongside.rules import tongues
from alongside.run import catalogues
from alongside.run.words import WORDS
from alongside.web.team import countries
from tests.bare_words import SHOWN_IN_ATTRIBUTES
from tests.house import in_full_swing
from tests.who_may_open import rows

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Cast, SignIn

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
NOT_READ = {"script", "style", "svg"}
# Lists that are the same in every language: languages by their own name, time zones and countries by theirs.
NAMES = {
    *(tongue.words for tongue in tongues.TONGUES),
    *(zone.replace("_", " ") for zone in available_timezones()),
    *(zone.split("/")[-1].replace("_", " ") for zone in available_timezones()),
    *countries.countries().values(),
    "rosa@example.org",  # in the copy somebody takes along: their own address
}
# The made-up language has no months of its own, so a date that stands alone is in English.
DATE = re.compile(r", \d{1,2} [A-Z][a-z]+ \d{4}, \d\d:\d\d")


class Reader(HTMLParser):
    """Gathers what a person would see or hear of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.seen: list[str] = []
        self.page: dict[str, str | None] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "html":
            self.page = dict(attrs)
        if tag in NOT_READ:
            self.open.append(tag)
        self.seen += [value for name, value in attrs if name in SHOWN_IN_ATTRIBUTES and value]

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if not self.open and data.strip():
            self.seen.append(data.strip())


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    return reader


@pytest.fixture
def pseudo(settings: Any, tmp_path: Path) -> None:
    """One language more, made for this test."""
    words = tmp_path / "words"
    (words / "sw" / "LC_MESSAGES").mkdir(parents=True)
    source = "sw/LC_MESSAGES/django.po"
    (words / source).write_bytes((WORDS / source).read_bytes())
    settings.LANGUAGES = [("en", "English"), ("sw", "Kiswahili"), catalogues.offer_pseudo()]
    settings.LOCALE_PATHS = [catalogues.prepared(words, tmp_path, pseudo=True)]


def plain_words(page: Reader, known: set[str]) -> list[str]:
    """What on this page is in plain letters and is nobody's name and no word that people wrote."""
    found = []
    for words in page.seen:
        if words in NAMES or DATE.fullmatch(words):
            continue
        for name in sorted(known, key=len, reverse=True):
            words = words.replace(name, "")
        letters = "".join(letter for letter in words if letter.isascii() and letter.isalpha())
        if letters and catalogues.RIGHT_TO_LEFT not in words:
            found.append(words)
    return found


def test_every_page_runs_from_right_to_left_and_is_wholly_translated(
    pseudo: None, cast: Cast, now: datetime, sign_in: SignIn, stranger: Any
) -> None:
    house = in_full_swing(cast, now)
    assert house_settings.LANGUAGES[-1][0] == "ar-xb"
    looked_at, wrong = 0, []
    for (address, method), got in rows().items():
        for who, status in got.items():
            if method == "GET" and status == 200 and not address.startswith("live/"):
                browser = stranger if who == "stranger" else sign_in(getattr(cast, who))
                answer = browser.get(f"{house.address(address)}?l=ar-xb")
                if not answer.headers["Content-Type"].startswith("text/html"):
                    continue  # for a script, which shows none of it
                page = read(b"".join(answer).decode())  # a copy to take along comes in pieces
                looked_at += 1
                if page.page.get("dir") != "rtl":
                    wrong.append(f"{address} ({who}) does not run from right to left")
                wrong += [f"{address} ({who}): {words}" for words in plain_words(page, house.own_words())]
    assert looked_at > 0
    assert "\n".join(dict.fromkeys(wrong)) == ""


def test_a_word_that_was_not_translated_is_found() -> None:
    page = read(
        f'<html dir="rtl"><p>Hello</p><p>{catalogues.pseudo("Hello")}</p><img alt="Two lines"></html>'
    )
    assert plain_words(page, set()) == ["Hello", "Two lines"]
    assert plain_words(page, {"Hello", "Two lines"}) == []
