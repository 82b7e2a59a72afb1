"""What stands beside the send box, and in which order the truth is told."""

from datetime import UTC, datetime, timedelta

from alongside.rules import week
from alongside.rules.presence import There, there
from alongside.rules.week import Usually

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
SOON = NOW + timedelta(minutes=1)
EVENINGS = week.mask_of((day, week.EVENING) for day in range(7))


def test_who_reads_is_said_to_read_whatever_else_is_so() -> None:
    assert there(NOW, SOON, SOON, EVENINGS, SOON) == There("reading")


def test_a_break_is_said_before_a_switch_left_on() -> None:
    assert there(NOW, None, SOON, EVENINGS, SOON) == There("resting", until=SOON)


def test_who_is_here_on_another_page_is_said_to_be_here() -> None:
    assert there(NOW, None, SOON, EVENINGS) == There("here")


def test_who_is_away_is_said_to_be_away_with_when_they_usually_read() -> None:
    assert there(NOW, None, None, EVENINGS) == There("usually", usually=Usually(("evening",)))
    assert there(NOW, None) == There("away")


def test_what_has_just_ended_is_no_longer_so() -> None:
    assert there(NOW, NOW, NOW, EVENINGS, NOW) == There("usually", usually=Usually(("evening",)))
    assert there(NOW, NOW, NOW, 0, NOW) == There("away")
