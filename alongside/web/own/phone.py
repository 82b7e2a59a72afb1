"""One of one's own doors: whose it is, the word, the hours, whether answers go there, away with it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from alongside.base import clock
from alongside.base.door import INSIDE, door
from alongside.flows import door_is_set
from alongside.people import recoveries, sessions
from alongside.rules import code_word
from alongside.rules.held import clock as as_hour
from alongside.web import answers
from alongside.web.fields import ONE, TICK, Shown
from alongside.web.own import door_words
from alongside.web.own.held import base_of
from alongside.web.own.phones import OWN, SHARED
from alongside.web.typed import Typed

if TYPE_CHECKING:
    from alongside.people.doors import Door

DOES = ("show", "choose", "whose", "word", "no-word", "hours", "letters", "stop", "away")


@door(INSIDE, "GET", "POST")
def phone(request: Any, handle: int) -> HttpResponse:
    """Whose it is not, for them it is not there."""
    me, found = request.here.person_id, door_is_set.mine(request.here.person_id, handle)
    if found is None:
        raise Http404
    typed = Typed(request.POST)
    do = typed.one_of("do", DOES) if request.method == "POST" else ""
    if do == "show":
        response = _page(request, found, typed, number=door_words.whole(found))
        response.headers["Cache-Control"] = "no-store"
        return response
    if do == "away":
        door_is_set.unlink(me, handle, clock.now())
        return answers.see("/me/phones")
    _do(me, handle, do, typed)
    if typed.mistakes:
        return _page(request, found, typed, 422)
    return answers.see(f"/me/phones/{handle}?kept=1") if do else _page(request, found, typed)


def _do(me: int, handle: int, do: str, typed: Typed) -> None:
    match do:
        case "choose":
            door_is_set.choose(me, handle)
        case "whose":
            told = typed.one_of("whose", (OWN, SHARED), needed=_("Please say whose phone it is."))
            if told:
                door_is_set.whose(me, handle, shared=told == SHARED)
        case "word":
            word = typed.line("word", at_most=60, needed=_("Please write a word."))
            if word and not code_word.is_one(word):
                typed.wrong("word", _("Please take a word of 3 to 20 letters, and not only numbers."))
            elif word:
                door_is_set.code_word(me, handle, word)
        case "no-word":
            door_is_set.code_word(me, handle, "")
        case "hours":
            _hours(me, handle, typed)
        case "stop":
            door_is_set.stop(me, handle, clock.now())
        case "letters":
            door_is_set.plain_letters(me, handle, plain=typed.ticked("plain"))


def _hours(me: int, handle: int, typed: Typed) -> None:
    """Both, or neither: then it may ring at any time."""
    begins, ends = typed.raw("safe_from"), typed.raw("safe_until")
    if not begins and not ends:
        door_is_set.safe_hours(me, handle, None, None)
        return
    minutes = [minutes_of(begins), minutes_of(ends)]
    for name, each in zip(("safe_from", "safe_until"), minutes, strict=True):
        if each is None:
            typed.wrong(name, _("Please write an hour, like 17:30."))
    if not typed.mistakes:
        door_is_set.safe_hours(me, handle, minutes[0], minutes[1])


def minutes_of(typed: str) -> int | None:
    """ "17:30" as minutes of a day."""
    found = re.fullmatch(r"([01]?[0-9]|2[0-3])[:.h]([0-5][0-9])", typed.strip())
    return int(found[1]) * 60 + int(found[2]) if found else None


def _page(request: Any, found: Door, typed: Typed, status: int = 200, *, number: str = "") -> HttpResponse:
    kept = {
        "whose": {True: SHARED, False: OWN, None: ""}[found.shared],
        "safe_from": as_hour(found.safe_from) or "",
        "safe_until": as_hour(found.safe_until) or "",
        "plain": "1" if found.plain_letters else "",
    }
    shown = Shown(kept | {name: typed.raw(name) for name in typed.fields}, typed.mistakes)
    return answers.page(
        request,
        "own/phone.html",
        status,
        found=found,
        name=door_words.name(found.channel, found.address),
        lines=door_words.lines(found, request.here.zone),
        number=number,
        kept=request.GET.get("kept") == "1" and not typed.mistakes,
        whose=shown.choice(
            "whose",
            _("Whose phone is it?"),
            [(OWN, _("Mine alone")), (SHARED, _("Others use it too"))],
            kind=ONE,
        ),
        word=shown("word", _("A word only you know"), hint=_("3 to 20 letters. It is not shown again.")),
        safe_from=shown("safe_from", _("From"), kind="time"),
        safe_until=shown("safe_until", _("Until"), kind="time"),
        plain=shown("plain", _("Write to me in letters that cost less"), kind=TICK),
        costs=found.channel == "phone",
        no_other_way=_is_the_only_way(request, found),
        mistakes=typed.mistakes.items(),
        **base_of(request.here.roles),
    )


def _is_the_only_way(request: Any, found: Door) -> bool:
    """Whether a member would not come back without it, once this device is gone."""
    if "member" not in request.here.roles or recoveries.made_at(request.here.person_id):
        return False
    return sessions.any_of(request.here.person_id, clock.now())
