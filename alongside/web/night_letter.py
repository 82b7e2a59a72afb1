"""The night letter as a page shows it: its words, who wrote it and when, and how that person is now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.utils import formats
from django.utils.translation import gettext as _

from alongside.people.sessions import SIGN_LASTS
from alongside.rules.night_letters import is_asleep
from alongside.safety import night_letters

if TYPE_CHECKING:
    from alongside.people.models import Program
    from alongside.safety.night_letters import Letter


@dataclass(frozen=True, slots=True)
class Tonight:
    """One letter for everyone who comes on this day."""

    words: str
    language: str
    signed: str  # "Sipho, written in March 2026"
    now: str  # "Sipho is asleep now."; empty where the writer showed a sign lately


def letter_tonight(request: Any, program: Program, now: datetime, *, somebody: bool) -> Tonight | None:
    """By the day and the page's language alone: never by anything its reader wrote. `somebody`: is here."""
    if somebody:
        return None
    local = now.astimezone(ZoneInfo(program.time_zone))
    letter = night_letters.of_the_day(program.id, request.LANGUAGE_CODE, local.date())
    if letter is None:
        return None
    told = {"name": letter.name, "month": formats.date_format(letter.written_on, "F Y")}
    return Tonight(
        letter.words,
        letter.language,
        _("%(name)s, written in %(month)s") % told,
        _how_they_are(letter, now) % told,
    )


def _how_they_are(letter: Letter, now: datetime) -> str:
    """Nothing of who showed a sign lately: they are awake, and whether they are here is theirs to say."""
    if letter.last_sign is not None and now - letter.last_sign < SIGN_LASTS:
        return ""
    asleep = is_asleep(now.astimezone(ZoneInfo(letter.zone)))
    return _("%(name)s is asleep now.") if asleep else _("%(name)s is not here now.")
