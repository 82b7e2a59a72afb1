"""A day that somebody chooses, until which something rests: read with care, and never further than a year."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from alongside.web.typed import Typed

LONGEST_PAUSE = timedelta(days=366)


def day_begins(typed: Typed, name: str, zone: str, now: datetime) -> datetime | None:
    """The beginning of a chosen day, at most a year ahead; None (and a mistake) for anything else."""
    try:
        day = date.fromisoformat(typed.line(name))
        begins = datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        typed.wrong(name, _("Please choose a day."))
        return None
    if not now < begins <= now + LONGEST_PAUSE:
        typed.wrong(name, _("Please choose a day from tomorrow on, within a year."))
        return None
    return begins
