"""The neutral note that something waits. However much waits, it is one note until they have looked."""

from collections.abc import Iterable
from datetime import datetime
from typing import Literal

from alongside.base import turn
from alongside.outbox.models import Notice

Kind = Literal["desk", "note"]


def tell(program_id: int, person_ids: Iterable[int], kind: Kind, now: datetime) -> None:
    """Something waits for these people: on a desk, or as a note for a member."""
    turn.required()
    for person_id in set(person_ids):
        Notice.objects.get_or_create(
            person_id=person_id,
            defaults={"program_id": program_id, "kind": kind, "since": now, "due_at": now},
        )
