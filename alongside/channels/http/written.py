"""What a coordinator writes down of a gateway: lists of `name=value`, and places in JSON."""

from __future__ import annotations

import re
from typing import Any

DEEPEST = 8  # parts of a place such as messages.0.to
LONGEST_LIST = 20


def lines(written: str) -> dict[str, str]:
    """ "a=b" in each line, or with commas between; spaces around do not count, nor what has no sign."""
    found = {}
    for line in re.split(r"[\n,]", written):
        name, sign, value = line.partition("=")
        if sign and name.strip():
            found[name.strip()] = value.strip()
    return found


def fixed(written: str) -> list[tuple[str, str]]:
    """The same where values may hold commas: one in each line, or as in an address with & between."""
    parts = written.split("\n") if "\n" in written else written.split("&")
    named = [part.partition("=") for part in parts]
    return [(name.strip(), value.strip()) for name, sign, value in named if sign and name.strip()]


def nested(fields: list[tuple[str, str]]) -> Any:
    """Fields named by their place, as JSON: `messages.0.to` is in the first of a list."""
    whole: dict[str, Any] = {}
    for place, value in fields:
        parts = place.split(".")[:DEEPEST]
        _put(whole, parts, value)
    return _lists(whole)


def _put(whole: dict[str, Any], parts: list[str], value: str) -> None:
    for part in parts[:-1]:
        below = whole.setdefault(part, {})
        if not isinstance(below, dict):  # a place that is a value already: the later one wins
            below = whole[part] = {}
        whole = below
    whole[parts[-1]] = value


def _lists(told: Any) -> Any:
    """What has numbers from 0 for names is a list."""
    if not isinstance(told, dict):
        return told
    inner = {name: _lists(value) for name, value in told.items()}
    numbers = [str(n) for n in range(len(inner))]
    if inner and len(inner) <= LONGEST_LIST and set(inner) == set(numbers):
        return [inner[n] for n in numbers]
    return inner
