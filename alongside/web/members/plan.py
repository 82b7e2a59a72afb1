""" "What helps me": a member's own plan, and whether their peer may read it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from alongside.base import clock
from alongside.base.door import MEMBER, PEER, door
from alongside.flows import plan_is_written
from alongside.people import reads
from alongside.rules.plan import CODES, PART_AT_MOST, PARTS
from alongside.safety import plans
from alongside.web import answers
from alongside.web.fields import LONG, TICK, Shown
from alongside.web.plan_words import parts_of
from alongside.web.talk.page import entered
from alongside.web.talk.told import someone
from alongside.web.typed import Typed


@door(MEMBER, "GET", "POST")
def plan(request: Any) -> HttpResponse:
    """Each part is optional. Kept whole, as it stands on the page."""
    if request.method != "POST":
        return _page(request, Typed({}))
    typed = Typed(request.POST)
    words = {code: typed.text(code, at_most=PART_AT_MOST) for code in CODES}
    if typed.mistakes:
        return _page(request, typed, 422)
    plan_is_written.keep(request.here, words, typed.ticked("shared"), clock.now())
    return answers.see("/me/plan?kept=1")


def _page(request: Any, typed: Typed, status: int = 200) -> HttpResponse:
    helps = plans.of(request.here.person_id, request.here.key_id)
    kept: dict[str, Any] = dict(helps.words) if helps else {}
    shown = Shown(typed.fields or kept, typed.mistakes)
    shared = typed.ticked("shared") if typed.fields else bool(helps and helps.shared)
    return answers.page(
        request,
        "members/plan.html",
        status,
        fields=[shown(part.code, _(part.heading), hint=_(part.hint), kind=LONG, rows=3) for part in PARTS],
        share=Shown({"shared": "1" if shared else ""})(
            "shared",
            _("Whoever I walk with may read it"),
            hint=_("Only while you walk together. You can switch it off at any time."),
            kind=TICK,
        ),
        kept=request.GET.get("kept") == "1" and not typed.mistakes,
        is_shared=shared,
        mistakes=typed.mistakes.items(),
    )


@door(PEER)
def of_the_member(request: Any, conversation: int) -> HttpResponse:
    """For the peer who walks with them, where the member shares it. Else there is no such page."""
    room, _seat = entered(request, conversation)
    helps = plan_is_written.for_peer(request.here.person_id, conversation)
    if helps is None:
        return answers.not_found(request)
    names = reads.names(other.person_id for other in room.others(request.here.person_id))
    return answers.page(
        request,
        "talk/helps.html",
        room=room,
        name=next(iter(names.values()), someone()),
        plan=parts_of(helps),
    )
