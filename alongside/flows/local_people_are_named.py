"""The team names people near, who can come or listen, and keeps that list true."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from alongside.base import turn
from alongside.safety import local_people

if TYPE_CHECKING:
    from alongside.safety.local_people import Near


def add(program_id: int, near: Near, asked_on: date) -> None:
    with turn.write():
        local_people.add(program_id, near, asked_on)


def change(program_id: int, local_id: int, near: Near, asked_on: date) -> bool:
    """False when the program names no such person."""
    with turn.write():
        return local_people.change(program_id, local_id, near, asked_on)


def remove(program_id: int, local_id: int) -> bool:
    with turn.write():
        return local_people.remove(program_id, local_id)
