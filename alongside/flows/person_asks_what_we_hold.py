"""A person asks what we hold about them: every room tells its rows, opened for their own eyes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

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

ROOMS = (people, matching, talk, steps, safety, workforce, outbox)


def whose(program: Program, person_id: int) -> Whose | None:
    """Who asks, with the keys that open what is theirs. None where there is nobody (any more)."""
    person = reads.person(person_id)
    if person is None:
        return None
    return Whose(person.id, program.id, person.key_id, program.key_id)


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


def _people_in(row: Held) -> Iterator[Someone]:
    for _, value in row.facts:
        if isinstance(value, Someone):
            yield value
    for words in row.words:
        if words.by is not None:
            yield words.by
