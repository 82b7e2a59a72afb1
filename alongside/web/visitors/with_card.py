"""Coming in with a card: its code, then the promise and a name, and then the talk with its peer begins."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from alongside.base import clock
from alongside.base.door import ANYONE, door
from alongside.flows import card_is_used
from alongside.flows.card_is_used import Card
from alongside.people import reads
from alongside.rules import nicknames
from alongside.web import answers
from alongside.web.context import words_of
from alongside.web.fields import Shown
from alongside.web.headers import set_cookie
from alongside.web.middleware import SESSION_COOKIE
from alongside.web.moments import when_words
from alongside.web.promised import promise_lines
from alongside.web.typed import Typed
from alongside.web.visitors.arriving import too_young
from alongside.web.visitors.device import BORROWED, DAYS, OWN, device_field
from alongside.web.visitors.device_lent import is_lent, leaves_nothing
from alongside.web.visitors.program import opened, pause_words
from alongside.web.visitors.steps import adult_field, language_here, nickname_field, offered_names

if TYPE_CHECKING:
    from alongside.people.models import Program


@door(ANYONE, "GET", "POST")
def card(request: Any, slug: str) -> HttpResponse:
    """Members may use a card as well: they walk with its peer too."""
    now = clock.now()
    program = opened(request, slug)
    if request.visitor and not _is_member_here(request, program):
        return answers.see("/")
    pause = pause_words(program, now, program.time_zone)
    if pause:
        return answers.page(request, "visitors/paused.html", pause=pause)
    typed = Typed(request.POST)
    if request.method != "POST":
        return _asks_for_the_code(request, typed)
    me = request.visitor.person_id if request.visitor else 0
    found = card_is_used.look(program, typed.raw("code"), _address(request), now, me)
    if found.why_not:
        typed.wrong("code", _why_not(found, now, request.visitor.zone if me else program.time_zone))
        return _asks_for_the_code(request, typed, 429 if found.why_not == card_is_used.TOO_OFTEN else 422)
    if typed.raw("to") != "end":
        return _who_it_is(request, program, found, typed)
    if me:
        conversation = card_is_used.join(program, found, me, now)
        return answers.see(f"/talk/{conversation}") if conversation else _somebody_was_first(request, typed)
    return _arrives(request, program, found, typed, now)


def _is_member_here(request: Any, program: Program) -> bool:
    return request.visitor.program_id == program.id and "member" in request.visitor.roles


def _arrives(request: Any, program: Program, found: Card, typed: Typed, now: datetime) -> HttpResponse:
    adult = typed.one_of("adult", ("yes", "no"), needed=_("Please answer this one. We ask everybody."))
    if adult == "no":
        return too_young(request, program, [], now)
    own_name = typed.line("own_name", at_most=nicknames.LONGEST)
    if own_name and nicknames.name_is_fine(own_name):
        typed.wrong(
            "own_name", _("Please choose another name: letters, and nothing that tells how to reach you.")
        )
    device = typed.one_of("device", (OWN, BORROWED))
    if typed.mistakes:
        return _who_it_is(request, program, found, typed, 422)
    offered = offered_names(typed)
    nickname = typed.one_of("nickname", offered)
    newcomer = card_is_used.Newcomer(
        name=own_name or nickname or offered[0][: nicknames.LONGEST],
        language=language_here(),
        own_device=device == OWN,
        borrowed_device=device == BORROWED,
        hands_back=is_lent(request),
    )
    came = card_is_used.arrive(program, found, newcomer, _address(request), now)
    if came is None:
        return _somebody_was_first(request, typed)
    if came.five:
        return _words_to_take_along(request, found, came.five)
    response = answers.see(f"/talk/{came.conversation_id}")
    set_cookie(response, SESSION_COOKIE, came.token, days=DAYS[device])
    return response


def _asks_for_the_code(request: Any, typed: Typed, status: int = 200) -> HttpResponse:
    shown = Shown(typed.fields, typed.mistakes)
    code = shown(
        "code",
        _("The words and the number on your card"),
        hint=_("Two words and a number. Small or capital letters: both are fine."),
        fills="off",
    )
    return answers.page(request, "visitors/card.html", status, code=code, mistakes=typed.mistakes.items())


def _who_it_is(request: Any, program: Program, found: Card, typed: Typed, status: int = 200) -> HttpResponse:
    shown = Shown(typed.fields, typed.mistakes)
    offered = [name for name in offered_names(typed) if not nicknames.name_is_fine(name)]
    newcomer = {
        "promise_lines": promise_lines(reads.promise_of(program.id), words_of(program)["peer"]),
        "adult": adult_field(shown, program.minimum_age),
        "offered": offered,
        "nickname": nickname_field(shown, offered),
        "own_name": shown("own_name", _("Or another name you choose"), fills="off"),
        "device": None if is_lent(request) else device_field(shown),
    }
    response = answers.page(
        request,
        "visitors/card_peer.html",
        status,
        name=reads.names([found.peer_id]).get(found.peer_id, ""),
        code=typed.raw("code"),
        action=f"/at/{program.slug}/card",
        lent=is_lent(request),
        mistakes=typed.mistakes.items(),
        **({} if request.visitor else newcomer),
    )
    if is_lent(request):
        leaves_nothing(response)
    return response


def _words_to_take_along(request: Any, found: Card, five: tuple[str, ...]) -> HttpResponse:
    """On a peer's phone: nobody is signed in, and the words are shown this once."""
    response = answers.page(
        request,
        "visitors/lent_words.html",
        five=five,
        name=reads.names([found.peer_id]).get(found.peer_id, ""),
        where=f"{request.get_host()}/at/{request.program.slug}",
    )
    leaves_nothing(response)
    return response


def _somebody_was_first(request: Any, typed: Typed) -> HttpResponse:
    typed.wrong("code", _("This card has just been used. Please ask for a new one."))
    return _asks_for_the_code(request, typed, 422)


def _why_not(found: Card, now: datetime, zone: str) -> str:
    if found.why_not == card_is_used.TOO_OFTEN:
        return _("That was tried very often today. Please try again tomorrow. Your card stays good.")
    until = when_words(found.ends_at, now, zone) if found.ends_at else ""
    if found.why_not == card_is_used.RESTING and found.resting_until:
        told = {"back": when_words(found.resting_until, now, zone), "until": until}
        return (
            _("The person of this card is resting until %(back)s. Your card stays good until %(until)s.")
            % told
        )
    if found.why_not == card_is_used.NOT_NOW:
        return _("The person of this card can’t be met here just now. Please ask whoever gave it to you.")
    return _("This doesn’t open a door here. Look at it again: two words and a number. A card works once.")


def _address(request: Any) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))
