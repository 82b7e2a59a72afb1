"""What texts cost in a month, and what is carried when the ceiling is reached."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.rules.spending import (
    GOES_ON,
    MILLION,
    estimated,
    for_each,
    may_go,
    reached_on,
    shown,
    standing,
    typed,
)
from alongside.rules.texts import Kind

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
THOUSAND = 1000 * MILLION
KINDS: tuple[Kind, ...] = ("answer", "line", "note", "today", "digest")


def test_a_warning_comes_before_the_ceiling() -> None:
    sums = [0, 799 * MILLION, 800 * MILLION, 999 * MILLION, THOUSAND, 2 * THOUSAND]
    assert [standing(spent, THOUSAND) for spent in sums] == [
        "fine",
        "fine",
        "near",
        "near",
        "reached",
        "reached",
    ]


def test_without_a_ceiling_nothing_is_held_back() -> None:
    assert standing(5 * THOUSAND, 0) == "open"
    assert all(may_go(kind, 5 * THOUSAND, 0, None, NOW) for kind in KINDS)


@given(st.sampled_from(KINDS), st.integers(0, THOUSAND - 1))
def test_below_the_ceiling_everything_goes(kind: Kind, spent: int) -> None:
    assert may_go(kind, spent, THOUSAND, None, NOW)


@pytest.mark.parametrize(
    ("kind", "wrote_ago", "goes"),
    [
        ("answer", None, True),
        ("line", timedelta(minutes=2), True),
        ("line", timedelta(days=2), True),
        ("note", timedelta(days=2), True),
        ("line", GOES_ON, False),
        ("note", None, False),
        ("today", timedelta(minutes=2), False),
        ("digest", timedelta(minutes=2), False),
    ],
)
def test_at_the_ceiling_nobody_is_cut_off_in_the_middle_of_a_talk(
    kind: Kind, wrote_ago: timedelta | None, goes: bool
) -> None:
    last_in_at = NOW - wrote_ago if wrote_ago is not None else None
    assert may_go(kind, THOUSAND, THOUSAND, last_in_at, NOW) == goes


def test_the_day_on_which_it_will_be_reached_is_told() -> None:
    tenth = date(2026, 11, 10)
    assert reached_on(500 * MILLION, THOUSAND, tenth) == date(2026, 11, 20)
    assert reached_on(333 * MILLION, THOUSAND, tenth) is None
    assert reached_on(334 * MILLION, THOUSAND, tenth) == date(2026, 11, 30)
    assert reached_on(2 * THOUSAND, THOUSAND, tenth) == tenth


def test_a_pace_says_nothing_in_the_first_days_and_without_a_ceiling() -> None:
    assert reached_on(900 * MILLION, THOUSAND, date(2026, 11, 4)) is None
    assert reached_on(900 * MILLION, 0, date(2026, 11, 10)) is None


@given(st.integers(1, 2 * THOUSAND), st.integers(1, THOUSAND), st.dates(date(2026, 1, 1), date(2028, 12, 31)))
def test_the_day_it_is_reached_is_never_past(spent: int, ceiling: int, today: date) -> None:
    day = reached_on(spent, ceiling, today)
    assert day is None or (day >= today and day.month == today.month)


def test_what_it_costs_for_each_person() -> None:
    assert (for_each(10 * MILLION, 4), for_each(10 * MILLION, 0)) == (2_500_000, 0)


def test_a_price_that_is_set_down_counts_each_segment() -> None:
    assert (estimated(800_000, 3), estimated(-1, 3)) == (2_400_000, 0)


def test_sums_are_shown_as_people_write_them() -> None:
    sums = [0, 12_400_000, 5_000_500_000, 8_300, 2_000]
    assert [shown(each, "KES") for each in sums] == [
        "KES 0.00",
        "KES 12.40",
        "KES 5000.50",
        "KES 0.0083",
        "KES 0.0020",
    ]
    assert shown(MILLION, "") == "1.00"


def test_sums_are_read_as_people_type_them() -> None:
    read = [typed(each) for each in ("5,000.50", "0.8", ".5", "12", " 1 000 ")]
    assert read == [5_000_500_000, 800_000, 500_000, 12 * MILLION, THOUSAND]
    assert [typed(each) for each in ("", ".", "-5", "1e6", "twelve", "1.2.3", "9" * 20, "٣")] == [None] * 8
