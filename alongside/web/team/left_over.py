"""Nobody is left to ask for somebody: one of the team says "I write to them", and does."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from alongside.base import clock
from alongside.base.door import TEAM, door
from alongside.flows import team_takes_a_wish
from alongside.matching import left_over
from alongside.people import reads
from alongside.web import answers
from alongside.web.moments import for_how_long
from alongside.web.waiting_list import Waits

if TYPE_CHECKING:
    from alongside.web.team.gathered import TeamDesk


def waits(desk: TeamDesk, now: datetime) -> Sequence[Waits]:
    """A line for each, without a name."""
    words = _("Everyone we could ask for somebody was asked, and nobody could. Write to them.")
    return [Waits(words, f"/program/left/{each.request_id}", each.since) for each in desk.matching.left]


@door(TEAM, "GET", "POST")
def left(request: Any, wish: int) -> HttpResponse:
    """One button: it opens a talk, and the member reads who will write."""
    program, now = request.program, clock.now()
    found = left_over.one(program.id, wish)
    if found is None:
        raise Http404
    if request.method == "POST":
        conversation = team_takes_a_wish.take(program.id, request.here.person_id, wish, now)
        return answers.see(f"/talk/{conversation}" if conversation else f"/program/left/{wish}")
    taken_by = left_over.taken_by(wish)
    names = reads.names(each for each in (found.person_id, taken_by) if each)
    return answers.page(
        request,
        "team/left_over.html",
        name=names.get(found.person_id) or _("Someone"),
        since=for_how_long(now - found.since),
        taken_by=names.get(taken_by or 0, ""),
        mine=taken_by == request.here.person_id,
    )
