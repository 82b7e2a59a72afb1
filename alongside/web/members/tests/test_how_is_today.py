""" "How is today?" on the page: five words, a number, a note; people on a hard day; when to ask again."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from alongside.flows import checkin_comes_due
from alongside.flows.tests.carrying import Remembers, a_door, a_gateway, channel
from alongside.rules.today import DAILY, DAYS, WEEKLY, When
from alongside.steps import days, rhythms
from conftest import Cast, SignIn, TimePasses

__all__ = ["channel"]
pytestmark = pytest.mark.django_db(databases=["default", "keys"])
DAY = timedelta(days=1)


def text(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def kept(cast: Cast) -> list[tuple[int | None, int | None]]:
    return [(one.word, one.number) for one in days.of(cast.member.id)]


def test_a_word_alone_is_an_answer_and_so_is_a_number(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.member)
    for form in ({"word": "4"}, {"number": "0"}, {"word": "2", "number": "3", "note": "rain"}):
        answer = browser.post("/today", form)
        assert (answer.status_code, answer.headers["Location"]) == (303, "/today/said")
    assert kept(cast) == [(4, None), (None, 0), (2, 3)]


@pytest.mark.parametrize("form", [{}, {"word": "6"}, {"number": "-1"}, {"word": "1", "note": "a" * 1_001}])
def test_what_cannot_be_kept_comes_back_as_it_was_typed(cast: Cast, sign_in: SignIn, form: Any) -> None:
    answer = sign_in(cast.member).post("/today", {"note": "the sink", **form})
    assert answer.status_code == 422
    assert form.get("note", "the sink") in answer.content.decode()
    assert kept(cast) == []


@pytest.mark.parametrize(
    ("form", "low"),
    [({"word": "1"}, True), ({"word": "2"}, True), ({"word": "3"}, False), ({"number": "3"}, True)],
)
def test_a_hard_day_gets_people_and_no_word_of_tomorrow(
    cast: Cast, sign_in: SignIn, time_passes: TimePasses, form: Any, low: bool
) -> None:
    for _ in range(6):
        sign_in(cast.member).post("/today", {"word": "4"})
        time_passes(DAY)
    browser = sign_in(cast.member)
    browser.post("/today", form)
    page = text(browser, "/today/said")
    help_now = f'class="also" href="/at/{cast.program.slug}/help"'
    assert (help_now in page, 'href="/me/plan"' in page, "/tomorrow" in page) == (low, low, not low)


def test_without_an_answer_today_there_is_nothing_to_thank_for(
    cast: Cast, sign_in: SignIn, time_passes: TimePasses
) -> None:
    sign_in(cast.member).post("/today", {"word": "4"})
    time_passes(DAY)
    assert sign_in(cast.member).get("/today/said").headers["Location"] == "/today"


def test_after_the_one_question_the_page_asks_whether_to_go_on(
    cast: Cast, sign_in: SignIn, time_passes: TimePasses
) -> None:
    browser = sign_in(cast.member)
    browser.post("/today", {"word": "3"})
    first = text(browser, "/today/said")
    assert ("Shall we ask again?" in first, "We ask again: tomorrow at 09:00." in first) == (False, True)
    checkin_comes_due.ask_who_is_due(time_passes(DAY))
    browser.post("/today", {"word": "3"})
    assert "Shall we ask again?" in text(browser, "/today/said")
    browser.post("/today/rhythm", {"how_often": "daily"})
    assert "Shall we ask again?" not in text(browser, "/today/said")


@pytest.mark.parametrize(
    ("form", "when"),
    [
        ({"how_often": "daily", "hour": "20"}, When(DAILY, 20)),
        ({"how_often": "days", "hour": "7", "days": ["0", "4"]}, When(DAYS, 7, 0b10001)),
        ({"how_often": "weekly", "hour": "0", "days": ["3"]}, When(WEEKLY, 0, 1)),
        ({"how_often": "daily"}, When(DAILY, 9)),
    ],
)
def test_the_rhythm_is_theirs(cast: Cast, sign_in: SignIn, form: Any, when: When) -> None:
    assert sign_in(cast.member).post("/today/rhythm", form).status_code == 303
    found = rhythms.of(cast.member.id)
    assert found is not None
    assert found.when == when


@pytest.mark.parametrize("form", [{}, {"how_often": "hourly"}, {"how_often": "days", "days": ["9"]}])
def test_no_rhythm_at_all_is_not_kept(cast: Cast, sign_in: SignIn, form: Any) -> None:
    assert sign_in(cast.member).post("/today/rhythm", form).status_code == 422
    assert rhythms.of(cast.member.id) is None


def opened(cast: Cast, sign_in: SignIn, time_passes: TimePasses, said: str, note: str = "") -> str:
    """The page of tomorrow after an answer a day, the last one today."""
    sign_in(cast.member).post("/tomorrow", {"do": "open"})
    for number, word in enumerate(said):
        if number:
            time_passes(DAY)
        sign_in(cast.member).post("/today", {"word": word, "note": f"{note} {number}" if note else ""})
    return text(sign_in(cast.member), "/tomorrow")


def test_tomorrow_is_closed_until_they_open_it_and_can_be_closed_again(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.member)
    assert "Open it" in text(browser, "/tomorrow")
    browser.post("/tomorrow", {"do": "open"})
    assert "Open it" not in text(browser, "/tomorrow")
    browser.post("/tomorrow", {"do": "close"})
    assert "Open it" in text(browser, "/tomorrow")


@pytest.mark.parametrize(("said", "shown"), [("3434", False), ("34343", True)])
def test_from_five_days_on_there_is_a_line_and_a_range_in_words(
    cast: Cast, sign_in: SignIn, time_passes: TimePasses, said: str, shown: bool
) -> None:
    page = opened(cast, sign_in, time_passes, said)
    assert ('<svg class="days"' in page, "Tomorrow may be" in page, "The same in words" in page) == (
        shown,
        shown,
        shown,
    )


@pytest.mark.parametrize("last", ["1", "2"])
def test_beside_a_hard_answer_there_is_no_outlook(
    cast: Cast, sign_in: SignIn, time_passes: TimePasses, last: str
) -> None:
    page = opened(cast, sign_in, time_passes, "434343" + last, note="bread")
    assert ('<svg class="days"' in page, "Tomorrow may be" in page) == (False, False)
    assert "bread 4" in page


def test_what_followed_low_days_is_said_where_it_is_known(
    cast: Cast, sign_in: SignIn, time_passes: TimePasses
) -> None:
    page = opened(cast, sign_in, time_passes, "24" * 6 + "44", note="bread")
    assert "After your last 6 low days, 6 got better within two days." in page
    assert "What I wrote on better days" not in page


def test_else_what_they_wrote_on_better_days(cast: Cast, sign_in: SignIn, time_passes: TimePasses) -> None:
    page = opened(cast, sign_in, time_passes, "433334", note="bread")
    assert "What I wrote on better days" in page
    assert "After your last" not in page


def test_nobody_else_sees_a_day(cast: Cast, sign_in: SignIn, time_passes: TimePasses) -> None:
    opened(cast, sign_in, time_passes, "44444", note="bread")
    other = sign_in(cast.other_member)
    other.post("/tomorrow", {"do": "open"})
    assert "bread" not in text(other, "/tomorrow")
    for person in (cast.peer, cast.coordinator, cast.supervisor):
        assert sign_in(person).get("/tomorrow").status_code == 404


def test_the_line_of_a_week_is_offered_to_who_has_a_phone(
    cast: Cast, sign_in: SignIn, channel: Remembers, now: datetime
) -> None:
    browser = sign_in(cast.member)
    assert "line by text" not in browser.get("/today/rhythm").content.decode()
    a_door(cast.member, a_gateway(cast.program, now), "+254711000001", now)
    assert "line by text" in browser.get("/today/rhythm").content.decode()
    browser.post("/today/rhythm", {"how_often": "daily", "week": "yes"})
    wanted = rhythms.of(cast.member.id)
    assert wanted is not None
    assert wanted.week_due_at == now + timedelta(days=7)
    browser.post("/today/rhythm", {"how_often": "daily", "week": "no"})
    unwanted = rhythms.of(cast.member.id)
    assert unwanted is not None
    assert unwanted.week_due_at is None
