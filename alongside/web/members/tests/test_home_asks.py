"""The first page of a member asks at most one thing, and the questions' page lets everything be skipped."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from alongside.base import turn
from alongside.flows import checkin_comes_due, step_is_set
from alongside.flows.tests.walking import walk_together
from alongside.rules import measures
from alongside.rules.today import DAILY, When
from alongside.steps import days, questions
from alongside.steps.models import MeasureAnswer
from alongside.talk import access
from alongside.talk import writes as talk
from conftest import Cast, SignIn, TimePasses

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
QUESTIONS, PLANNED = "A few questions wait here", "For today you wrote"
ASKED = 'aria-labelledby="how-today"'


def text(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def asks(browser: Client) -> tuple[bool, bool, bool]:
    page = text(browser, "/")
    return ASKED in page, QUESTIONS in page, PLANNED in page


def owe(cast: Cast, now: datetime, occasion: str = measures.FIRST) -> None:
    with turn.write():
        questions.owe(cast.program.id, cast.member.id, measures.owed(occasion, now))


def say(cast: Cast, conversation: int, at: datetime) -> None:
    with turn.write():
        room, seat = access.room_for(cast.member.id, conversation, lock=True)
        talk.append([talk.Line(room, seat, b"once-and-for-all", "hello")], at)


def test_nothing_is_asked_of_who_just_came(cast: Cast, sign_in: SignIn) -> None:
    assert asks(sign_in(cast.member)) == (False, False, False)


def test_one_thing_at_a_time(cast: Cast, sign_in: SignIn, now: datetime, time_passes: TimePasses) -> None:
    browser = sign_in(cast.member)
    step_is_set.write(cast.member.id, "walk", now.date(), now)
    assert asks(browser) == (False, False, True)
    owe(cast, now)
    assert asks(browser) == (False, True, False)
    checkin_comes_due.choose(cast.member.id, When(DAILY, 14), now)
    checkin_comes_due.ask_who_is_due(time_passes(timedelta(hours=2)))
    assert asks(browser) == (True, False, False)


def test_one_tap_answers_and_the_question_goes(cast: Cast, sign_in: SignIn, now: datetime) -> None:
    browser = sign_in(cast.member)
    checkin_comes_due.choose(cast.member.id, When(DAILY, 14), now - timedelta(days=1))
    checkin_comes_due.ask_who_is_due(now)
    assert asks(browser) == (True, False, False)
    assert browser.post("/today", {"word": "4"}).status_code == 303
    assert [one.word for one in days.of(cast.member.id)] == [4]
    assert asks(browser) == (False, False, False)


def test_in_a_talk_no_questions_wait(
    cast: Cast, sign_in: SignIn, now: datetime, time_passes: TimePasses
) -> None:
    conversation = walk_together(cast.member, cast.peer, cast.program.key_id, now)
    owe(cast, now)
    say(cast, conversation, now)
    time_passes(timedelta(minutes=29))
    browser = sign_in(cast.member)
    assert asks(browser) == (False, False, False)
    assert "This can wait" in text(browser, "/questions")
    time_passes(timedelta(minutes=1))
    assert asks(browser) == (False, True, False)
    assert "How often do you feel lonely?" in text(browser, "/questions")


@pytest.mark.parametrize(
    ("form", "kept", "words"),
    [
        ({"lonely": "5", "hope": "0"}, [("hope", 0), ("lonely", 5)], "Thank you. It is kept."),
        ({"lonely": "5", "skip": "1"}, [], "Skipped. That is fine."),
        ({}, [], "Skipped. That is fine."),
        ({"lonely": "11", "heard": "2"}, [], "Skipped. That is fine."),
    ],
)
def test_any_of_them_or_all_can_be_skipped(
    cast: Cast, sign_in: SignIn, now: datetime, form: Any, kept: list[tuple[str, int]], words: str
) -> None:
    owe(cast, now)
    browser = sign_in(cast.member)
    answer = browser.post("/questions", {"kind": "brief", **form})
    assert words in text(browser, answer.headers["Location"])
    assert list(MeasureAnswer.objects.order_by("item").values_list("item", "value")) == kept
    assert asks(browser) == (False, False, False)


def test_the_four_about_a_talk_have_their_own_page(cast: Cast, sign_in: SignIn, now: datetime) -> None:
    owe(cast, now, measures.AFTER_TALK)
    page = text(sign_in(cast.member), "/questions")
    assert ("About your last talk" in page, "I felt heard." in page, "lonely" in page) == (True, True, False)


def test_nobody_elses_questions_are_answered(cast: Cast, sign_in: SignIn, now: datetime) -> None:
    owe(cast, now)
    assert sign_in(cast.other_member).post("/questions", {"kind": "brief", "hope": "5"}).status_code == 303
    assert MeasureAnswer.objects.count() == 0
    assert questions.waiting(cast.member.id, now) is not None


def test_home_asks_the_database_little_however_much_waits(
    cast: Cast, sign_in: SignIn, now: datetime, django_assert_max_num_queries: Any
) -> None:
    browser = sign_in(cast.member)
    with django_assert_max_num_queries(10) as little:
        browser.get("/")
    for number in range(3):
        step_is_set.write(cast.member.id, f"walk {number}", now.date(), now)
    walk_together(cast.member, cast.peer, cast.program.key_id, now)
    walk_together(cast.member, cast.other_peer, cast.program.key_id, now)
    owe(cast, now)
    with django_assert_max_num_queries(10) as much:
        browser.get("/")
    assert len(much) <= len(little) + 3  # what talks cost, however many
