"""A few questions on one calm page. Skipping is as easy as answering, and nobody one talks with sees them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from alongside.base import clock
from alongside.base.door import MEMBER, door
from alongside.flows import questions_are_answered, questions_come_due
from alongside.rules.measures import ITEMS, UNDERSTOOD, Item
from alongside.steps import questions as kept
from alongside.web import answers
from alongside.web.fields import Option
from alongside.web.typed import Typed


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as the page shows it. `ends`: what the lowest and the highest number mean."""

    code: str
    words: str
    options: list[Option]
    ends: tuple[str, str] | None


@door(MEMBER, "GET", "POST")
def questions(request: Any) -> HttpResponse:
    """What waits, if anything does and no talk goes on."""
    here, now = request.here, clock.now()
    if request.method == "POST":
        return _answered(request)
    thanks = {"kept": _("Thank you. It is kept."), "skipped": _("Skipped. That is fine.")}
    waiting = kept.waiting(here.person_id, now)
    talking = waiting is not None and questions_come_due.is_talking(here.person_id, now)
    asks = waiting is not None and not talking
    return answers.page(
        request,
        "members/questions.html",
        items=[_shown(item) for item in ITEMS[waiting.kind]] if waiting and asks else [],
        kind=waiting.kind if waiting else "",
        about_a_talk=waiting is not None and waiting.kind == UNDERSTOOD,
        talking=talking,
        said=thanks.get(request.GET.get("said", ""), ""),
    )


def _answered(request: Any) -> HttpResponse:
    """Whatever was ticked; a form that comes back empty was skipped."""
    typed = Typed(request.POST)
    kind = typed.one_of("kind", ITEMS)
    given: dict[str, int] = {}
    for item in ITEMS[kind] if kind and not typed.ticked("skip") else ():
        value = typed.one_of(item.code, [str(value) for value in item.answers])
        if value:
            given[item.code] = int(value)
    questions_are_answered.answer(
        request.here.person_id, kind, given, "web", request.LANGUAGE_CODE, clock.now()
    )
    return answers.see(f"/questions?said={'kept' if given else 'skipped'}")


def _shown(item: Item) -> Asked:
    values = list(item.answers)
    ends = (_(item.answers[values[0]]), _(item.answers[values[-1]])) if item.ladder else None
    options = [
        Option(str(value), str(value) if item.ladder else _(words)) for value, words in item.answers.items()
    ]
    return Asked(item.code, _(item.words), options, ends)
