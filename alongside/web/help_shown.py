"""Help lines and people near as a page says them: open now or not, rung by whom and when, or not known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils import formats
from django.utils.translation import gettext as _

from alongside.rules import line_hours, local_help, rung
from alongside.safety import local_people, published_lines
from alongside.web.moments import when_words

if TYPE_CHECKING:
    from alongside.people.models import Program
    from alongside.safety.models import HelpLine, LocalPerson


@dataclass(frozen=True, slots=True)
class LineShown:
    """A help line (`line`), and what is said of it. `open` is None where nobody knows."""

    line: HelpLine
    open: bool | None
    hours: str
    rung: str
    police: str
    due: bool  # somebody should ring it (again)


@dataclass(frozen=True, slots=True)
class LocalShown:
    """Somebody near, and what is said of them."""

    person: LocalPerson
    kind: str
    open: bool | None
    hours: str
    phone_number: str


@dataclass(frozen=True, slots=True)
class Place:
    """Everyone the program names at one place; an empty name: at no place in particular."""

    where: str
    people: list[LocalShown]


def lines_shown(lines: Iterable[HelpLine], program: Program, now: datetime) -> list[LineShown]:
    """Those who answer now first, then those of whom nobody knows, then the closed; else as the program has
    them."""
    shown = [_line(line, program, now) for line in lines]
    return sorted(shown, key=lambda each: {True: 0, None: 1, False: 2}[each.open])


def places_shown(program: Program, now: datetime) -> list[Place]:
    """People near, place by place (`local_people` on a page)."""
    places: dict[str, list[LocalShown]] = {}
    for person in local_people.of(program.id):
        places.setdefault(person.where, []).append(_local(person, program, now))
    return [Place(where, people) for where, people in places.items()]


def rung_words(checked_on: date | None, today: date, *, published: bool) -> str:
    """When somebody from here rang a line last; what is known of a number that nobody rang."""
    if checked_on is None:
        words = _("Nobody from here has rung it yet.")
        if published:
            words = f"{words} {_('The number comes from lists published from 2016 to 2026.')}"
        return words
    words = _("Last rung on %(day)s.") % {"day": formats.date_format(checked_on, "j F Y")}
    if rung.is_due(checked_on, today):
        words = f"{words} {_('That is some time ago, so it may have changed.')}"
    return words


def _line(line: HelpLine, program: Program, now: datetime) -> LineShown:
    state = line_hours.state(line.hours, now.astimezone(ZoneInfo(program.time_zone)))
    today = now.astimezone(ZoneInfo(program.time_zone)).date()
    published = (line.name, line.phone, line.sms) in published_lines.numbers()
    return LineShown(
        line=line,
        open=state.open,
        hours=hours_words(line.hours, state, program, now),
        rung=rung_words(line.checked_on, today, published=published),
        police=line.police or _("We don’t know if they call police."),
        due=rung.is_due(line.checked_on, today),
    )


def _local(person: LocalPerson, program: Program, now: datetime) -> LocalShown:
    state = line_hours.state(person.hours, now.astimezone(ZoneInfo(program.time_zone)))
    return LocalShown(
        person=person,
        kind=_(local_help.words_of(person.kind)) if person.kind != "other" else "",
        open=state.open,
        hours=hours_words(person.hours, state, program, now),
        phone_number="".join(sign for sign in person.phone if sign.isdecimal() or sign == "+"),
    )


def hours_words(published: str, state: line_hours.State, program: Program, now: datetime) -> str:
    """What is known of the hours. Times are those of where the line is."""
    if state.open is None and published:
        return _("We don’t know if someone answers now. They write: %(hours)s") % {"hours": published}
    if state.open is None:
        return _("Hours not known")
    if state.changes is None:
        return _("Open now, day and night")
    time = when_words(state.changes, now, program.time_zone)
    if state.open:
        return _("Open now, until %(time)s") % {"time": time}
    return _("Closed now. Opens: %(time)s") % {"time": time}
