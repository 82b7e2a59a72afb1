"""Signing out, and a borrowed device that says it is still in use."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from alongside.base.door import INSIDE, door
from alongside.flows import someone_signs_in
from alongside.web import answers
from alongside.web.middleware import SESSION_COOKIE


@door(INSIDE, "POST")
def leave(request: Any) -> HttpResponse:
    """Signs this device out; what the browser kept of our pages is wiped where it can be."""
    someone_signs_in.sign_out(request.here.session_id)
    return leave_no_trace(answers.see(f"/at/{request.program.slug}"))


@door(INSIDE, "POST")
def still_here(request: Any) -> HttpResponse:
    """Someone is reading or typing on a borrowed device. The session was moved on by asking."""
    return HttpResponse(status=204)


def leave_no_trace(response: HttpResponse) -> HttpResponse:
    """Takes the cookie away, and what the browser kept: pages, drafts."""
    response.delete_cookie(SESSION_COOKIE)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    response.headers["Cache-Control"] = "no-store"
    return response
