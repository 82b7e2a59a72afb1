"""A program's opening hours."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from alongside.rules import opening

NAIROBI = ZoneInfo("Africa/Nairobi")
WEEKDAYS = [[day, "08:00", "20:00"] for day in range(5)]
NIGHTS = [[day, "22:00", "06:00"] for day in range(7)]
ALWAYS = [[day, "00:00", "24:00"] for day in range(7)]


def at(text: str, zone: ZoneInfo = NAIROBI) -> datetime:
    """2026-11-23 is a Monday."""
    return datetime.fromisoformat(text).replace(tzinfo=zone)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("8", "08:00"),
        (" 08:00 ", "08:00"),
        ("8.30", "08:30"),
        ("0830", "08:30"),
        ("8 am", "08:00"),
        ("8:15 p.m.", "20:15"),
        ("12am", "00:00"),
        ("12 PM", "12:00"),
        ("18h", "18:00"),
        ("18h30", "18:30"),
        ("24:00", "24:00"),
        ("00:00", "00:00"),
    ],
)
def test_a_time_is_read_the_way_people_type_it(typed: str, kept: str) -> None:
    assert opening.clock(typed) == kept


@pytest.mark.parametrize(
    "typed", ["", "24:01", "25", "8:60", "13 pm", "0am", "eight", "-8", "8:0", "\x008", "٨:٠٠", "8:00-9:00"]
)
def test_what_is_no_time_is_none(typed: str) -> None:
    assert opening.clock(typed) is None


def test_hours_are_kept_in_the_order_of_the_week() -> None:
    assert opening.read([[4, "8", "12"], (0, "9 am", "5 pm")]) == [
        [0, "09:00", "17:00"],
        [4, "08:00", "12:00"],
    ]
    assert opening.read([]) == []
    assert opening.read(ALWAYS) == ALWAYS
    assert opening.read(NIGHTS) == NIGHTS


@pytest.mark.parametrize(
    ("rows", "code", "row"),
    [
        ("08:00", opening.SHAPE, 0),
        (None, opening.SHAPE, 0),
        ([[0, "08:00"]], opening.SHAPE, 0),
        (["abc"], opening.SHAPE, 0),
        ([[7, "08:00", "20:00"]], opening.WEEKDAY, 0),
        ([[True, "08:00", "20:00"]], opening.WEEKDAY, 0),
        ([["0", "08:00", "20:00"]], opening.WEEKDAY, 0),
        ([[0, "08:00", "20:00"], [1, "noon", "20:00"]], opening.OPENS, 1),
        ([[0, "24:00", "06:00"]], opening.OPENS, 0),
        ([[0, 8, "20:00"]], opening.OPENS, 0),
        ([[0, "08:00", ""]], opening.CLOSES, 0),
        ([[0, "08:00", "08:00"]], opening.SAME, 0),
        ([[0, "08:00", "12:00"], [0, "11:00", "14:00"]], opening.OVERLAP, 1),
        ([[6, "22:00", "06:00"], [0, "05:00", "07:00"]], opening.OVERLAP, 1),
        ([[0, "08:00", "09:00"]] * 29, opening.MANY, 28),
    ],
)
def test_what_is_wrong_is_said_and_where(rows: object, code: str, row: int) -> None:
    with pytest.raises(opening.BadHours) as trouble:
        opening.read(rows)
    assert (trouble.value.code, trouble.value.row) == (code, row)


def test_a_program_is_open_from_its_first_minute_to_its_last() -> None:
    assert not opening.open_now(WEEKDAYS, at("2026-11-23 07:59"))
    assert opening.open_now(WEEKDAYS, at("2026-11-23 08:00"))
    assert opening.open_now(WEEKDAYS, at("2026-11-23 19:59"))
    assert not opening.open_now(WEEKDAYS, at("2026-11-23 20:00"))
    assert not opening.open_now(WEEKDAYS, at("2026-11-28 12:00"))


def test_a_night_that_began_yesterday_is_still_open() -> None:
    assert opening.open_now(NIGHTS, at("2026-11-23 05:59"))
    assert not opening.open_now(NIGHTS, at("2026-11-23 06:00"))
    assert opening.closes(NIGHTS, at("2026-11-22 23:00")) == at("2026-11-23 06:00")


def test_the_next_opening_skips_the_weekend() -> None:
    assert opening.opens_next(WEEKDAYS, at("2026-11-27 21:00")) == at("2026-11-30 08:00")
    assert opening.opens_next(WEEKDAYS, at("2026-11-23 09:00")) == at("2026-11-24 08:00")
    assert opening.opens_next([[0, "08:00", "09:00"]], at("2026-11-23 08:30")) == at("2026-11-30 08:00")


def test_hours_that_touch_are_one_stretch() -> None:
    split = [[0, "08:00", "12:00"], [0, "12:00", "24:00"], [1, "00:00", "02:00"]]
    assert opening.closes(split, at("2026-11-23 09:00")) == at("2026-11-24 02:00")


def test_a_program_that_never_closes_never_opens() -> None:
    assert opening.open_now(ALWAYS, at("2026-11-23 00:00"))
    assert opening.opens_next(ALWAYS, at("2026-11-23 00:00")) is None


def test_without_hours_nothing_is_known() -> None:
    assert not opening.open_now([], at("2026-11-23 09:00"))
    assert opening.opens_next([], at("2026-11-23 09:00")) is None
    assert opening.closes([], at("2026-11-23 09:00")) is None


def test_clock_changes_keep_the_hour_on_the_wall() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    opens = opening.opens_next([[0, "08:00", "20:00"]], at("2026-10-24 12:00", berlin))
    assert opens is not None
    assert opens.isoformat() == "2026-10-26T08:00:00+01:00"
