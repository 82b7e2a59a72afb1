"""Headers and cookies, the same for Django's pages and for the live functions."""

import base64
import hashlib
from datetime import timedelta
from functools import cache

from django.conf import settings
from django.http import HttpResponse

from alongside.web import assets

HSTS = "max-age=31536000"
SOUNDS = "media-src 'self'; "


@cache
def policy(more: str = "") -> str:
    """No third party, no frame; only the inlined style, only our own script files.

    `more`: what one page may do besides. It is not on every page, to keep the first one small.
    """
    style = base64.b64encode(hashlib.sha256(assets.style().encode()).digest()).decode()
    return (
        f"default-src 'none'; {more}"
        f"style-src 'sha256-{style}'; "
        "script-src 'self'; connect-src 'self'; img-src 'self'; manifest-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


@cache
def headers_for_pages() -> tuple[tuple[str, str], ...]:
    """The same on every answer."""
    headers = [
        ("Content-Security-Policy", policy()),
        ("Referrer-Policy", "same-origin"),
        ("X-Content-Type-Options", "nosniff"),
    ]
    if settings.HTTPS:
        headers.append(("Strict-Transport-Security", HSTS))
    return tuple(headers)


def set_cookie(response: HttpResponse, name: str, value: str, *, days: int = 0) -> None:
    """A cookie scripts cannot read. Without `days` it ends with the browser."""
    response.set_cookie(
        name,
        value,
        max_age=int(timedelta(days=days).total_seconds()) if days else None,
        httponly=True,
        secure=settings.HTTPS,
        samesite="Lax",
    )
