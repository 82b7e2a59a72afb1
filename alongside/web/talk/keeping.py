"""Keeping a line of a talk for bad days, and the answer of who wrote it."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from alongside.base import clock
from alongside.base.door import INSIDE, MEMBER, door
from alongside.flows import words_are_kept
from alongside.people import reads as people
from alongside.safety import kept_words
from alongside.talk import reads
from alongside.talk.access import NotHere
from alongside.web import answers
from alongside.web.moments import when_words
from alongside.web.talk import told
from alongside.web.talk.page import entered
from alongside.web.typed import Typed, identity


@door(MEMBER, "GET", "POST")
def keep(request: Any, conversation: int) -> HttpResponse:
    """The newest lines (or those before ?before=N), each with "Keep this"."""
    room, seat = entered(request, conversation)
    now = clock.now()
    if request.method == "POST":
        n = identity(Typed(request.POST).raw("n"))
        try:
            if n:
                words_are_kept.keep(request.here, room.id, n, now)
        except NotHere:
            raise Http404 from None
        return answers.see(f"/talk/{room.id}/keep")
    before = identity(request.GET.get("before", ""))
    spoken = reads.newest(room.program_id, room.id, before if 0 < before < 2**31 else None)
    wished = kept_words.asked_for_in(request.here.person_id, room.id)
    names = people.names(other.person_id for other in room.others(request.here.person_id))
    name = next(iter(names.values()), told.someone())
    return answers.page(
        request,
        "talk/keep.html",
        room=room,
        name=name,
        older=spoken[0].n if spoken and spoken[0].n > 1 else None,
        lines=[
            {
                "n": line.n,
                "words": line.text,
                "by": _("You") if line.seat == seat.seat else name,
                "at": when_words(line.at, now, request.here.zone),
                "state": {None: "", True: "kept", False: "asked"}[wished.get(line.n)],
            }
            for line in reversed(spoken)
            if line.text is not None and not line.is_voice
        ],
    )


@door(INSIDE, "POST")
def answer(request: Any, conversation: int) -> HttpResponse:
    """May they keep it? Yes or no, once. What was answered in another tab is answered."""
    room, _seat = entered(request, conversation)
    typed, now = Typed(request.POST), clock.now()
    yes = typed.raw("may") == "yes"
    with suppress(NotHere):
        words_are_kept.answer(request.here.person_id, room.id, identity(typed.raw("line")), yes, now)
    return answers.see(f"/talk/{room.id}")
