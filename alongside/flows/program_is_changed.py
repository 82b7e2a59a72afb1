"""A coordinator changes how the program speaks, when it is open, its lists and the help it shows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from alongside.base import turn
from alongside.people import assurances, choices, programs, reads
from alongside.rules import before_opening, duty
from alongside.safety import duty as safety

if TYPE_CHECKING:
    from alongside.rules.duty import Stretch


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


def helps(program_id: int, *, emergency_number: str, poison_number: str, neutral_site: str) -> None:
    """The emergency and poison numbers, and where "Hide this page" goes."""
    with turn.write():
        programs.set_help(
            program_id,
            emergency_number=emergency_number,
            poison_number=poison_number,
            neutral_site=neutral_site,
        )


def ages(program_id: int, age: int, named_adult: str, by: int, now: datetime) -> None:
    """From which age on people can talk here. `by` stands for it."""
    with turn.write():
        programs.set_age(program_id, age, named_adult)
        assurances.stand(program_id, before_opening.AGE, by, now)


def hears_complaints(program_id: int, words: str, by: int, now: datetime) -> None:
    """Who, outside the team, hears what is said about the team. `by` stands for it."""
    with turn.write():
        programs.set_complaints(program_id, words)
        assurances.stand(program_id, before_opening.COMPLAINTS, by, now)


def keeps_a_rota(program_id: int, stretches: Sequence[Stretch], number: str, by: int, now: datetime) -> None:
    """Who of the team answers when, and the number for all other hours. `by` stands for it.

    Who is not (any more) of the team is left out.
    """
    with turn.write():
        team = {person_id for person_id, roles in reads.roles_in(program_id).items() if roles & duty.ANSWER}
        safety.write_rota(program_id, [each for each in stretches if each.person_id in team])
        programs.set_backup_number(program_id, number)
        assurances.stand(program_id, before_opening.BACKUP, by, now)
