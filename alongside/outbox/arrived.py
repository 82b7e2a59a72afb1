"""What came to a phone that is only tried: its texts as they went."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from alongside.outbox.models import Text
from alongside.outbox.texts import ARRIVES, place
from alongside.people.doors import Door
from alongside.vault import keys


@dataclass(frozen=True, slots=True)
class Arrived:
    """A text that went: our own words, or lines of a talk from one number to another."""

    at: datetime
    words: str
    conversation_id: int | None
    from_n: int
    to_n: int


def at(door: Door, since: datetime, at_most: int = 20) -> list[Arrived]:
    """The newest texts that went to this door, in the order they went."""
    rows = Text.objects.filter(handle_id=door.handle_id, made_at__gte=since, state__in=ARRIVES)
    newest = list(rows.order_by("-state_at", "-id")[:at_most])[::-1]
    return [
        Arrived(
            row.state_at,
            keys.read(door.key_id, row.sealed, place(row.id)) or "" if row.sealed else "",
            row.conversation_id,
            row.from_n,
            row.to_n,
        )
        for row in newest
    ]
