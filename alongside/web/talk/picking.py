"""Picking lines of a talk for a form, page by page and without script: what is picked on one page is not
lost on the next, and neither is what is written beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from alongside.rules.report import MOST_LINES
from alongside.talk import reads
from alongside.talk.rows import Room
from alongside.web.moments import when_words
from alongside.web.talk import told
from alongside.web.typed import Typed, identity

LOOKED_AT = 500  # numbers in one form; more are nobody's picking


@dataclass(frozen=True, slots=True)
class Line:
    """One line that can be picked."""

    n: int
    by: str
    at: str
    words: str
    ticked: bool


@dataclass(frozen=True, slots=True)
class Picker:
    """A page of lines, newest last, and what was picked on others."""

    lines: list[Line]
    elsewhere: list[int]
    older: int | None  # the lines before this number come next
    newer: int | None
    count: int
    mistake: str


def picked(fields: Any, room: Room) -> list[int]:
    """The numbers picked so far, on any page."""
    sent = fields.getlist("line")[:LOOKED_AT] if hasattr(fields, "getlist") else []
    numbers = {identity(str(each)) for each in sent}
    return sorted(n for n in numbers if 0 < n <= room.last_n)


def turns_the_page(typed: Typed) -> bool:
    """Whether the form was sent only to see other lines."""
    return bool(identity(typed.raw("before")))


def checked(typed: Typed, room: Room) -> list[int]:
    """What was picked, or a mistake where it is too much."""
    numbers = picked(typed.fields, room)
    if len(numbers) > MOST_LINES:
        typed.wrong("lines", _("Please pick %(most)d lines at most.") % {"most": MOST_LINES})
    return numbers


def picker(request: Any, room: Room, names: dict[int, str], typed: Typed, now: datetime) -> Picker:
    """The page of lines that is asked for: the newest, or those before a number."""
    before = identity(typed.raw("before"))
    spoken = reads.newest(room.program_id, room.id, before if 0 < before <= room.last_n else None)
    numbers = picked(typed.fields, room)
    me = request.here.person_id
    said_by = {
        seat.seat: _("You") if seat.person_id == me else names.get(seat.person_id, told.someone())
        for seat in room.seats
    }
    shown = [
        Line(
            line.n,
            said_by.get(line.seat, told.someone()),
            when_words(line.at, now, request.here.zone),
            line.text,
            line.n in numbers,
        )
        for line in spoken
        if line.text is not None
    ]
    here = {line.n for line in shown}
    last = spoken[-1].n if spoken else 0
    return Picker(
        lines=shown,
        elsewhere=[n for n in numbers if n not in here],
        older=spoken[0].n if spoken and spoken[0].n > 1 else None,
        newer=last + reads.PAGE + 1 if 0 < last < room.last_n else None,
        count=len(numbers),
        mistake=typed.mistakes.get("lines", ""),
    )
