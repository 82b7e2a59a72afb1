"""When a help line should be rung again."""

from datetime import date, timedelta

from alongside.rules.rung import is_due

TODAY = date(2026, 11, 23)


def test_a_line_is_due_when_nobody_rang_it_for_ninety_days() -> None:
    rung = {days: is_due(TODAY - timedelta(days=days), TODAY) for days in (0, 89, 90, 400)}
    assert rung == {0: False, 89: False, 90: True, 400: True}
    assert is_due(None, TODAY)
