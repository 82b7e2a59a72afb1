"""What is held about a person, as rows for their own eyes: rooms make them, pages and download show them."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Whose:
    """The person who asks, and the keys that open what is theirs."""

    person_id: int
    program_id: int
    key_id: int
    program_key_id: int


@dataclass(frozen=True, slots=True)
class Someone:
    """Another person. Who shows the row says their name, or that they are gone."""

    id: int


@dataclass(frozen=True, slots=True)
class Words:
    """Something that was written. `part`: which part of a whole it is; `by`: whose words, if not theirs."""

    text: str
    part: str = ""
    by: Someone | None = None


Value = str | int | date | datetime | Someone | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """One row. `kind` is a code of rules.held_words; facts are chosen codes, numbers, days and people."""

    kind: str
    at: datetime | None
    words: tuple[Words, ...]
    facts: tuple[tuple[str, Value], ...]


def held(kind: str, at: datetime | None = None, words: Iterable[Words] = (), **facts: Value | None) -> Held:
    """A row; facts that are not known, and empty words, are left out."""
    return Held(
        kind,
        at,
        tuple(each for each in words if each.text),
        tuple((name, value) for name, value in facts.items() if value is not None and value not in ("", ())),
    )


def wrote(text: str | None, part: str = "", by: Someone | None = None) -> tuple[Words, ...]:
    """One piece of writing, or none."""
    return (Words(text, part, by),) if text else ()


def parts(text: str | None) -> tuple[Words, ...]:
    """Several pieces that are kept as one: {"calms": "my garden", "warnings": [...]} as JSON."""
    kept = json.loads(text) if text else {}
    return tuple(_parts(kept, ""))


def _parts(kept: object, part: str) -> Iterable[Words]:
    if isinstance(kept, dict):
        for name, value in kept.items():
            yield from _parts(value, str(name))
    elif isinstance(kept, list):
        for value in kept:
            yield from _parts(value, part)
    elif isinstance(kept, str):
        yield Words(kept, part)


def someone(person_id: int | None) -> Someone | None:
    """The person in a column that may be empty."""
    return Someone(person_id) if person_id else None


def clock(minutes: int | None) -> str | None:
    """Minutes of a day as an hour: "17:30"."""
    return None if minutes is None else f"{minutes // 60:02d}:{minutes % 60:02d}"
