"""Published hours of help lines: what can be read for certain, and what is never open now."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from alongside.rules.line_hours import State, always, read, state

NAIROBI = ZoneInfo("Africa/Nairobi")
MONDAY_10 = datetime(2026, 11, 23, 10, 0, tzinfo=NAIROBI)
SUNDAY_22 = datetime(2026, 11, 22, 22, 0, tzinfo=NAIROBI)


@pytest.mark.parametrize("text", ["24/7", "24 hours", " 24/7. ", "Day and night", "24 hours a day"])
def test_day_and_night_is_always_open(text: str) -> None:
    assert read(text) == always()
    assert state(text, SUNDAY_22) == State(True)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("08:00-20:00", [[day, "08:00", "20:00"] for day in range(7)]),
        ("9am to 5pm", [[day, "09:00", "17:00"] for day in range(7)]),
        ("Mon-Fri 9-17", [[day, "09:00", "17:00"] for day in range(5)]),
        ("Monday to Friday 9:00 - 17:00", [[day, "09:00", "17:00"] for day in range(5)]),
        ("9-17 weekdays", [[day, "09:00", "17:00"] for day in range(5)]),
        ("Sat-Mon 10-14", [[day, "10:00", "14:00"] for day in (0, 5, 6)]),
        ("Mon, Wed 9-12, 14-17", [[d, *t] for d in (0, 2) for t in (("09:00", "12:00"), ("14:00", "17:00"))]),
        (
            "Mon-Fri 9-17; Sat 10-12; Sun closed",
            [[day, "09:00", "17:00"] for day in range(5)] + [[5, "10:00", "12:00"]],
        ),
        ("19:00\u201307:00", [[day, "19:00", "07:00"] for day in range(7)]),
        ("12:00-05:30", [[day, "12:00", "05:30"] for day in range(7)]),
    ],
)
def test_hours_are_read_as_people_publish_them(text: str, rows: list[list[object]]) -> None:
    assert read(text) == rows


@pytest.mark.parametrize(
    "text",
    [
        *("", "evenings", "24/7 (mainland, since 2019-06-01)", "11:00-23:00 (to 03:00 Fri-Sat)"),
        *(
            "9-5",
            "8-10pm",
            "10-10",
            "Mon-Fri",
            "Mon 9-17 Tue",
            "school days 9-17",
            "25:00-26:00",
            "9-17, soon",
        ),
    ],
)
def test_what_cannot_be_read_for_certain_is_not_known_and_never_open(text: str) -> None:
    assert read(text) is None
    for moment in (MONDAY_10, SUNDAY_22):
        assert state(text, moment) == State(None)


def test_an_open_line_says_until_when_and_a_closed_one_from_when() -> None:
    assert state("Mon-Fri 9-17", MONDAY_10) == State(True, MONDAY_10.replace(hour=17))
    assert state("Mon-Fri 9-17", SUNDAY_22) == State(False, MONDAY_10.replace(hour=9))
    assert state("19:00-07:00", SUNDAY_22) == State(True, MONDAY_10.replace(hour=7))
    assert state("Mon-Fri 9-17", MONDAY_10.replace(hour=17)) == State(
        False, MONDAY_10.replace(day=24, hour=9)
    )
