"""The truth beside the send box: is the other person reading, and if not, when and who else. It never
depends on what is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from alongside.people import availability
from alongside.rules import week
from alongside.rules.presence import There, there
from alongside.web.presence_words import team_words, there_words
from alongside.web.talk.asks_together import BREAK
from alongside.web.team_turn import team_of

if TYPE_CHECKING:
    from alongside.people.models import Program
    from alongside.talk.rows import Seat
    from alongside.web.talk.asked_card import Asked
    from alongside.web.team_turn import Turns


@dataclass(frozen=True, slots=True)
class Beside:
    """Both sentences stand in the page; script shows the one that is true now."""

    reading: bool
    reading_words: str
    here: bool
    away_words: str


def sentences(
    other: Seat | None, name: str, now: datetime, zone: str, asked: Asked | None = None
) -> Beside | None:
    """None where nobody else is left in the talk. `asked`: what is asked beside it; a break is said once."""
    if other is None or not name:
        return None
    when = availability.when(other.person_id)
    otherwise = there(now, None)
    if when:
        hours = week.seen_from(
            when.hours, now.astimezone(ZoneInfo(when.zone)), now.astimezone(ZoneInfo(zone))
        )
        otherwise = there(now, None, when.here_until, hours, when.break_until)
    if otherwise.kind == "resting" and asked and asked.template == BREAK:
        otherwise = There("away")
    return Beside(
        reading=there(now, other.reading_until).kind == "reading",
        reading_words=there_words(There("reading"), name, now, zone),
        here=otherwise.kind == "here",
        away_words=there_words(otherwise, name, now, zone),
    )


def team(program: Program, turns: Turns, names: dict[int, str], now: datetime, zone: str) -> str:
    """Who of the team can be reached: by the rota, as "Help now" says it; without one by the hours."""
    if not turns.rota:
        return team_words(program.hours, program.time_zone, now, zone)
    found = team_of(program, turns, names, now, zone)
    return _("%(name)s from the team is here.") % {"name": found.name} if found.here else found.words
