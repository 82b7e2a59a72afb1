"""The promise has changed: a member can read it before they come to a talk, and before they ask anew."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from alongside.base import clock
from alongside.base.door import MEMBER, door
from alongside.flows import promise_is_read
from alongside.web import answers
from alongside.web.talk.promise import changed
from alongside.web.typed import identity


@door(MEMBER, "GET", "POST")
def promise(request: Any) -> HttpResponse:
    """As it stands now, and "I have read it". Who has read it is led home."""
    here = request.here
    if request.method == "POST":
        version = identity(request.POST.get("version", ""))
        if promise_is_read.read(here.person_id, version, request.LANGUAGE_CODE, clock.now()):
            return answers.see("/")
    new = changed(request)
    if new is None:
        return answers.see("/")
    status = 422 if request.method == "POST" else 200
    return answers.page(request, "members/promise.html", status, promise_changed=new)
