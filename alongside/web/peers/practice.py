"""Practice talks: two windows with a colleague, wiped after."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from alongside.base import clock
from alongside.base.door import DESK, door
from alongside.flows import practice_begins
from alongside.people import reads
from alongside.talk import reads as talks
from alongside.web import answers
from alongside.web.fields import Shown
from alongside.web.typed import Typed, identity


@door(DESK, "GET", "POST")
def practice(request: Any) -> HttpResponse:
    """Choose a colleague, or go on with a practice that is open."""
    if request.method != "POST":
        return _page(request, Typed(request.POST))
    typed = Typed(request.POST)
    colleague = identity(typed.raw("colleague"))
    begun = practice_begins.begin(request.program, request.here.person_id, colleague, clock.now())
    if begun is None:
        typed.wrong("colleague", _("Please choose a colleague."))
        return _page(request, typed, 422)
    return answers.see(f"/talk/{begun}")


def _page(request: Any, typed: Typed, status: int = 200) -> HttpResponse:
    here = request.here
    helpers = reads.names(reads.roles_in(request.program.id))
    colleagues = sorted(
        ((str(person_id), name) for person_id, name in helpers.items() if person_id != here.person_id),
        key=lambda pair: pair[1].casefold(),
    )
    shown = Shown(typed.fields, typed.mistakes)
    going_on = [
        {
            "id": each.conversation_id,
            "name": ", ".join(helpers[other] for other in each.other_ids if other in helpers),
        }
        for each in talks.conversations_of(here.person_id)
        if each.kind == practice_begins.PRACTICE
    ]
    return answers.page(
        request,
        "peers/practice.html",
        status,
        colleagues=len(colleagues),
        field=shown.choice("colleague", _("With whom?"), [("", _("Choose")), *colleagues]),
        going_on=going_on,
        mistakes=typed.mistakes.items(),
        home="/desk" if "peer" in here.roles else "/program",
    )


@door(DESK, "POST")
def wipe(request: Any, conversation: int) -> HttpResponse:
    """The practice is gone, for both."""
    if not practice_begins.wipe(request.here.person_id, conversation, clock.now()):
        raise Http404
    return answers.see("/practice")
