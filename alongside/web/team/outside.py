"""An outside contact is looked at again within seven days, by one of the team who did not decide it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from alongside.base import clock
from alongside.base.door import TEAM, door
from alongside.flows import someone_outside_is_told
from alongside.safety import desks, outside_contacts
from alongside.web import answers
from alongside.web.members.outside import what_was_told
from alongside.web.moments import when_words
from alongside.web.typed import Typed
from alongside.web.waiting_list import Waits

if TYPE_CHECKING:
    from alongside.safety.desks import Row
    from alongside.web.team.gathered import TeamDesk


@dataclass(frozen=True, slots=True)
class Count:
    """How often it happened this year; zero is said too."""

    this_year: int
    to_look_at: int


def waits(desk: TeamDesk, now: datetime) -> Sequence[Waits]:
    """What is to be looked at again, without a name."""
    return [
        Waits(
            _("Someone outside was told something. To look at again by %(when)s")
            % {"when": when_words(each.until or now, now, desk.zone)},
            f"/program/outside/{each.id}",
            each.since or now,
        )
        for each in _to_look_at(desk)
    ]


def count(desk: TeamDesk, now: datetime) -> Count:
    """For the desk. A year begins where the program is."""
    local = now.astimezone(ZoneInfo(desk.program.time_zone))
    begins = local.replace(month=1, day=1, hour=0, minute=0, second=0, microsecond=0)
    every = desk.safety.get(desks.OUTSIDE, [])
    return Count(
        sum(each.since is not None and each.since >= begins for each in every), len(_to_look_at(desk))
    )


def _to_look_at(desk: TeamDesk) -> list[Row]:
    return [
        each
        for each in desk.safety.get(desks.OUTSIDE, [])
        if each.done_at is None and each.person_id is not None
    ]


@door(TEAM, "GET", "POST")
def outside(request: Any, contact: int) -> HttpResponse:
    """The words show after "Read it", which the member can see."""
    found, now, me = outside_contacts.one(request.program.id, contact), clock.now(), request.here.person_id
    if found is None:
        raise Http404
    may = someone_outside_is_told.may_review(found, me)
    do = Typed(request.POST).one_of("do", ("read", "done")) if request.method == "POST" else ""
    if do == "read" and found.person_id is not None:
        someone_outside_is_told.read_again(found, me, now)
        shown = what_was_told(request, found)
        return answers.page(request, "team/outside.html", contact=found, may=may, **shown)
    if do == "done" and may:
        someone_outside_is_told.review(found, me, now)
        return answers.see("/program")
    if request.method == "POST":
        return answers.see(f"/program/outside/{contact}")
    return answers.page(request, "team/outside.html", contact=found, may=may)
