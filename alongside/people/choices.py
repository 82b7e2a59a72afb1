"""What a program adds to the lists people choose from: experiences, loves, places and belongings.

Each choice is a bit in a mask of `Availability`. A bit is never given to something else later, because
profiles and wishes keep it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from alongside.base import turn
from alongside.people.models import Choice

EXPERIENCE, INTEREST = "experience", "interest"
BELONGINGS = ("place", "people", "church", "work", "clinic")
KINDS = (EXPERIENCE, INTEREST, *BELONGINGS)
BITS = 63


@dataclass(frozen=True, slots=True)
class Own:
    """One of the program's own choices."""

    id: int
    kind: str
    words: str
    bit: int


class ListIsFull(Exception):
    """No room for another choice of this kind."""


def of(program_id: int, *kinds: str) -> list[Own]:
    """The program's own choices of these kinds (all when none is named), in the order they were added."""
    rows = Choice.objects.filter(program_id=program_id, retired_at=None, kind__in=kinds or KINDS)
    return [Own(row.id, row.kind, row.words, row.bit) for row in rows.order_by("id")]


def ever(program_id: int) -> list[Own]:
    """All of them, also those that were taken off the lists: rows of people may still hold their bit."""
    rows = Choice.objects.filter(program_id=program_id).order_by("id")
    return [Own(row.id, row.kind, row.words, row.bit) for row in rows]


def add(program_id: int, kind: str, lines: Iterable[str]) -> None:
    """Adds what is not there yet; what was taken off before comes back as it was."""
    turn.required()
    family = BELONGINGS if kind in BELONGINGS else (kind,)
    there = list(Choice.objects.select_for_update().filter(program_id=program_id, kind__in=family))
    known = {row.words.casefold(): row for row in there if row.kind == kind}
    bit = max((row.bit for row in there), default=-1)
    for words in lines:
        row = known.get(words.casefold())
        if row is not None:
            if row.retired_at:
                Choice.objects.filter(id=row.id).update(retired_at=None, words=words)
            continue
        bit += 1
        if bit >= BITS:
            raise ListIsFull
        Choice.objects.create(program_id=program_id, kind=kind, words=words, bit=bit)


def put(program_id: int, kind: str, lines: list[str], now: datetime) -> None:
    """Makes the list exactly these lines: what is missing from them is taken off."""
    turn.required()
    wanted = {words.casefold() for words in lines}
    for own in of(program_id, kind):
        if own.words.casefold() not in wanted:
            Choice.objects.filter(id=own.id).update(retired_at=now)
    add(program_id, kind, lines)


def mask(owns: Iterable[Own], chosen_ids: Iterable[int]) -> int:
    """The chosen ones of these as a mask."""
    ids = set(chosen_ids)
    return sum(1 << own.bit for own in owns if own.id in ids)


def told(owns: Iterable[Own], mask_of_all: int) -> list[Own]:
    """Those of these whose bit is set."""
    return [own for own in owns if mask_of_all >> own.bit & 1]
