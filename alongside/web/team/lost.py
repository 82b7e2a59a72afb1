"""A peer says that somebody who lost their words is one of theirs: one of the team says so too, or not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from alongside.base import clock
from alongside.base.door import TEAM, door
from alongside.flows import lost_words_are_asked
from alongside.people import lost_words, reads
from alongside.web import answers
from alongside.web.moments import when_words
from alongside.web.typed import Typed
from alongside.web.waiting_list import Waits

if TYPE_CHECKING:
    from alongside.web.team.gathered import TeamDesk


def waits(desk: TeamDesk, now: datetime) -> Sequence[Waits]:
    """A line for each that somebody else of us has recognised, without a name."""
    words = _("Someone lost their words, and one of us says that they know them. Are you sure too?")
    return [
        Waits(words, f"/program/lost/{each.id}", each.told.peer_at or each.made_at)
        for each in desk.lost
        if each.peer_id != desk.me
    ]


@door(TEAM, "GET", "POST")
def lost(request: Any, lost: int) -> HttpResponse:
    """Who vouches for whom, what they told, and two buttons."""
    program, here, now = request.program, request.here, clock.now()
    found = lost_words.one(program.id, lost)
    if found is None or found.person_id is None or not lost_words.is_on(found.person_id):
        raise Http404
    if request.method == "POST":
        do = Typed(request.POST).one_of("do", ("them", "not"))
        if do == "them":
            lost_words_are_asked.team_says_so(here.person_id, found, now)
        elif do == "not":
            lost_words_are_asked.refuse(found, now)
        return answers.see(f"/program/lost/{lost}")
    name, how = lost_words.words(found, program.key_id)
    names = reads.names(each for each in (found.peer_id, found.person_id, found.team_id) if each)
    return answers.page(
        request,
        "team/lost.html",
        peer=names.get(found.peer_id or 0) or _("Someone"),
        member=names.get(found.person_id) or _("Someone"),
        by=names.get(found.team_id or 0, ""),
        told_name=name,
        told_how=how,
        since=when_words(found.made_at, now, request.here.zone),
        mine=found.peer_id == here.person_id,
        over=found.told.used_at is not None or found.told.refused_at is not None or found.told.ends_at <= now,
    )
