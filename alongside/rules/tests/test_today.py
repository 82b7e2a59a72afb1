"""When a person is asked how today is: at their hour, where they are, also when the clocks change."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from alongside.rules.outlook import Answer, is_low
from alongside.rules.today import DAILY, DAYS, NEVER, ONCE, WEEKLY, When, chosen, is_better, next_due

NAIROBI, BERLIN, APIA = (ZoneInfo(name) for name in ("Africa/Nairobi", "Europe/Berlin", "Pacific/Apia"))
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)  # 13:00 in Nairobi


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_once_is_tomorrow_at_their_hour() -> None:
    assert next_due(When(ONCE, 9), MONDAY, NAIROBI) == at("2026-11-24 06:00")


def test_every_day_is_today_while_the_hour_is_ahead_and_else_tomorrow() -> None:
    assert next_due(When(DAILY, 14), MONDAY, NAIROBI) == at("2026-11-23 11:00")
    assert next_due(When(DAILY, 13), MONDAY, NAIROBI) == at("2026-11-24 10:00")


def test_who_answered_today_is_not_asked_today() -> None:
    assert next_due(When(DAILY, 14), MONDAY, NAIROBI, answered=True) == at("2026-11-24 11:00")


def test_picked_days_are_days_where_the_person_is() -> None:
    sunday = When(DAYS, 1, 1 << 6)
    assert next_due(sunday, MONDAY, APIA) == at("2026-11-28 12:00")  # Sunday, 01:00 there


def test_once_a_week_is_this_weekday_and_a_week_later_when_the_hour_has_passed() -> None:
    weekly = chosen(WEEKLY, 9, [], date(2026, 11, 23))
    assert weekly == When(WEEKLY, 9, 1)
    assert next_due(weekly, MONDAY, NAIROBI) == at("2026-11-30 06:00")


def test_who_wants_no_question_gets_none() -> None:
    assert next_due(When(NEVER), MONDAY, NAIROBI) is None
    assert next_due(When(DAYS, 9, 0), MONDAY, NAIROBI) is None


def test_nine_stays_nine_when_the_clocks_go_back_and_on() -> None:
    daily = When(DAILY, 9)
    assert next_due(daily, at("2026-10-24 12:00"), BERLIN) == at("2026-10-25 08:00")
    assert next_due(daily, at("2027-03-27 12:00"), BERLIN) == at("2027-03-28 07:00")


def test_an_hour_that_is_left_out_is_asked_as_soon_as_the_clocks_go_on() -> None:
    assert next_due(When(DAILY, 2), at("2027-03-27 12:00"), BERLIN) == at("2027-03-28 01:00")


def test_an_hour_that_comes_twice_is_asked_once() -> None:
    daily = When(DAILY, 2)
    first = next_due(daily, at("2026-10-24 12:00"), BERLIN)
    assert first == at("2026-10-25 00:00")
    assert next_due(daily, first, BERLIN) == at("2026-10-26 01:00")


def test_days_that_were_not_asked_for_are_not_kept() -> None:
    today = date(2026, 11, 23)
    assert chosen(DAYS, 8, [6, 0, 6], today) == When(DAYS, 8, 0b1000001)
    assert chosen(DAILY, 8, [6, 0], today) == When(DAILY, 8, 0)


@pytest.mark.parametrize(("word", "number", "better"), [(4, None, True), (3, 9, False), (None, 7, True)])
def test_a_word_counts_before_a_number(word: int | None, number: int | None, better: bool) -> None:
    assert is_better(word, number) is better


@pytest.mark.parametrize("word", range(1, 6))
def test_no_day_is_both_low_and_better(word: int) -> None:
    assert not (is_low(Answer(1, word)) and is_better(word, None))


@pytest.mark.parametrize("number", range(11))
def test_no_number_is_both_low_and_better(number: int) -> None:
    assert not (is_low(Answer(1, None, number)) and is_better(None, number))
