"""A way out, and people with an address, for tests of being told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

import pytest
from django.db import connection

from alongside.base import turn
from alongside.outbox import notices, ways
from alongside.outbox.ways import Note
from alongside.people import accounts, handles
from alongside.rules.channel import Carried
from alongside.rules.sending import SENT
from conftest import Cast


@dataclass
class Pigeon:
    """A way out that remembers what it was given, and answers as it is told."""

    carried: list[Note] = field(default_factory=list)
    answers: list[Carried] = field(default_factory=list)
    carries: frozenset[str] = frozenset({"desk", "note", "number"})
    names: str = ""
    meanwhile: Callable[[], None] = lambda: None

    def carry(self, note: Note) -> Carried:
        assert not connection.in_atomic_block, "nobody waits for a mail server inside a transaction"
        self.carried.append(note)
        self.meanwhile()
        return self.answers.pop(0) if self.answers else Carried(SENT)

    def whom(self) -> list[str]:
        return [note.to for note in self.carried]


@pytest.fixture
def pigeon() -> Iterator[Pigeon]:
    way = Pigeon()
    ways.opened(way)
    yield way
    ways.closed(way)


@pytest.fixture
def rosa(cast: Cast) -> str:
    """The peer's e-mail."""
    with turn.write():
        accounts.add(cast.peer, "rosa@example.org", "hashed")
    return "rosa@example.org"


def leave_an_address(cast: Cast, address: str, now: datetime, *, proved: bool = True) -> None:
    with turn.write():
        handles.leave(cast.program.id, cast.member.id, cast.member.key_id, address)
        if proved:
            left = handles.left_by(cast.member.id, cast.member.key_id)
            assert left is not None
            assert handles.prove(cast.member.id, handles.number(left.id), now)


def tell(cast: Cast, person_id: int, kind: notices.Kind, now: datetime) -> None:
    with turn.write():
        notices.tell(cast.program.id, [person_id], kind, now)
