"""A peer called for somebody at their side: who comes, and a note when it is over. Nothing of the talk."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from alongside.base import clock
from alongside.base.door import TEAM, door
from alongside.flows import backup_is_called
from alongside.people import reads
from alongside.safety import backups, desks
from alongside.safety.backups import Call
from alongside.web import answers
from alongside.web.fields import LONG, Shown
from alongside.web.moments import when_words
from alongside.web.talk import told
from alongside.web.typed import Typed
from alongside.web.waiting_list import Waits

if TYPE_CHECKING:
    from alongside.safety.desks import Row
    from alongside.web.team.gathered import TeamDesk

NOTE_AT_MOST = 1_000


def waits(desk: TeamDesk, now: datetime) -> Sequence[Waits]:
    """Calls nobody answered, urgent for all; and one's own that are not closed yet."""
    calls = [each for each in desk.safety.get(desks.CALL, []) if each.person_id != desk.me]
    shown = [each for each in calls if each.taken_by in (None, desk.me)]
    return [_waits(each, desk.name(each.person_id), now) for each in shown]


def _waits(each: Row, name: str, now: datetime) -> Waits:
    since = each.since or now
    if each.taken_by is None:
        words = _("%(name)s calls for someone to their side") % {"name": name}
        return Waits(words, f"/program/backup/{each.id}", since, urgent=True)
    words = _("You are with %(name)s. Is it over?") % {"name": name}
    return Waits(words, f"/program/backup/{each.id}", since)


@door(TEAM, "GET", "POST")
def backup(request: Any, backup: int) -> HttpResponse:
    """ "I am coming", and later "It is over"."""
    called, now, me = backups.one(request.program.id, backup), clock.now(), request.here.person_id
    if called is None or called.peer_id == me:
        raise Http404
    typed = Typed(request.POST)
    do = typed.one_of("do", ("come", "close")) if request.method == "POST" else ""
    if do == "come":
        beside = backup_is_called.answer(request.program, me, backup, now)
        return answers.see(f"/talk/{beside}" if beside else f"/program/backup/{backup}")
    if do == "close" and called.answered_by == me:
        note = typed.text("note", at_most=NOTE_AT_MOST, needed=_("Please leave a line for the team."))
        if typed.mistakes:
            return _page(request, called, typed, now, 422)
        backup_is_called.close(request.program, me, backup, note, now)
        return answers.see("/program")
    if request.method == "POST":
        return answers.see(f"/program/backup/{backup}")
    return _page(request, called, typed, now)


def _page(request: Any, called: Call, typed: Typed, now: datetime, status: int = 200) -> HttpResponse:
    names = reads.names([called.peer_id, called.answered_by or 0])
    return answers.page(
        request,
        "team/backup.html",
        status,
        called=called,
        name=names.get(called.peer_id, told.someone()),
        who=names.get(called.answered_by or 0, told.someone()) if called.answered_by else "",
        mine=called.answered_by == request.here.person_id,
        since=when_words(called.made_at, now, request.here.zone),
        field=Shown(typed.fields, typed.mistakes)(
            "note",
            _("A note for the team"),
            hint=_("How it went for the two of you. Nothing of the talk itself."),
            kind=LONG,
            rows=3,
        ),
        mistakes=typed.mistakes.items(),
    )
