"""What the talk path reads of conversations: plain values, one question for a whole batch."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.db import connection


@dataclass(slots=True)
class Seat:
    """Someone's place in a conversation."""

    membership_id: int
    person_id: int
    seat: int
    key_id: int
    seen_n: int
    reading_until: datetime | None
    shares_seen: bool
    shares_typing: bool


@dataclass(slots=True)
class Room:
    """A conversation as it stands in the storing transaction."""

    id: int
    program_id: int
    kind: str
    last_n: int
    last_at: datetime | None
    paused_by: int | None
    ended_at: datetime | None
    seats: list[Seat] = field(default_factory=list)

    def seat_of(self, person_id: int | None) -> Seat | None:
        return next((seat for seat in self.seats if seat.person_id == person_id), None)

    def others(self, person_id: int | None) -> list[Seat]:
        return [seat for seat in self.seats if seat.person_id != person_id]


ROOMS = """
SELECT c.id, c.program_id, c.kind, c.last_n, c.last_at, c.paused_by, c.ended_at,
       m.id, m.person_id, m.seat, m.key_id, m.seen_n, m.reading_until, m.shares_seen, m.shares_typing
FROM talk_conversation c
JOIN talk_membership m ON m.program_id = c.program_id AND m.conversation_id = c.id AND m.left_at IS NULL
WHERE c.id IN ({marks})
ORDER BY c.id
"""


def marks(values: Sequence[Any], shape: str = "%s") -> str:
    return ", ".join([shape] * len(values))


def aware(at: datetime | None) -> datetime | None:
    """SQLite hands back times without a zone; they are all UTC."""
    return at if at is None or at.tzinfo else at.replace(tzinfo=UTC)


def rooms(conversation_ids: Iterable[int], *, lock: bool = False) -> dict[int, Room]:
    """These conversations with who is in them now. `lock`: nobody else numbers a line there meanwhile."""
    ids = sorted(set(conversation_ids))
    if not ids:
        return {}
    statement = ROOMS.format(marks=marks(ids))
    if lock and connection.vendor == "postgresql":
        statement += " FOR UPDATE OF c"
    found: dict[int, Room] = {}
    with connection.cursor() as cursor:
        cursor.execute(statement, ids)
        for row in cursor.fetchall():
            room = found.get(row[0])
            if room is None:
                room = found[row[0]] = Room(
                    row[0], row[1], row[2], row[3], aware(row[4]), row[5], aware(row[6])
                )
            room.seats.append(
                Seat(row[7], row[8], row[9], row[10], row[11], aware(row[12]), bool(row[13]), bool(row[14]))
            )
    return found
