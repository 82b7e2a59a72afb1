"""The demo's doors: be anyone in it with one click. They exist only in a demo's database and only on this
machine, unless ALONGSIDE_DEMO_ANYWHERE=1 says otherwise."""

import ipaddress
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse

from alongside.base import clock
from alongside.base.door import ANYONE, door
from alongside.flows import demo_is_walked
from alongside.people import reads
from alongside.web import answers
from alongside.web.demo import tour
from alongside.web.headers import set_cookie
from alongside.web.middleware import SESSION_COOKIE

PROXIED = (
    *("forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "via"),
    "cf-connecting-ip",
)


@door(ANYONE)
def everyone(request: Any) -> HttpResponse:
    """Who one can be, by role."""
    program = _demo(request)
    roles = reads.roles_in(program.id)
    members = reads.first_members(program.id)
    names = reads.names([*roles, *members])
    people = [(person_id, names[person_id], roles[person_id]) for person_id in roles if person_id in names]
    numbers = {name: number for number, name in names.items()}
    return answers.page(
        request,
        "demo/everyone.html",
        team=[(number, name) for number, name, held in people if held & {"coordinator", "supervisor"}],
        peers=[(number, name) for number, name, held in people if "peer" in held],
        members=[(number, names[number]) for number in members if number in names],
        groups=[
            (heading, [(numbers[stop.who], stop) for stop in stops if stop.who in numbers])
            for heading, stops in tour.GROUPS
        ],
    )


@door(ANYONE, "POST")
def become(request: Any, person: int) -> HttpResponse:
    """Signed in as this person of the demo."""
    program = _demo(request)
    token = demo_is_walked.become(program.id, person, clock.now())
    if token is None:
        raise Http404
    stop = tour.BY_CODE.get(request.POST.get("see", ""))
    response = answers.see(stop.address(program, person) if stop else "/")
    set_cookie(response, SESSION_COOKIE, token)
    return response


def _demo(request: Any) -> Any:
    """The demo's program; else there is no such page."""
    demo = next((program for program in reads.programs() if program.is_demo), None)
    if demo is None or not (settings.DEMO_ANYWHERE or _is_this_machine(request)):
        raise Http404
    request.program = demo
    return demo


def _is_this_machine(request: Any) -> bool:
    """Asked from this very machine, by one of its own names, and through no proxy."""
    host = request.get_host().rsplit(":", 1)[0].strip("[]")
    if host not in ("localhost", "127.0.0.1", "::1"):
        return False
    if any(name in request.headers for name in PROXIED):
        return False
    try:
        return ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
