"""Delete everything about me: now, or in 7 days, with a copy offered first. No reason is asked."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from alongside.base import clock
from alongside.base.door import INSIDE, door
from alongside.flows import deletion_is_planned, person_asks_for_deletion
from alongside.people import leaving
from alongside.web import answers
from alongside.web.members.leaving import leave_no_trace
from alongside.web.own.held import base_of
from alongside.web.team.entrance import home_of


@door(INSIDE, "GET", "POST")
def delete(request: Any) -> HttpResponse:
    """Says what goes and what stays with others, and does as it is told."""
    here = request.here
    match request.POST.get("when", "") if request.method == "POST" else "":
        case "keep":
            deletion_is_planned.changes_mind(here.person_id)
            return answers.see(home_of(here.roles))
        case "later" if not leaving.is_last_coordinator(here.program_id, here.person_id):
            deletion_is_planned.in_seven_days(here.person_id, clock.now())
            return answers.see(home_of(here.roles))
        case "now":
            return _now(request)
    return _asks(request, 422 if request.method == "POST" else 200)


def _asks(request: Any, status: int) -> HttpResponse:
    here = request.here
    return answers.page(
        request,
        "own/delete.html",
        status,
        alone=leaving.is_last_coordinator(here.program_id, here.person_id),
        helps=here.roles != {"member"},
        **base_of(here.roles),
    )


def _now(request: Any) -> HttpResponse:
    """Asks once more on a page of its own: one tap must not be able to do what nobody can bring back."""
    here = request.here
    if leaving.is_last_coordinator(here.program_id, here.person_id):
        return _asks(request, 422)
    if request.POST.get("sure", "") != "yes":
        return answers.page(request, "own/delete_now.html", **base_of(here.roles))
    try:
        person_asks_for_deletion.delete(here.person_id, clock.now())
    except leaving.NobodyElseRunsIt:
        return _asks(request, 422)
    program = request.program
    request.visitor = None
    return leave_no_trace(answers.page(request, "own/deleted.html", program=program))
