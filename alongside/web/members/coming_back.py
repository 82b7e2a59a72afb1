"""Whether a peer and the team may let this member in without words; and a no, when somebody tries."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpResponse

from alongside.base import clock
from alongside.base.door import MEMBER, door
from alongside.flows import lost_words_are_asked
from alongside.matching.walks import Walk
from alongside.people import lost_words
from alongside.talk.rows import Room, Seat
from alongside.web import answers
from alongside.web.talk.asked_card import Asked
from alongside.web.typed import Typed


def asks_back(request: Any, room: Room, seat: Seat, walk: Walk | None, now: datetime) -> Asked | None:
    """Beside a talk: somebody asks to come back as the reader. Nobody else in the talk sees it."""
    return Asked("members/parts/someone_asks_back.html") if request.here.asked_back else None


@door(MEMBER, "GET", "POST")
def coming_back(request: Any) -> HttpResponse:
    """The switch, and "No, stop this"."""
    here, now = request.here, clock.now()
    asking = lost_words.about(here.person_id, now)
    if request.method == "POST":
        do = Typed(request.POST).one_of("do", ("stop", "on", "off"))
        if do == "stop" and asking is not None:
            lost_words_are_asked.refuse(asking, now)
        elif do in ("on", "off"):
            lost_words_are_asked.switch(here.person_id, do == "on")
        return answers.see("/me/back")
    return answers.page(
        request, "members/coming_back.html", asking=asking is not None, on=lost_words.is_on(here.person_id)
    )
