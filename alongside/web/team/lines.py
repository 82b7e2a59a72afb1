"""The help lines as the program shows them, and what stands beside them."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.http import Http404, HttpResponse
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.base import clock
from alongside.base.door import COORDINATOR, door
from alongside.flows import help_lines_are_chosen, program_is_changed
from alongside.people import reads as people
from alongside.rules import rung
from alongside.safety import desks
from alongside.safety import reads as safety
from alongside.safety.writes import Told
from alongside.web import answers
from alongside.web.fields import TICK, Shown
from alongside.web.team import near, reading, set_up_fields
from alongside.web.typed import Typed
from alongside.web.waiting_list import Waits

if TYPE_CHECKING:
    from alongside.safety.models import HelpLine
    from alongside.web.team.gathered import TeamDesk

A_WORD_TO = re.compile(r"(?:\w{1,20} to )?[0-9+*#() /.-]+")


@door(COORDINATOR, "GET", "POST")
def lines(request: Any) -> HttpResponse:
    """All lines at a glance, and the page's other numbers."""
    program = request.program
    if request.method != "POST":
        kept = {
            "emergency": program.emergency_number,
            "poison": program.poison_number,
            "neutral": program.neutral_site,
        }
        return _lines_page(request, Typed(kept))
    typed = Typed(request.POST)
    if typed.ticked("copy"):
        help_lines_are_chosen.copy_published(program.id, program.country)
        return answers.see("/program/lines")
    number, poison = reading.emergency(typed), reading.number(typed, "poison")
    site = reading.neutral_site(typed)
    if typed.mistakes:
        return _lines_page(request, typed, 422)
    program_is_changed.helps(program.id, emergency_number=number, poison_number=poison, neutral_site=site)
    return answers.see("/program")


def _lines_page(request: Any, typed: Typed, status: int = 200) -> HttpResponse:
    shown = Shown(typed.fields, typed.mistakes)
    every = safety.all_lines(request.program.id)
    names = people.names(line.checked_by_id for line in every if line.checked_by_id)
    today = _today(clock.now(), request.program.time_zone)
    return answers.page(
        request,
        "team/lines.html",
        status,
        lines=[_row(line, names, today) for line in every],
        fields=set_up_fields.help_fields(shown),
        mistakes=typed.mistakes.items(),
    )


def _row(line: HelpLine, names: dict[int, str], today: date) -> dict[str, Any]:
    return {
        "for_children": line.for_children,
        "by": names.get(line.checked_by_id or 0, ""),
        "due": rung.is_due(line.checked_on, today),
        "id": line.id,
        "name": line.name,
        "number": line.phone or line.sms,
        "who_for": line.who_for,
        "rung": formats.date_format(line.checked_on, "j F Y") if line.checked_on else "",
    }


@door(COORDINATOR, "GET", "POST")
def new_line(request: Any) -> HttpResponse:
    if request.method != "POST":
        return _line_page(request, Typed(request.POST), None)
    typed = Typed(request.POST)
    told = read(typed)
    if typed.mistakes:
        return _line_page(request, typed, None, 422)
    help_lines_are_chosen.add(request.program.id, told)
    return answers.see("/program/lines")


@door(COORDINATOR, "GET", "POST")
def line(request: Any, line: int) -> HttpResponse:
    """One line: change it, remove it, or say that it was rung today."""
    program, kept = request.program, safety.line(request.program.id, line)
    if kept is None:
        raise Http404
    if request.method != "POST":
        names = ("name", "phone", "sms", "hours", "who_for", "languages", "cost", "police", "source")
        fields = {name: getattr(kept, name) for name in names}
        return _line_page(request, Typed({**fields, "for_children": kept.for_children or ""}), kept)
    typed = Typed(request.POST)
    if typed.ticked("remove"):
        help_lines_are_chosen.remove(program.id, line)
    elif typed.ticked("rung"):
        today = _today(clock.now(), program.time_zone)
        help_lines_are_chosen.was_rung(program.id, line, request.here.person_id, today)
    else:
        told = read(typed)
        if typed.mistakes:
            return _line_page(request, typed, kept, 422)
        help_lines_are_chosen.change(program.id, line, told)
    return answers.see("/program/lines")


def waits(desk: TeamDesk, now: datetime) -> list[Waits]:
    """On a coordinator's desk: lines that nobody rang for 90 days, or ever."""
    program = desk.program
    if "coordinator" not in desk.roles or program.opened_at is None:
        return []
    today = _today(now, program.time_zone)
    due = [line.day for line in desk.safety.get(desks.LINE, []) if rung.is_due(line.day, today)]
    if not due:
        return []
    days = [rung_on + rung.TRUSTED_FOR for rung_on in due if rung_on]
    since = datetime.combine(min(days, default=today), time(), ZoneInfo(program.time_zone))
    words = ngettext(
        "%(count)d help line should be rung again.", "%(count)d help lines should be rung again.", len(due)
    )
    return [Waits(words % {"count": len(due)}, "/program/lines", since)]


def _today(now: datetime, zone: str) -> date:
    return now.astimezone(ZoneInfo(zone)).date()


def read(typed: Typed) -> Told:
    """A line as it was typed; at least one number that a phone can dial."""
    told = Told(
        name=typed.line("name", at_most=120, needed=_("Please write whose line it is.")),
        phone=reading.number(typed, "phone"),
        sms=_sms(typed),
        hours=typed.line("hours", at_most=80),
        who_for=typed.line("who_for", at_most=80),
        for_children=typed.ticked("for_children"),
        languages=typed.line("languages", at_most=120),
        cost=typed.line("cost", at_most=80),
        police=typed.line("police", at_most=200),
        source=typed.line("source", at_most=300),
    )
    if not told.phone and not told.sms:
        typed.wrong("phone", _("Please write a number to ring or to write to."))
    return told


def _sms(typed: Typed) -> str:
    """A number to write to, as it is published: with the word to send, where the line wants one."""
    words = typed.line("sms", at_most=40)
    if words and not A_WORD_TO.fullmatch(words):
        typed.wrong("sms", _("Please write a number that a phone can dial."))
    return words


def _line_page(request: Any, typed: Typed, kept: HelpLine | None, status: int = 200) -> HttpResponse:
    shown = Shown(typed.fields, typed.mistakes)
    fields = [
        shown("name", _("Whose line is it?")),
        shown("phone", _("Number to ring"), kind="tel"),
        shown(
            "sms", _("Number to write to"), hint=_("With the word to send, if they want one: HOME to 741741")
        ),
        shown("hours", _("When does someone answer?"), hint=near.hours_hint()),
        shown("who_for", _("Who is it for?"), hint=_("Empty: for everyone.")),
        shown("for_children", _("For children"), kind=TICK),
        shown("languages", _("Which languages do they speak?")),
        shown("cost", _("What does it cost to call?")),
        shown(
            "police",
            _("Do they call police or an ambulance? When?"),
            hint=_("Ask them when you ring. Empty: people read that we don’t know."),
        ),
        shown("source", _("Where do you know it from?")),
    ]
    return answers.page(
        request, "team/line.html", status, fields=fields, kept=kept, mistakes=typed.mistakes.items()
    )
