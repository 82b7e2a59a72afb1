""" "We met", "We spoke": days that either of two notes and both see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from alongside.base import turn
from alongside.matching.models import Meeting

MET, SPOKE = "met", "spoke"
HOW = (MET, SPOKE)
AT_MOST = 400  # of two people: more than one a day for a year


@dataclass(frozen=True, slots=True)
class Met:
    """A day on which two met or spoke."""

    id: int
    by: int
    how: str
    on: date


def note(program_id: int, match_id: int, by: int, how: str, on: date, now: datetime) -> None:
    """The same noted twice, by either, is one."""
    turn.required()
    theirs = Meeting.objects.filter(match_id=match_id)
    if theirs.filter(how=how, on=on).exists() or theirs.count() >= AT_MOST:
        return
    Meeting.objects.create(program_id=program_id, match_id=match_id, by_id=by, how=how, on=on, at=now)


def take_back(meeting_id: int, match_id: int, by: int) -> None:
    """By whoever noted it."""
    turn.required()
    Meeting.objects.filter(id=meeting_id, match_id=match_id, by_id=by).delete()


def of(match_id: int, at_most: int = AT_MOST) -> list[Met]:
    """The days of these two, the newest first."""
    rows = Meeting.objects.filter(match_id=match_id).order_by("-on", "-id")[:at_most]
    return [Met(row.id, row.by_id, row.how, row.on) for row in rows]
