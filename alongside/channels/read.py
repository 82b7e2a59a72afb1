"""Reading what providers send: forms, JSON, numbers. Whatever comes, it is understood or it is not."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl

from alongside.rules.channel import NotUnderstood
from alongside.rules.phone_number import read as read_number
from alongside.rules.typed import clean

FIELDS_AT_MOST = 200
FORM_AT_MOST = 200_000  # bytes: what one text is told with is far smaller, and reading more is slow


def pairs(coded: bytes) -> list[tuple[str, str]]:
    """The fields of a form, or of a query, in their order; an empty one is there too."""
    if len(coded) > FORM_AT_MOST:
        raise NotUnderstood("too long")
    try:
        text = coded.decode("utf-8", "replace")
        return parse_qsl(text, keep_blank_values=True, max_num_fields=FIELDS_AT_MOST, errors="replace")
    except ValueError:
        raise NotUnderstood("too many fields") from None


def form(coded: bytes) -> dict[str, str]:
    """The same by name; of two with one name the first."""
    return dict(reversed(pairs(coded)))


def json_of(body: bytes) -> Any:
    """The body as JSON."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        raise NotUnderstood("not JSON") from None


def at(told: Any, where: str) -> str:
    """What stands at a place such as `messages.0.id`, as text; empty where nothing does."""
    stands = place(told, where)
    return "" if stands is None or isinstance(stands, Mapping | list) else str(stands)


def place(told: Any, where: str) -> Any:
    """The same as it is; None where there is no such place."""
    for part in where.split("."):
        if isinstance(told, Mapping):
            told = told.get(part)
        elif isinstance(told, list) and 0 <= number(part) < len(told):
            told = told[number(part)]
        else:
            return None
    return told


def number(written: str) -> int:
    """A whole number that is not negative; -1 where it is none, or has more digits than one of theirs."""
    return int(written) if len(written) < 20 and written.isascii() and written.isdigit() else -1


def words(text: str) -> str:
    """What somebody wrote, safe to keep."""
    return clean(text)


def sender(written: str, country: str = "") -> str:
    """A phone number as it is kept; empty for a name or a short code, which nobody's phone has."""
    written = written.strip()
    if not country and written.isascii() and written.isdigit() and not written.startswith("0"):
        written = f"+{written}"
    return read_number(written, country)


def moment(written: str) -> datetime | None:
    """A time as providers write it: ISO with its zone, or seconds since 1970. Without a zone it is none."""
    try:
        if written.isascii() and written.replace(".", "", 1).isdigit():
            seconds = float(written)
            return datetime.fromtimestamp(seconds / 1000 if seconds > 1e11 else seconds, UTC)
        read = datetime.fromisoformat(written.strip())
        return None if read.tzinfo is None else read.astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        return None


def name_of(*parts: str) -> str:
    """A name for what came, the same for a repeat, where the provider gives none."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:32]
