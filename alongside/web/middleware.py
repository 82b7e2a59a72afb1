"""What every page passes through: headers, where a form came from, who asks, the language, the door."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils import translation

from alongside.base import clock
from alongside.base.door import Visitor, may_enter
from alongside.flows import session_goes_on
from alongside.people import sessions
from alongside.web import answers
from alongside.web.headers import headers_for_pages, set_cookie

if TYPE_CHECKING:
    from alongside.people.models import Program

Next = Callable[[HttpRequest], HttpResponse]
SESSION_COOKIE = "s"
LANGUAGE_COOKIE = "l"
log = logging.getLogger("alongside")


class Request(HttpRequest):
    """What a view gets."""

    visitor: Visitor | None
    here: Visitor  # the same, for views whose door lets nobody else in
    program: Program  # theirs; for a stranger, the one whose page they opened


class Headers:
    """The same protective headers on every answer."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in headers_for_pages():
            response.headers.setdefault(name, value)
        return response


def from_here(method: str, host: str, header: Callable[[str], str]) -> bool:
    """Whether a request that changes something comes from our own page.

    Browsers say so themselves in Sec-Fetch-Site, older ones in Origin, the oldest in Referer. So forms
    need no hidden token that could run out while someone is typing (docs/decisions/0004).
    """
    if method in ("GET", "HEAD"):
        return True
    site = header("sec-fetch-site")
    if site:
        return site in ("same-origin", "none")
    origin = header("origin") or header("referer")
    try:
        return bool(origin) and urlsplit(origin).netloc == host
    except ValueError:  # not an address at all
        return False


class SameOrigin:
    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        def header(name: str) -> str:
            return str(request.headers.get(name, ""))

        if not from_here(request.method or "", request.get_host(), header):
            return answers.not_from_here(request)
        return self.get_response(request)


class WhoIsAsking:
    """Reads the session; keeps it alive while it is used."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        now = clock.now()
        token = request.COOKIES.get(SESSION_COOKIE, "")
        found = sessions.visitor(token, now) if token else None
        visitor, request.program = found or (None, None)
        request.visitor = request.here = visitor
        if visitor and sessions.needs_touch(visitor, now):
            keep_session(visitor.session_id, now)
        response = self.get_response(request)
        if visitor or request.method == "POST":  # also what a stranger typed is kept by no browser
            response.headers.setdefault("Cache-Control", "no-store")
        return response


def keep_session(session_id: int, now: datetime) -> None:
    """Where its end cannot be moved (a full disk), the page is shown all the same."""
    try:
        session_goes_on.go_on(session_id, now)
    except DatabaseError as trouble:
        log.error("a session could not be kept alive", extra={"kind": type(trouble).__name__.lower()})


class Language:
    """The person's own language; a visitor's choice (?l=, kept in a cookie); what their device asks for."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        asked = request.GET.get("l", "")
        known = {code for code, _ in settings.LANGUAGES}
        chosen = asked if asked in known else ""
        language = chosen or request.COOKIES.get(LANGUAGE_COOKIE, "")
        if language not in known:
            language = request.visitor.language if request.visitor else ""
        if language not in known:
            language = translation.get_language_from_request(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            if chosen:
                set_cookie(response, LANGUAGE_COOKIE, chosen, days=400)
            response.headers.setdefault("Content-Language", language)
        return response


class Doors:
    """No page without a door: a view that does not say who may open it does not run."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: Any, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if not hasattr(view, "door"):
            raise RuntimeError(f"{view.__module__}.{view.__name__} has no door")
        if not may_enter(view, request.visitor):
            return answers.closed_door(request, view)
        if request.method not in view.methods:
            return HttpResponseNotAllowed(sorted(view.methods))
        return None
