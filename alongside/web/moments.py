"""A moment as people say it: "14:00", "tomorrow at 08:00", "Monday at 08:00", "3 March"."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.web import day_words as near


def when_words(then: datetime, now: datetime, zone: str) -> str:
    """`then` in the reader's zone, as near words as it allows."""
    own = ZoneInfo(zone)
    local, today = then.astimezone(own), now.astimezone(own).date()
    told = {"time": local.strftime("%H:%M"), "day": formats.date_format(local, "l")}
    if local.date() == today:
        return told["time"]
    if local.date() == today + timedelta(days=1):
        return _("tomorrow at %(time)s") % told
    if today < local.date() < today + timedelta(days=7):
        return _("%(day)s at %(time)s") % told
    return formats.date_format(local, "j F")


def until_words(then: datetime, now: datetime, zone: str) -> str:
    """As `when_words`; of what lasts until a day begins, only the day: "tomorrow", "Friday", "3 March"."""
    own = ZoneInfo(zone)
    local, today = then.astimezone(own), now.astimezone(own).date()
    if (local.hour, local.minute) != (0, 0):
        return when_words(then, now, zone)
    return near.day_words(local.date(), today)


def day_words(then: datetime, zone: str) -> str:
    """The day of a moment in the reader's zone: "3 March 2026"."""
    return formats.date_format(then.astimezone(ZoneInfo(zone)), "j F Y")


def for_how_long(waited: timedelta) -> str:
    """ "12 minutes", "3 hours", "2 days"."""
    minutes = max(0, int(waited.total_seconds() // 60))
    if minutes < 60:
        return ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}
    if minutes < 48 * 60:
        return ngettext("%(count)d hour", "%(count)d hours", minutes // 60) % {"count": minutes // 60}
    return ngettext("%(count)d day", "%(count)d days", minutes // 1440) % {"count": minutes // 1440}
