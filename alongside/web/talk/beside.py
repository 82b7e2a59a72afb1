"""The truth beside the send box: is the other person reading, and if not, when and who else. It never
depends on what is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from alongside.people import availability
from alongside.rules import week
from alongside.rules.presence import There, there
from alongside.web.presence_words import team_words, there_words

if TYPE_CHECKING:
    from alongside.people.models import Program
    from alongside.talk.rows import Seat


@dataclass(frozen=True, slots=True)
class Beside:
    """Both sentences stand in the page; script shows the one that is true now."""

    reading: bool
    reading_words: str
    here: bool
    away_words: str
    team: str


def sentences(program: Program, other: Seat | None, name: str, now: datetime, zone: str) -> Beside | None:
    """None where nobody else is left in the talk."""
    if other is None or not name:
        return None
    when = availability.when(other.person_id)
    otherwise = there(now, None)
    if when:
        hours = week.seen_from(
            when.hours, now.astimezone(ZoneInfo(when.zone)), now.astimezone(ZoneInfo(zone))
        )
        otherwise = there(now, None, when.here_until, hours, when.break_until)
    return Beside(
        reading=there(now, other.reading_until).kind == "reading",
        reading_words=there_words(There("reading"), name, now, zone),
        here=otherwise.kind == "here",
        away_words=there_words(otherwise, name, now, zone),
        team=team_words(program.hours, program.time_zone, now, zone),
    )
