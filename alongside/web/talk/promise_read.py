"""A member says that they have read the promise as it stands now."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpResponse

from alongside.base import clock
from alongside.base.door import MEMBER, door
from alongside.flows import promise_is_read
from alongside.rules.typed import clean
from alongside.web.talk import page
from alongside.web.typed import identity


@door(MEMBER, "POST")
def read(request: Any, conversation: int) -> HttpResponse:
    """ "I have read it": the same page with a box to write in, and in it what was typed before."""
    room, seat = page.entered(request, conversation)
    version = identity(request.POST.get("version", ""))
    if promise_is_read.read(request.here.person_id, version, request.LANGUAGE_CODE, clock.now()):
        request.visitor = request.here = replace(request.here, promise_seen=version)
    ref = request.POST.get("ref", "")
    return page.shown(
        request,
        room,
        seat,
        typed=clean(request.POST.get("words", "")),
        ref=ref if 8 <= len(ref) <= 64 else "",
    )
