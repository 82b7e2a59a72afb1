"""Reports, for one of the team who is not in them: taken, read with a trace, and closed with a note."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from alongside.base import clock
from alongside.base.door import TEAM, door
from alongside.flows import report_is_told
from alongside.people import reads
from alongside.rules import report as rules
from alongside.safety import desks, reports
from alongside.safety.reports import Filed
from alongside.web import answers
from alongside.web.fields import LONG, Shown
from alongside.web.moments import when_words
from alongside.web.talk import told
from alongside.web.typed import Typed
from alongside.web.waiting_list import Waits

if TYPE_CHECKING:
    from alongside.safety.desks import Row
    from alongside.web.team.gathered import TeamDesk


def waits(desk: TeamDesk, now: datetime) -> Sequence[Waits]:
    """What is open and not about, or by, who looks. The choice, and nothing that anybody wrote."""
    every = desk.safety.get(desks.REPORT, [])
    mine = [each for each in every if rules.may_see(desk.me, each.by, each.person_id)]
    return [Waits(_line(each, desk.me), f"/program/reports/{each.id}", each.since or now) for each in mine]


def _line(each: Row, me: int) -> str:
    about = {"what": _choice_words(each.code or "")}
    if each.taken_by is None:
        return _("Someone told us of something: %(what)s") % about
    if each.taken_by == me:
        return _("You are looking at: %(what)s") % about
    return _("One of us is looking at: %(what)s") % about


def _choice_words(code: str) -> str:
    choice = rules.by_code(code)
    return _(choice.told) if choice else ""


@door(TEAM, "GET", "POST")
def report(request: Any, report: int) -> HttpResponse:
    """Whoever takes it reads it. Who it is about finds no such page."""
    me, now = request.here.person_id, clock.now()
    filed = reports.one(request.program.id, report)
    if filed is None or not report_is_told.may_see(request.program.id, me, filed):
        raise Http404
    typed = Typed(request.POST)
    do = typed.one_of("do", ("take", "close")) if request.method == "POST" else ""
    if do == "take" and filed.closed_at is None:
        report_is_told.take(filed, me, now)
    elif do == "close" and filed.taken_by == me and filed.closed_at is None:
        note = typed.text("note", at_most=rules.LONGEST, needed=_("Please write down what was done."))
        for_them = typed.text("for_them", at_most=rules.LONGEST)
        if typed.mistakes:
            return _page(request, filed, typed, now, 422)
        report_is_told.close(filed, me, note, for_them, now)
        return answers.see("/program")
    if request.method == "POST":
        return answers.see(f"/program/reports/{report}")
    return _page(request, filed, typed, now)


def _page(request: Any, filed: Filed, typed: Typed, now: datetime, status: int = 200) -> HttpResponse:
    opened = report_is_told.read(filed, request.here.person_id)
    people = [filed.by, filed.about, filed.taken_by]
    lines = opened.passages if opened else []
    names = reads.names([each for each in people if each] + [line.by for line in lines])
    zone, shown = request.here.zone, Shown(typed.fields, typed.mistakes)
    return answers.page(
        request,
        "team/report.html",
        status,
        filed=filed,
        what=_choice_words(filed.choice),
        at=when_words(filed.at, now, zone),
        opened=opened,
        by=names.get(filed.by or 0, told.someone()),
        about=names.get(filed.about or 0, told.someone()),
        lines=[{"by": names.get(line.by, told.someone()), "words": line.text} for line in lines],
        taken_by=names.get(filed.taken_by or 0, "") if filed.taken_by else "",
        mine=filed.taken_by == request.here.person_id,
        closed=when_words(filed.closed_at, now, zone) if filed.closed_at else "",
        fields=[
            shown("note", _("What was done"), hint=_("For the team."), kind=LONG, rows=4),
            shown(
                "for_them",
                _("What do you say to who told us?"),
                hint=_("They read this, and that it is closed."),
                kind=LONG,
                rows=3,
            ),
        ],
        mistakes=typed.mistakes.items(),
    )
