"""Somebody outside was told something: written down by a helper in the talk. The member reads all of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from alongside.base import clock
from alongside.base.door import DESK, door
from alongside.flows import backup_is_called, report_is_told, someone_outside_is_told
from alongside.people import reads
from alongside.rules import outside as rules
from alongside.rules.outside import Act, Told
from alongside.talk.access import NotHere
from alongside.talk.rows import Room
from alongside.web import answers
from alongside.web.context import words_of
from alongside.web.fields import LONG, ONE, Field, Shown
from alongside.web.promised import promise_on_contact
from alongside.web.talk import picking, told
from alongside.web.talk.page import entered
from alongside.web.typed import Typed, identity

YES_NO = {"yes": True, "no": False}
LONGEST_AGO = timedelta(days=366)


@door(DESK, "GET", "POST")
def outside(request: Any, conversation: int) -> HttpResponse:
    """The form of the promise: nothing is kept where something of it is missing."""
    room, _seat = entered(request, conversation)
    try:
        someone_outside_is_told.member_in(room, request.here.person_id)
    except NotHere:
        raise Http404 from None
    now, typed = clock.now(), Typed(request.POST)
    if request.method != "POST":
        local = now.astimezone(ZoneInfo(request.here.zone))
        begins = {"decided_by": str(request.here.person_id), "happened": f"{local:%Y-%m-%dT%H:%M}"}
        return _page(request, room, Typed(begins), now)
    if picking.turns_the_page(typed):
        return _page(request, room, typed, now)
    act, happened = _act(request, room, typed), _moment(typed, request.here.zone, now)
    terms = someone_outside_is_told.terms(room.program_id)
    for name, words in rules.missing(act, terms.profile, terms.law_is_filled).items():
        typed.wrong(name, _(words))
    if typed.mistakes or happened is None:
        return _page(request, room, typed, now, 422)
    someone_outside_is_told.write_down(request.here.person_id, conversation, act, happened, now)
    return answers.see(f"/talk/{conversation}")


def _act(request: Any, room: Room, typed: Typed) -> Act:
    team, numbers = _team(request), picking.checked(typed, room)
    who = {request.here.person_id, *team}
    decided, second = identity(typed.raw("decided_by")), identity(typed.raw("second"))
    lines = [
        {"n": each.n, "by": each.by, "text": each.text} for each in report_is_told.passages(room, numbers)
    ]
    return Act(
        clause=typed.raw("clause"),
        decided_by=decided if decided in who else None,
        second=second if second in team else None,
        told_before=YES_NO.get(typed.raw("told_before")),
        consented=YES_NO.get(typed.raw("consented")),
        told=Told(
            whom=typed.line("whom", at_most=200),
            shared=typed.text("shared", at_most=rules.LONGEST),
            tried=typed.text("tried", at_most=rules.LONGEST),
            why_not=typed.text("why_not", at_most=rules.LONGEST),
            lines=lines,
        ),
    )


def _moment(typed: Typed, zone: str, now: datetime) -> datetime | None:
    """The hour it happened, where the writer is; not ahead, and within the last year."""
    try:
        local = datetime.fromisoformat(typed.line("happened"))
        at = local.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        typed.wrong("happened", _("Please say the day and the hour."))
        return None
    if not now - LONGEST_AGO <= at <= now + timedelta(minutes=1):
        typed.wrong("happened", _("Please say when it was, within the last year."))
        return None
    return at


def _team(request: Any) -> dict[int, str]:
    """Everyone of the team, by name."""
    return reads.names(backup_is_called.team_of(request.program.id))


def _page(request: Any, room: Room, typed: Typed, now: datetime, status: int = 200) -> HttpResponse:
    names = reads.names([seat.person_id for seat in room.seats])
    member = report_is_told.other_in(room, request.here.person_id)
    name = names.get(member or 0, told.someone())
    terms = someone_outside_is_told.terms(room.program_id)
    shown = Shown(typed.fields, typed.mistakes)
    fields = _fields(shown, terms, _team(request), {request.here.person_id: _("I did")}, name)
    promise = promise_on_contact(reads.promise_of(room.program_id), words_of(request.program)["peer"])
    return answers.page(
        request,
        "talk/outside.html",
        status,
        room=room,
        name=name,
        promise=promise,
        law_is_filled=terms.law_is_filled,
        fields=fields,
        picker=picking.picker(request, room, names, typed, now),
        mistakes=typed.mistakes.items(),
    )


def _fields(
    shown: Shown,
    terms: someone_outside_is_told.Terms,
    team: Mapping[int, str],
    me: Mapping[int, str],
    name: str,
) -> list[Field]:
    people = [(str(number), words) for number, words in (dict(team) | dict(me)).items()]
    others = [(str(number), words) for number, words in team.items()]
    clauses = [(code, _(rules.CLAUSES[code])) for code in rules.clauses(terms.profile, terms.law_is_filled)]
    yes_no = [("yes", _("Yes")), ("no", _("No"))]
    of = {"name": name}
    needed = terms.profile == rules.LEAST_INVASIVE
    second = _("Our promise needs one.") if needed else _("If there was one.")
    return [
        shown.choice("clause", _("What in our promise allows it?"), clauses, kind=ONE),
        shown.choice("consented", _("Did %(name)s say yes to it?") % of, yes_no, kind=ONE),
        shown.choice("decided_by", _("Who decided it?"), people),
        shown.choice("second", _("The second person"), [("", _("Nobody")), *others], hint=second),
        shown.choice("told_before", _("Was %(name)s told before?") % of, yes_no, kind=ONE),
        shown("why_not", _("If not: why not?"), kind=LONG, rows=2),
        shown("tried", _("What else was tried?"), kind=LONG, rows=3),
        shown("whom", _("Who was told?")),
        shown("shared", _("What was shared?"), kind=LONG, rows=4, hint=_("Only what was needed.")),
        shown("happened", _("When?"), kind="datetime-local"),
    ]
