"""The set-up link: five short pages. Nothing is kept until the last; what was typed travels along unseen."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import get_language

from alongside.base import clock
from alongside.base.door import ANYONE, door
from alongside.flows import program_is_set_up
from alongside.flows.someone_joins import NewAccount
from alongside.people import choices, invitations
from alongside.people.programs import NewProgram
from alongside.web import answers
from alongside.web.fields import Shown
from alongside.web.team import entrance, reading, set_up_fields
from alongside.web.team.set_up_fields import HELP, LISTS, PROGRAM, PROMISE, STEPS, YOU
from alongside.web.typed import Typed


@door(ANYONE, "GET", "POST")
def set_up(request: Any, token: str) -> HttpResponse:
    """Works while its link does; a link that was used or has ended says so."""
    link = invitations.look(token, clock.now())
    if link is None or link.program_id is not None:
        raise Http404
    if link.state != invitations.OPEN:
        return answers.page(request, "team/link_over.html", 410, used=link.state == invitations.USED)
    if request.method != "POST":
        return _page(request, PROGRAM, Typed(request.POST))
    typed = Typed(request.POST)
    step = typed.one_of("step", STEPS) or PROGRAM
    place = STEPS.index(step)
    if typed.ticked("back") and place:
        return _page(request, STEPS[place - 1], typed)
    for before in STEPS[: place + 1]:
        set_up_fields.read(before, typed)
        if typed.mistakes:
            return _page(request, before, typed, 422)
    if step != STEPS[-1]:
        return _page(request, STEPS[place + 1], typed)
    return _done(request, link, typed)


def _done(request: Any, link: invitations.Link, typed: Typed) -> HttpResponse:
    whose = typed.one_of("whose", entrance.DAYS) or entrance.SHARED
    token = program_is_set_up.set_up(link, told(typed, whose), clock.now())
    if token is None:
        return answers.page(request, "team/link_over.html", 410, used=True)
    return entrance.enter(request, token, whose, "/program")


def told(typed: Typed, whose: str) -> program_is_set_up.SetUp:
    """Everything that was typed, once it has no mistakes."""
    language = get_language() or "en"
    name, country = reading.name_and_country(typed)
    own_name, email, word = reading.account(typed)
    profile, sentence = reading.promise(typed)
    return program_is_set_up.SetUp(
        program=NewProgram(
            name=name,
            country=country,
            languages=reading.spoken(typed),
            time_zone=reading.zone(typed),
            hours=reading.hours(typed),
            words=reading.own_words(typed, [language]),
            minimum_age=reading.age(typed),
            emergency_number=reading.emergency(typed),
            poison_number=reading.number(typed, "poison"),
            named_adult=typed.line("adult", at_most=200),
            neutral_site=reading.neutral_site(typed),
        ),
        promise=profile,
        sentence=sentence,
        account=NewAccount(
            own_name,
            email,
            word,
            language,
            own_device=whose == entrance.OWN,
            borrowed_device=whose == entrance.BORROWED,
        ),
        lists=reading.own_lists(typed, choices.KINDS),
        help_lines=typed.ticked("published_lines"),
    )


def _page(request: Any, step: str, typed: Typed, status: int = 200) -> HttpResponse:
    """One step, with what was typed on the others carried along as hidden fields."""
    seen = f"seen_{step}" in typed.fields
    values = typed.fields if seen else set_up_fields.first_values(step, typed)
    shown = Shown(values, typed.mistakes)
    place = STEPS.index(step)
    return answers.page(
        request,
        f"team/set_up_{step}.html",
        status,
        step=step,
        number=place + 1,
        steps=len(STEPS),
        first=place == 0,
        fields=set_up_fields.fields(step, shown),
        days=set_up_fields.days(shown) if step == HELP else [],
        promises=set_up_fields.promises(shown) if step == PROMISE else [],
        carried=_carried(step, typed),
        mistakes=typed.mistakes.items(),
        optional=step == LISTS,
        last=step == YOU,
    )


def _carried(step: str, typed: Typed) -> list[tuple[str, str]]:
    """(name, value) of all that was typed on the other steps. A password never travels."""
    own = set_up_fields.names(step)
    known = {name for each in STEPS for name in set_up_fields.names(each)}
    return [
        (name, value)
        for name in sorted(known - own - {"password"})
        if name in typed.fields
        for value in typed.fields.getlist(name)
    ]
