"""A program takes nobody new for a while. People who are talking go on."""

from __future__ import annotations

from datetime import datetime

from alongside.base import turn
from alongside.matching import writes as matching
from alongside.people import programs


def pause(program_id: int, until: datetime) -> None:
    with turn.write():
        programs.set_pause(program_id, until)
        matching.hold_back(program_id)


def go_on(program_id: int) -> None:
    with turn.write():
        programs.set_pause(program_id, None)
        matching.bring_forward(program_id)
