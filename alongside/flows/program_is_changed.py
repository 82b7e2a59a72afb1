"""A coordinator changes how the program speaks, when it is open, its lists and the help it shows."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from alongside.base import turn
from alongside.people import choices, programs


def speaks(program_id: int, words: dict[str, dict[str, str]]) -> None:
    """Its own words for peer, member and supervisor."""
    with turn.write():
        programs.set_words(program_id, words)


def opens(program_id: int, time_zone: str, hours: list[list[Any]]) -> None:
    with turn.write():
        programs.set_hours(program_id, time_zone, hours)


def lists(program_id: int, lines: dict[str, list[str]], now: datetime) -> bool:
    """The program's own choices by kind. False, and nothing changed, when there is no room for them all."""
    try:
        with turn.write():
            for kind, words in lines.items():
                choices.put(program_id, kind, words, now)
    except choices.ListIsFull:
        return False
    return True


def helps(program_id: int, *, emergency_number: str, named_adult: str, neutral_site: str, age: int) -> None:
    """The emergency number, the adult for who is too young, and where "Hide this page" goes."""
    with turn.write():
        programs.set_help(
            program_id,
            emergency_number=emergency_number,
            named_adult=named_adult,
            neutral_site=neutral_site,
            age=age,
        )
