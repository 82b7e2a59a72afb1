"""A person asks what we hold about them: every room tells its rows, opened for their own eyes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from alongside.gateways import holding as gateways
from alongside.matching import holding as matching
from alongside.outbox import holding as outbox
from alongside.people import holding as people
from alongside.people import reads
from alongside.rules.held import Held, Someone, Whose
from alongside.safety import holding as safety
from alongside.steps import holding as steps
from alongside.talk import holding as talk
from alongside.workforce import holding as workforce

if TYPE_CHECKING:
    from alongside.people.models import Program
    from alongside.talk.holding import Line

ROOMS = (people, matching, talk, steps, safety, workforce, outbox, gateways)


def whose(program: Program, person_id: int, key_id: int) -> Whose:
    """Who asks, with the keys that open what is theirs."""
    return Whose(person_id, program.id, key_id, program.key_id)


def tables() -> set[str]:
    """Every table that is told of somewhere."""
    return {table for room in ROOMS for table in room.TABLES}


def held(who: Whose, group: str) -> Iterator[Held]:
    """What belongs on one page of "What we hold about you" (rules.held_words.GROUPS)."""
    for room in ROOMS:
        for on_page, tells in room.TABLES.values():
            if on_page == group:
                yield from tells(who)


def named(rows: Iterable[Held]) -> dict[int, str]:
    """The names of everybody these rows speak of. Who is gone is not in it."""
    return reads.names(someone.id for row in rows for someone in _people_in(row))


def conversations(who: Whose) -> list[int]:
    """The conversations they can read."""
    return talk.conversations(who)


def lines(who: Whose, conversation_id: int) -> Iterator[list[Line]]:
    """Everything they can read in one of them today, some lines at a time."""
    return talk.lines(who, conversation_id)


def _people_in(row: Held) -> Iterator[Someone]:
    for _, value in row.facts:
        if isinstance(value, Someone):
            yield value
    for words in row.words:
        if words.by is not None:
            yield words.by
