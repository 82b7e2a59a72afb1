"""Five words open the door on any device. Guessing does not work, and looks the same as a slip."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from alongside.base import turn
from alongside.flows import person_comes_back
from alongside.people import attempts, leaving, sessions
from conftest import Cast, TimePasses, a_browser

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def five(cast: Cast, now: Any) -> str:
    """The words of Amina, as they stood on the page."""
    return " ".join(person_comes_back.new_words(cast.program.id, cast.member.id, "en", now))


@pytest.fixture
def back(cast: Cast) -> str:
    return f"/at/{cast.program.slug}/back"


def who(browser: Client, now: Any) -> int | None:
    """Who is signed in, if anybody."""
    cookie = browser.cookies.get("s")
    found = sessions.visitor(cookie.value, now) if cookie and cookie.value else None
    return found[0].person_id if found else None


def test_the_words_let_their_person_in(back: str, five: str, cast: Cast, now: Any) -> None:
    browser = a_browser()
    answer = browser.post(back, {"five": five})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    assert who(browser, now) == cast.member.id
    again = a_browser()
    again.post(back, {"five": five})
    assert who(again, now) == cast.member.id  # they work until new ones are made


@pytest.mark.parametrize("typed", ["upper", "commas", "lines", "numbers"])
def test_how_they_are_typed_does_not_matter(back: str, five: str, cast: Cast, now: Any, typed: str) -> None:
    words = five.split()
    ways = {
        "upper": five.upper(),
        "commas": "  " + ", ".join(words) + " .",
        "lines": "\r\n".join(words),
        "numbers": " ".join(f"{n}. {word}" for n, word in enumerate(words, 1)),
    }
    browser = a_browser()
    browser.post(back, {"five": ways[typed]})
    assert who(browser, now) == cast.member.id


@pytest.mark.parametrize("typed", ["", "one two three four five", "\x00", "a" * 60_000, "‮ ‮", "five' OR 1=1"])
def test_what_opens_nothing_is_answered_the_same_and_stays_in_the_box(
    back: str, typed: str, now: Any
) -> None:
    browser = a_browser()
    answer = browser.post(back, {"five": typed})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "These words don’t open a door here." in page
    box = re.search(r'id="five"[^>]*value="([^"]*)"', page)
    assert box is not None
    assert len(box[1]) >= len(typed)
    assert who(browser, now) is None


def test_another_program_s_words_open_nothing_here(five: str, cast: Cast, now: Any) -> None:
    browser = a_browser()
    assert browser.post(f"/at/{cast.elsewhere.slug}/back", {"five": five}).status_code == 422
    assert who(browser, now) is None


def test_the_right_words_in_another_order_open_nothing(back: str, five: str, now: Any) -> None:
    browser = a_browser()
    browser.post(back, {"five": " ".join(reversed(five.split()))})
    assert who(browser, now) is None


def test_new_words_end_the_old_ones(back: str, five: str, cast: Cast, now: Any) -> None:
    newer = " ".join(person_comes_back.new_words(cast.program.id, cast.member.id, "sw", now))
    old, new = a_browser(), a_browser()
    old.post(back, {"five": five})
    new.post(back, {"five": newer})
    assert (who(old, now), who(new, now)) == (None, cast.member.id)


def test_guessing_from_one_place_ends_and_begins_again_the_next_day(
    back: str, five: str, cast: Cast, now: Any, time_passes: TimePasses, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(person_comes_back, "FROM_ONE_PLACE", 3)
    assert [a_browser().post(back, {"five": f"guess {n}"}).status_code for n in range(4)] == [422] * 3 + [429]
    late = a_browser()
    assert late.post(back, {"five": five}).status_code == 429  # no more tries, right or wrong
    assert late.post(back, {"five": five}, REMOTE_ADDR="10.1.2.3").status_code == 303  # others are not harmed
    tomorrow = time_passes(timedelta(days=1))
    next_day = a_browser()
    next_day.post(back, {"five": five})
    assert who(next_day, tomorrow) == cast.member.id


def test_guessing_from_everywhere_at_once_ends_too(
    back: str, five: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(person_comes_back, "FROM_ANYWHERE", 2)
    tried = [a_browser().post(back, {"five": "x"}, REMOTE_ADDR=f"10.0.0.{n}").status_code for n in range(3)]
    assert tried == [422, 422, 429]


def test_coming_back_often_is_no_guessing(back: str, five: str, now: Any) -> None:
    for _ in range(3):
        a_browser().post(back, {"five": five})
    assert attempts.times("come-back", "127.0.0.1", now) == 0
    assert attempts.times("come-back", person_comes_back.EVERYWHERE, now) == 0


def test_the_words_of_someone_who_deleted_everything_open_nothing(
    back: str, five: str, cast: Cast, now: Any
) -> None:
    with turn.write():
        leaving.leave(cast.member.id, now)
    browser = a_browser()
    assert browser.post(back, {"five": five}).status_code == 422
