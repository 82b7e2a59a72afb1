"""A peer's own phone in somebody else's hands: the peer's session is put aside, under another cookie that
opens nothing by itself, until the peer has the phone back and says their password."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from alongside.web.headers import set_cookie
from alongside.web.middleware import SESSION_COOKIE

ASIDE_COOKIE = "a"


def is_lent(request: Any) -> bool:
    """Whether a peer has put their session aside on this device."""
    return bool(request.COOKIES.get(ASIDE_COOKIE))


def puts_aside(request: Any, response: HttpResponse) -> None:
    """From this answer on, the device is nobody's."""
    set_cookie(response, ASIDE_COOKIE, request.COOKIES.get(SESSION_COOKIE, ""))
    response.delete_cookie(SESSION_COOKIE, samesite="Lax")


def takes_back(request: Any, response: HttpResponse) -> None:
    """The peer is where they were."""
    set_cookie(response, SESSION_COOKIE, request.COOKIES.get(ASIDE_COOKIE, ""))
    response.delete_cookie(ASIDE_COOKIE, samesite="Lax")


def leaves_nothing(response: HttpResponse) -> None:
    """No browser keeps this page: neither Back nor a look into its cache shows it again."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["Clear-Site-Data"] = '"cache"'
