"""Three short pages. Nothing is kept until the last button: each page carries the others' answers along."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from alongside.base import clock
from alongside.base.door import ANYONE, door
from alongside.flows import person_arrives
from alongside.rules import nicknames
from alongside.safety import reads as safety
from alongside.web import answers
from alongside.web.headers import set_cookie
from alongside.web.help_shown import lines_shown
from alongside.web.middleware import SESSION_COOKIE
from alongside.web.typed import Typed
from alongside.web.visitors import arrival
from alongside.web.visitors.arrival import Lists, Told
from alongside.web.visitors.device import BORROWED, DAYS, OWN
from alongside.web.visitors.help import lines_told
from alongside.web.visitors.program import opened, pause_words
from alongside.web.visitors.steps import LAST, Steps, language_here

if TYPE_CHECKING:
    from alongside.people.models import Program


@door(ANYONE, "GET", "POST")
def arrive(request: Any, slug: str) -> HttpResponse:
    """The pages of arriving. Who is signed in already is shown their way on instead; its team may look."""
    now = clock.now()
    program = opened(request, slug)
    looks = request.method != "POST" and _is_of_the_team(request, program)
    if request.visitor and not looks:
        return answers.see("/")
    pause = "" if looks else pause_words(program, now, program.time_zone)
    if pause:
        lines = lines_told(program, now)
        typed_words = answers.typed_words(request)
        return answers.page(request, "visitors/paused.html", pause=pause, typed=typed_words, **lines)
    steps = Steps(request, program, f"/at/{program.slug}/arrive", newcomer=True)
    if request.method != "POST":
        return steps.first()
    typed = Typed(request.POST)
    lists = arrival.lists_of(program.id)
    told = arrival.read(typed, lists)
    if told.adult == "no":
        return too_young(request, program, [words for words in (told.going, told.enjoy) if words], now)
    return steps.after(typed, told, lists) or _arrived(steps, typed, lists, told, now)


def _is_of_the_team(request: Any, program: Program) -> bool:
    """Peers and team see what people will see, also before the program opens."""
    here = request.visitor
    return bool(here and here.program_id == program.id and "member" not in here.roles)


def _arrived(steps: Steps, typed: Typed, lists: Lists, told: Told, now: datetime) -> HttpResponse:
    language = language_here()
    newcomer = person_arrives.Newcomer(
        name=told.name or nicknames.offer(language, 1)[0],
        language=language,
        wishes=arrival.wishes_of(told, lists, language),
        words=told.words,
        own_device=told.device == OWN,
        borrowed_device=told.device == BORROWED,
    )
    address = str(steps.request.META.get("REMOTE_ADDR", ""))
    arrived = person_arrives.arrive(steps.program, newcomer, address, now)
    if arrived is None:
        typed.wrong("own_name", _("Very many people began from here today. Please try again tomorrow."))
        return steps.page(LAST, typed, lists, status=429)
    response = answers.page(
        steps.request,
        "members/words.html",
        five=arrived.five,
        where=steps.request.get_host(),
        borrowed=told.device == BORROWED,
        next="/choose",
        next_words=_("Go on"),
    )
    response.headers["Cache-Control"] = "no-store"
    if told.device != OWN:
        response.headers["Clear-Site-Data"] = '"cache"'  # what was typed may be in the browser's cache
    set_cookie(response, SESSION_COOKIE, arrived.token, days=DAYS[told.device])
    return response


def too_young(request: Any, program: Program, typed: list[str], now: datetime) -> HttpResponse:
    """Nothing is stored and nobody is told; what they wrote is theirs to take along."""
    lines = lines_shown(safety.lines_for_someone_young(program.id), program, now)
    everyones = [] if lines else lines_shown(safety.lines_for_everyone(program.id), program, now)
    response = answers.page(request, "visitors/too_young.html", lines=lines, everyones=everyones, typed=typed)
    response.headers["Cache-Control"] = "no-store"
    return response
