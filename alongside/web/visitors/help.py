"""Help now: words one keeps, then a person, then numbers. And what to do when something has already happened.

For strangers and members alike, also when a program is closed or paused. Nobody sees that it was opened.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from alongside.base import clock
from alongside.base.door import ANYONE, door
from alongside.people import reads
from alongside.safety import asked_help, kept_words, plans
from alongside.safety import reads as safety
from alongside.web import answers
from alongside.web.help_shown import lines_shown, places_shown
from alongside.web.moments import when_words
from alongside.web.night_letter import letter_tonight
from alongside.web.plan_words import parts_of
from alongside.web.team_turn import team_now
from alongside.web.visitors.program import opened, presence

if TYPE_CHECKING:
    from alongside.people.models import Program

KEPT_SHOWN = 3


@door(ANYONE)
def help_now(request: Any, slug: str) -> HttpResponse:
    """In this order: words I keep, a person, someone to come, something has happened, lines, my plan."""
    program, now = opened(request, slug), clock.now()
    member = is_member_of(request, program)
    zone = zone_of(request, program)
    there = presence(program, now, zone)
    team = team_now(program, now, zone)
    return answers.page(
        request,
        "visitors/help.html",
        member=member,
        kept=kept_words.of(request.here.person_id, request.here.key_id)[:KEPT_SHOWN] if member else [],
        team=team,
        presence=there,
        letter=letter_tonight(request, program, now, somebody=there.here or team.here),
        asked=asked_words(request, now) if member else "",
        plan=parts_of(plans.of(request.here.person_id, request.here.key_id)) if member else [],
        **lines_told(program, now),
    )


@door(ANYONE)
def hurt(request: Any, slug: str) -> HttpResponse:
    """Something has already happened: numbers to ring, and what happens then. Calm and short."""
    opened(request, slug)
    return answers.page(request, "visitors/hurt.html")


def lines_told(program: Program, now: datetime) -> dict[str, Any]:
    """Whom one can ring: the lines, apart from them the children's, and people near."""
    every = safety.all_lines(program.id)
    return {
        "lines": lines_shown((line for line in every if not line.for_children), program, now),
        "lines_for_children": lines_shown((line for line in every if line.for_children), program, now),
        "local_people": places_shown(program, now),
    }


def is_member_of(request: Any, program: Program) -> bool:
    """Whether a member of this very program asks."""
    visitor = request.visitor
    return bool(visitor and visitor.program_id == program.id and "member" in visitor.roles)


def zone_of(request: Any, program: Program) -> str:
    """In which zone this reader is told times."""
    return request.visitor.zone if request.visitor else program.time_zone


def asked_words(request: Any, now: datetime) -> str:
    """How it stands with what the member asked for, while it is open."""
    asked = asked_help.newest_of(request.here.person_id, now)
    if asked is None or asked.closed_at is not None:
        return ""
    if asked.taken_by is None or asked.taken_at is None:
        return _("You asked us to ring or come. Nobody has answered it yet.")
    name = reads.names([asked.taken_by]).get(asked.taken_by, "") or _("Someone")
    when = when_words(asked.taken_at, now, request.here.zone)
    return _("%(name)s has seen that you want to be rung (%(when)s).") % {"name": name, "when": when}
