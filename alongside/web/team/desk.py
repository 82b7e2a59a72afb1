"""The coordinator's desk: who is here, who waits and for how long, how the peers are, and a pause for all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from alongside.base import clock
from alongside.base.door import COORDINATOR, TEAM, door
from alongside.flows import notes_are_sent, program_pauses
from alongside.people import invitations
from alongside.web import answers
from alongside.web.day_ahead import day_begins
from alongside.web.fields import Shown
from alongside.web.moments import for_how_long, when_words
from alongside.web.team import channels_words, opening, outside
from alongside.web.team.desk_lists import LISTERS
from alongside.web.team.gathered import gather
from alongside.web.team.notes_unsent import unsent
from alongside.web.team.roles import role_words
from alongside.web.typed import Typed
from alongside.web.waiting_list import gathered

if TYPE_CHECKING:
    from alongside.people.profiles import Told
    from alongside.web.team.gathered import TeamDesk


@dataclass(frozen=True, slots=True)
class Helper:
    """A peer or one of the team, as the desk lists them."""

    id: int
    name: str
    roles: str
    state: str
    here: bool
    walking_with: int
    capacity: int
    is_peer: bool


@door(TEAM)
def desk(request: Any) -> HttpResponse:
    """While the program is closed: first of all what is to be done before it opens."""
    return _desk(request, Typed(request.GET), clock.now())


def _desk(request: Any, typed: Typed, now: datetime, status: int = 200) -> HttpResponse:
    program, zone = request.program, request.here.zone
    looked = notes_are_sent.looks_at_the_desk(program.id, request.here.person_id, now)
    on_it = gather(request, now)
    helpers = helpers_of(on_it, now)
    paused = program.paused_until is not None and program.paused_until > now
    return answers.page(
        request,
        "team/desk.html",
        status,
        **(opening.told(request, now) if program.opened_at is None else _open(request)),
        waits=gathered(LISTERS, on_it, now),
        outside=outside.count(on_it, now),
        here=[helper.name for helper in helpers if helper.here],
        waiting=[for_how_long(now - since) for since in on_it.matching.waiting],
        peers=[helper for helper in helpers if helper.is_peer],
        team=[helper for helper in helpers if not helper.is_peer],
        links=[
            {
                "id": link.id,
                "for": link.note,
                "roles": role_words(link.roles, program),
                "until": when_words(link.ends_at, now, zone),
            }
            for link in invitations.open_links(program, now)
        ],
        paused=when_words(program.paused_until, now, zone) if paused else "",
        pause=Shown(typed.fields, typed.mistakes)("until", _("Nobody new until"), kind="date"),
        mistakes=typed.mistakes.items(),
        is_peer="peer" in request.here.roles,
        opened=program.opened_at is not None and "opened" in request.GET,
        unsent=unsent(looked.unsent),
        lost=channels_words.not_brought_in_all(looked.not_brought),
        why_lost=channels_words.not_brought(looked.not_brought),
    )


def _open(request: Any) -> dict[str, Any]:
    """What `opening.told` tells of a closed program, for one that is open."""
    return {"is_open": True, "runs_it": "coordinator" in request.here.roles}


def helpers_of(desk: TeamDesk, now: datetime) -> list[Helper]:
    """Peers and team by name, each with where they stand."""
    made = [
        _helper(
            person_id,
            each.name,
            role_words(each.roles, desk.program),
            "peer" in each.roles,
            each.told,
            person_id in desk.peers.made_ready,
            now,
        )
        for person_id, each in desk.helpers.items()
    ]
    return sorted(made, key=lambda helper: helper.name.casefold())


def _helper(
    person_id: int, name: str, roles: str, is_peer: bool, told: Told, ready: bool, now: datetime
) -> Helper:
    return Helper(
        id=person_id,
        name=name,
        roles=roles,
        state=state_words(told, ready, now),
        here=told.ready and told.is_here(now),
        walking_with=told.walking_with,
        capacity=told.capacity,
        is_peer=is_peer,
    )


def state_words(told: Told, made_ready: bool, now: datetime) -> str:
    """Where a peer stands, in a few words."""
    if told.live_at is None:
        return _("closed their page for now") if made_ready else _("making their page")
    if not made_ready:
        return _("waiting to be made ready")
    if told.is_resting(now):
        return _("taking a break")
    if told.walking_with >= told.capacity:
        return _("walks with as many as they can")
    return _("ready")


@door(COORDINATOR, "POST")
def pause(request: Any) -> HttpResponse:
    """Nobody new until a morning; people who are talking go on."""
    now, typed = clock.now(), Typed(request.POST)
    if typed.ticked("go_on"):
        program_pauses.go_on(request.program.id)
        return answers.see("/program")
    until = day_begins(typed, "until", request.program.time_zone, now)
    if until is None:
        return _desk(request, typed, now, 422)
    program_pauses.pause(request.program.id, until)
    return answers.see("/program")
