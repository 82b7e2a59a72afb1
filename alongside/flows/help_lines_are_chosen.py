"""The team keeps its help lines true: adds, changes and removes them, and says who was rung on which day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from alongside.base import turn
from alongside.safety import writes

if TYPE_CHECKING:
    from alongside.safety.writes import Told


def add(program_id: int, told: Told) -> None:
    with turn.write():
        writes.add_line(program_id, told)


def change(program_id: int, line_id: int, told: Told) -> bool:
    """False when the program has no such line."""
    with turn.write():
        return writes.change_line(program_id, line_id, told)


def remove(program_id: int, line_id: int) -> bool:
    with turn.write():
        return writes.remove_line(program_id, line_id)


def was_rung(program_id: int, line_id: int, by: int, day: date) -> bool:
    """`by`, one of the team, rang it and it was right."""
    with turn.write():
        return writes.line_was_rung(program_id, line_id, by, day)


def copy_published(program_id: int, country: str) -> int:
    """The lines published for the country, beside what is there; how many were new."""
    with turn.write():
        return writes.copy_published_lines(program_id, country)
