"""A moment as people say it: "14:00", "tomorrow at 08:00", "Monday at 08:00", "3 March"."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import formats
from django.utils.translation import gettext as _


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
