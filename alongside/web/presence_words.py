"""Presence in words: who reads, who is here, when they usually are, and when the team can be reached."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from alongside.rules import opening
from alongside.rules.presence import There
from alongside.rules.week import Usually
from alongside.web.moments import until_words, when_words


def there_words(there: There, name: str, now: datetime, zone: str) -> str:
    """One sentence about the other person."""
    told = {"name": name}
    match there.kind:
        case "reading":
            return _("%(name)s is reading now") % told
        case "here":
            return _("%(name)s is here now, on another page.") % told
        case "resting" if there.until:
            when = until_words(there.until, now, zone)
            return _("%(name)s is resting until %(when)s") % (told | {"when": when})
        case "usually" if there.usually:
            return _("%(name)s is not here. They usually read %(when)s.") % (
                told | {"when": usually_words(there.usually)}
            )
        case _other:
            return _("%(name)s is not here just now. What you send is kept for them.") % told


def usually_words(usually: Usually) -> str:
    """ "in the morning and in the evening", or "on Monday and Tuesday, in the evening"."""
    names = {
        "morning": _("in the morning"),
        "afternoon": _("in the afternoon"),
        "evening": _("in the evening"),
        "night": _("at night"),
    }
    parts = joined([names[part] for part in usually.parts])
    if not usually.days:
        return parts
    days = joined([str(WEEKDAYS[day]) for day in usually.days])
    return _("on %(days)s, %(parts)s") % {"days": days, "parts": parts}


def team_words(hours: Sequence[Sequence[object]], program_zone: str, now: datetime, zone: str) -> str:
    """When somebody of the team can be reached, by the program's hours."""
    local = now.astimezone(ZoneInfo(program_zone))
    closes = opening.closes(hours, local)
    if closes is not None:
        return _("The team can be reached until %(when)s.") % {"when": when_words(closes, now, zone)}
    opens = opening.opens_next(hours, local)
    if opens is None:
        return _("Nobody from the team is here now.")
    return _("Nobody from the team is here until %(when)s.") % {"when": when_words(opens, now, zone)}


def joined(words: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return _("%(some)s and %(last)s") % {"some": ", ".join(words[:-1]), "last": words[-1]}
