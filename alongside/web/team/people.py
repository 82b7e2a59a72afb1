"""One of the peers or the team: what is asked, who saw it, who stands beside them, made ready by whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from alongside.base import clock
from alongside.base.door import COORDINATOR, TEAM, door
from alongside.flows import peer_is_made_ready
from alongside.matching import reads as matching
from alongside.people import accounts, profiles, reads
from alongside.rules import readiness
from alongside.web import answers
from alongside.web.fields import LONG, Shown
from alongside.web.moments import when_words
from alongside.web.team import roles
from alongside.web.team.desk import state_words
from alongside.web.typed import Typed, identity
from alongside.workforce import breaks
from alongside.workforce import reads as workforce


@dataclass(frozen=True, slots=True)
class Line:
    """One requirement on the page."""

    id: int
    words: str
    means: str
    ticked: bool
    by: str
    at: str


@door(TEAM, "GET", "POST")
def person(request: Any, person: int) -> HttpResponse:
    """Ticks and a name are kept together; "Make ready" shows once nothing is missing."""
    program, now, here = request.program, clock.now(), request.here
    known = reads.roles_in(program.id)
    if person not in known:
        raise Http404
    if request.method != "POST":
        return _page(request, person, known, {})
    if "peer" not in known[person]:
        raise Http404
    typed = Typed(request.POST)
    if typed.ticked("take_back"):
        peer_is_made_ready.take_back(program.id, person)
        return answers.see(f"/program/people/{person}")
    ticked = {identity(raw) for raw in request.POST.getlist("seen")}
    beside = identity(typed.raw("beside")) or None
    peer_is_made_ready.note(program.id, person, ticked, beside, here.person_id, now)
    if typed.ticked("make_ready") and not peer_is_made_ready.make_ready(
        program.id, person, here.person_id, now
    ):
        return _page(request, person, known, {"seen": not_yet(person == here.person_id)}, 422)
    return answers.see(f"/program/people/{person}")


def not_yet(oneself: bool) -> str:
    if oneself:
        return _("Somebody else has to make you ready.")
    return _("Something is still missing. What you ticked is kept.")


def _page(
    request: Any, person: int, known: dict[int, frozenset[str]], mistakes: dict[str, str], status: int = 200
) -> HttpResponse:
    program, now, zone = request.program, clock.now(), request.here.zone
    standing = workforce.standing(program.id, person)
    told = profiles.standing(program.id).get(person, profiles.Told())
    names = reads.names(known)
    if person not in names:
        raise Http404
    beside = [
        (str(each), names[each])
        for each in known
        if each in names and peer_is_made_ready.stands_beside(known, each, person)
    ]
    shown = Shown({"beside": str(standing.supervisor_id or "")})
    return answers.page(
        request,
        "team/person.html",
        status,
        person_id=person,
        name=names[person],
        roles=roles.role_words(known[person], program),
        is_peer="peer" in known[person],
        state=state_words(told, standing.made_ready_at is not None, now),
        lines=[_line(each, names, now, zone) for each in standing.asked if each.code != readiness.SUPERVISOR],
        beside=shown.choice("beside", _("Who stands beside them?"), [("", _("Nobody yet")), *beside]),
        missing=[missing_words(key, standing.asked) for key in standing.missing(told.live_at is not None)],
        made_ready_by=names.get(standing.made_ready_by or 0, ""),
        made_ready_at=when_words(standing.made_ready_at, now, zone) if standing.made_ready_at else "",
        has_password=accounts.has_one(person),
        runs_it="coordinator" in request.here.roles,
        leaving=person in {rest.peer_id for rest in breaks.leaving(program.id)},
        walks_left=len(matching.walks_going_on([person])),
        mistakes=mistakes.items(),
    )


def _line(asked: workforce.Asked, names: dict[int, str], now: Any, zone: str) -> Line:
    ours = readiness.by_code(asked.code)
    return Line(
        asked.id,
        _(ours.words) if ours else asked.words,
        _(ours.means) if ours else "",
        asked.at is not None,
        names.get(asked.by or 0, ""),
        when_words(asked.at, now, zone) if asked.at else "",
    )


def missing_words(key: str, asked: list[workforce.Asked]) -> str:
    """What is missing, as the page says it."""
    if key == readiness.PROFILE:
        return _(readiness.PROFILE_WORDS)
    ours = readiness.by_code(key)
    if ours:
        return _(ours.words)
    return next((each.words for each in asked if each.key == key), "")


@door(COORDINATOR, "GET", "POST")
def requirements(request: Any) -> HttpResponse:
    """What the program asks before anyone is suggested."""
    program = request.program
    if request.method != "POST":
        now_asked = workforce.requirements(program.id)
        kept = {
            "codes": [each.code for each in now_asked],
            "own": "\n".join(each.words for each in now_asked if each.words),
        }
        return _requirements_page(request, Typed(kept))
    typed = Typed(request.POST)
    codes = typed.some_of("codes", readiness.DEFAULT)
    own = typed.lines("own", each=120, at_most=20)
    if typed.mistakes:
        return _requirements_page(request, typed, 422)
    peer_is_made_ready.ask(program.id, codes, own, clock.now())
    return answers.see("/program")


def _requirements_page(request: Any, typed: Typed, status: int = 200) -> HttpResponse:
    shown = Shown(typed.fields, typed.mistakes)
    ours = [(asked.code, f"{_(asked.words)}: {_(asked.means)}") for asked in readiness.ASKED]
    fields = [
        shown.some("codes", _("What do you ask?"), ours),
        shown("own", _("Anything else, in your own words"), kind=LONG, hint=_("One a line.")),
    ]
    return answers.page(
        request,
        "team/settings.html",
        status,
        heading=_("What we ask before someone is ready"),
        told=_("Who is ready already stays ready."),
        fields=fields,
        mistakes=typed.mistakes.items(),
    )
