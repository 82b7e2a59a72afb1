"""Headers and cookies, the same for Django's pages and for the live functions."""

import base64
import hashlib
from datetime import timedelta
from functools import cache

from django.conf import settings
from django.http import HttpResponse

from alongside.web import assets

HSTS = "max-age=31536000"


@cache
def headers_for_pages() -> tuple[tuple[str, str], ...]:
    """No third party, no frame, no sniffing; only the inlined style, only our own script files."""
    style = base64.b64encode(hashlib.sha256(assets.style().encode()).digest()).decode()
    policy = (
        "default-src 'none'; "
        f"style-src 'sha256-{style}'; "
        "script-src 'self'; connect-src 'self'; img-src 'self'; manifest-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    headers = [
        ("Content-Security-Policy", policy),
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
