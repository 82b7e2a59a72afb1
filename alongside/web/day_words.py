"""A day as people say it: "today", "tomorrow", "Friday", "9 March"."""

from datetime import date, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from django.utils import formats
from django.utils.translation import gettext as _


@cache
def zone_of(name: str) -> ZoneInfo:
    """The zone of this name."""
    return ZoneInfo(name)


def day_words(day: date, today: date) -> str:
    """In as near words as it allows."""
    near = {0: _("today"), 1: _("tomorrow"), -1: _("yesterday")}.get((day - today).days)
    if near:
        return near
    if timedelta(0) < day - today < timedelta(days=7):
        return str(formats.date_format(day, "l"))
    return str(formats.date_format(day, "j F"))


def dated(day: date) -> str:
    """With its weekday: "Monday, 9 March"."""
    return str(formats.date_format(day, "l, j F"))
