"""Breaks of peers: until a day, or for good, with a kind line for those they walk with.

Until when somebody is not suggested stands in `people.availability`; why and what they say stands here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from alongside.base import turn
from alongside.base.ids import new_id
from alongside.vault import keys
from alongside.workforce.models import Break


@dataclass(frozen=True, slots=True)
class Rest:
    """A break that goes on. `back_on` is None for who leaves for good."""

    id: int
    program_id: int
    peer_id: int
    back_on: date | None
    made_at: datetime
    sealed: bytes
    key_id: int

    def words(self) -> str:
        """The kind line, or the goodbye; empty where there is none."""
        return keys.read(self.key_id, self.sealed, words_place(self.id)) or ""


def words_place(break_id: int) -> str:
    """What a sealed line of a break is bound to."""
    return f"workforce_break words/{break_id}"


def begin(program_id: int, peer: tuple[int, int], back_on: date | None, words: str, now: datetime) -> int:
    """From now on this peer (and their key) rests; a break before it ends with it."""
    turn.required()
    peer_id, key_id = peer
    end(peer_id, now)
    break_id = new_id()
    Break.objects.create(
        id=break_id,
        program_id=program_id,
        peer_id=peer_id,
        words=keys.seal(key_id, words, words_place(break_id)) if words else b"",
        back_on=back_on,
        made_at=now,
    )
    return break_id


def end(peer_id: int, now: datetime) -> None:
    """Whatever break it is, it is over. What they said about it goes."""
    turn.required()
    Break.objects.filter(peer_id=peer_id, ended_at=None).update(ended_at=now, words=b"")


def comes_back(peer_id: int, now: datetime) -> None:
    """They are back from a rest. Who leaves for good still leaves."""
    turn.required()
    resting = Break.objects.filter(peer_id=peer_id, ended_at=None, back_on__isnull=False)
    resting.update(ended_at=now, words=b"")


def of(peer_id: int, today: date) -> Rest | None:
    """The break this peer is on; none once the day of coming back has come."""
    row = _going_on().filter(peer_id=peer_id).first()
    return _rest(row) if row and (row.back_on is None or row.back_on > today) else None


def leaving(program_id: int) -> list[Rest]:
    """Who leaves this program for good, in the order they said so."""
    rows = _going_on().filter(program_id=program_id, back_on=None).order_by("made_at")
    return [_rest(row) for row in rows]


def _going_on() -> QuerySet[Break]:
    return Break.objects.select_related("peer").filter(ended_at=None).order_by("-made_at")


def _rest(row: Break) -> Rest:
    return Rest(
        row.id, row.program_id, row.peer_id, row.back_on, row.made_at, bytes(row.words), row.peer.key_id
    )
