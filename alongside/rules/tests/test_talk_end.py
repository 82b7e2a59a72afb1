"""When a talk is over."""

from datetime import UTC, datetime, timedelta

from alongside.rules.talk_end import Sitting, is_over, sittings

TEN = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


def minutes(count: int) -> datetime:
    return TEN + timedelta(minutes=count)


def test_a_talk_goes_on_while_less_than_thirty_minutes_pass_between_lines() -> None:
    assert sittings([minutes(29), TEN, minutes(58)]) == [Sitting(TEN, minutes(58))]


def test_after_thirty_quiet_minutes_a_line_begins_another_talk() -> None:
    assert sittings([TEN, minutes(30)]) == [Sitting(TEN, TEN), Sitting(minutes(30), minutes(30))]


def test_no_line_is_no_talk() -> None:
    assert sittings([]) == []


def test_it_is_over_after_thirty_quiet_minutes_and_not_before() -> None:
    assert not is_over(TEN, None, minutes(29))
    assert is_over(TEN, None, minutes(30))


def test_it_is_over_at_once_with_a_goodbye_and_where_nothing_was_said() -> None:
    assert is_over(TEN, minutes(1), minutes(1))
    assert is_over(None, None, TEN)
