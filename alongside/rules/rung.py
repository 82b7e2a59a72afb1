"""How long it is trusted that a number is right, once somebody rang it."""

from datetime import date, timedelta

TRUSTED_FOR = timedelta(days=90)


def is_due(checked_on: date | None, today: date) -> bool:
    """Whether somebody should ring it (again): nobody ever did, or the last time is 90 days ago."""
    return checked_on is None or today - checked_on >= TRUSTED_FOR
