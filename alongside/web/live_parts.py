"""Small parts of a live request and its answer."""

import json
from typing import Any

from alongside.flows.message_arrives import Arrived, Said, Shown
from alongside.people import sessions
from alongside.rules.typed import clean
from alongside.web.middleware import SESSION_COOKIE

BODY_AT_MOST = 32_000


def headers_of(scope: Any) -> dict[bytes, bytes]:
    return dict(scope["headers"])


def header(headers: dict[bytes, bytes], name: str) -> str:
    return headers.get(name.encode(), b"").decode("latin-1")


def session_hash(cookies: bytes) -> bytes:
    for cookie in cookies.split(b";"):
        name, _, value = cookie.strip().partition(b"=")
        if name == SESSION_COOKIE.encode():
            return sessions.hash_of(value.decode("latin-1"))
    return sessions.hash_of("")


def after(scope: Any, headers: dict[bytes, bytes]) -> int:
    """The last number the page shows: what its last event said, else ?after=N."""
    last = headers.get(b"last-event-id", b"") or scope["query_string"].partition(b"after=")[2]
    return int(last) if last.isdigit() and len(last) < 10 else 0


async def whole(receive: Any, at_most: int) -> bytes | None:
    """The body of a request, or None when it is larger than it may be."""
    body = b""
    while True:
        message = await receive()
        part: bytes = message.get("body", b"")
        body += part
        if len(body) > at_most:
            return None
        if not message.get("more_body"):
            return body


def parsed(body: bytes | None, conversation: int, token: bytes, is_line: bool) -> Arrived | None:
    """The JSON of our own page; None for anything else."""
    try:
        told = json.loads(body or b"")
        seen = min(max(0, int(told.get("seen") or 0)), 2**31 - 1)
        if not is_line:
            return Shown(token, conversation, seen, bool(told.get("view")), bool(told.get("typing")))
        text, client_id = told["text"], told["ref"]
        if not isinstance(text, str) or not isinstance(client_id, str) or not 8 <= len(client_id) <= 64:
            return None
        return Said(token, conversation, client_id, clean(text), seen)
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
        return None


async def answer_json(send: Any, status: int, body: bytes) -> None:
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", b"%d" % len(body)),
        (b"cache-control", b"no-store"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
