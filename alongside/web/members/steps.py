"""A member's next steps: written in own words, done, changed or let go, and shown to a peer if they like."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from alongside.base import clock
from alongside.base.door import MEMBER, door
from alongside.flows import step_is_set
from alongside.matching import reads as matching
from alongside.people import reads
from alongside.rules.today import day_of
from alongside.steps import next_steps
from alongside.steps.next_steps import CHANGED, DONE, LET_GO, Step
from alongside.web import answers
from alongside.web.day_words import day_words, zone_of
from alongside.web.fields import LONG, Field, Shown
from alongside.web.presence_words import joined
from alongside.web.typed import Typed

WORDS_AT_MOST = 300


@dataclass(frozen=True, slots=True)
class Line:
    """A step as it stands on the page."""

    step: Step
    when: str
    state: str


@door(MEMBER, "GET", "POST")
def steps(request: Any) -> HttpResponse:
    """What is next, what was before, and a place to write."""
    typed = Typed(request.POST)
    if request.method != "POST":
        return _page(request, typed)
    words, on = _told(typed)
    if typed.mistakes:
        return _page(request, typed, 422)
    shared = typed.ticked("shared") and bool(walks_with(request.here.person_id))
    step_is_set.write(request.here.person_id, words, on, clock.now(), shared=shared)
    return answers.see("/me/steps?said=kept")


@door(MEMBER, "GET", "POST")
def step(request: Any, step: int) -> HttpResponse:
    """One step: what it became, or one of the things that can be done about it."""
    here, now = request.here, clock.now()
    known = next_steps.one(here.person_id, here.key_id, step)
    if known is None:
        raise Http404
    typed = Typed(request.POST)
    if request.method != "POST":
        return _became(request, known, typed)
    do = typed.raw("do")
    if do == "done":
        step_is_set.done(here.person_id, step, now)
    elif do == "let-go":
        step_is_set.let_go(here.person_id, step, now)
    elif do in ("share", "unshare"):
        step_is_set.share(here.person_id, step, do == "share" and bool(walks_with(here.person_id)))
    else:
        words, on = _told(typed)
        if typed.mistakes:
            return _became(request, known, typed, 422)
        step_is_set.changed(here.person_id, step, words, on, now)
        do = "changed"
    return answers.see(f"/me/steps?said={do}")


def walks_with(person_id: int) -> str:
    """Who can be shown a step: the names of those they walk with now."""
    others = [walk.peer_id for walk in matching.walks_of(person_id) if walk.ended_at is None]
    names = reads.names(others) if others else {}
    return joined([names[other] for other in others if other in names])


def _told(typed: Typed) -> tuple[str, date | None]:
    words = typed.text("words", at_most=WORDS_AT_MOST, needed=_("Please write a few words."))
    on, raw = None, typed.raw("on").strip()
    if raw:
        try:
            on = date.fromisoformat(raw)
        except ValueError:
            typed.wrong("on", _("Please write the day like this: 2026-03-09. Or leave it empty."))
    return words, on


def _fields(shown: Shown) -> list[Field]:
    return [
        shown("words", _("In your own words"), kind=LONG, rows=2),
        shown("on", _("A day, if you like"), kind="date"),
    ]


def _page(request: Any, typed: Typed, status: int = 200) -> HttpResponse:
    here = request.here
    going, past = next_steps.of(here.person_id, here.key_id)
    today = day_of(clock.now(), zone_of(here.zone))
    return answers.page(
        request,
        "members/steps.html",
        status,
        going=[Line(one, day_words(one.on, today) if one.on else "", "") for one in going],
        past=[Line(one, "", _state_words().get(one.state, "")) for one in past],
        fields=_fields(Shown(typed.fields, typed.mistakes)),
        others=walks_with(here.person_id),
        shared=typed.ticked("shared"),
        said=_said().get(request.GET.get("said", ""), ""),
        mistakes=typed.mistakes.items(),
    )


def _became(request: Any, known: Step, typed: Typed, status: int = 200) -> HttpResponse:
    on = known.on.isoformat() if known.on else ""
    shown = Shown(typed.fields or {"on": on}, typed.mistakes)
    return answers.page(
        request,
        "members/step.html",
        status,
        step=known,
        fields=_fields(shown),
        mistakes=typed.mistakes.items(),
    )


def _state_words() -> dict[str, str]:
    return {DONE: _("done"), CHANGED: _("changed"), LET_GO: _("let go")}


def _said() -> dict[str, str]:
    return {
        "kept": _("It is kept."),
        "done": _("Done. That was yours."),
        "changed": _("It has changed. That happens to good plans."),
        "let-go": _("Let go. That is fine too."),
        "share": _("It is shown now. You can take that back at any time."),
        "unshare": _("Only you see it now."),
    }
