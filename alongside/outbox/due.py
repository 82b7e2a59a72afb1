"""Words that fell due: each is claimed by one worker, and settled."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F

from alongside.base import turn
from alongside.outbox import notices, texts
from alongside.outbox.models import Delivery


@dataclass(frozen=True, slots=True)
class Due:
    """Up to line `n` of a conversation is owed to a person since `due_at`."""

    id: int
    program_id: int
    conversation_id: int
    person_id: int
    n: int
    due_at: datetime
    carried_n: int = 0  # up to here it went by a channel


def due(now: datetime, at_most: int = 200) -> list[Due]:
    """What has fallen due, the oldest first."""
    rows = Delivery.objects.filter(due_at__lte=now).order_by("due_at")[:at_most]
    return [
        Due(row.id, row.program_id, row.conversation_id, row.person_id, row.n, row.due_at, row.carried_n)
        for row in rows
        if row.due_at is not None
    ]


def settle(owed: Due, now: datetime) -> bool:
    """Nothing more to do for these lines. True for exactly one of the workers who try.

    A line said meanwhile has moved `n`: then it is not settled, and falls due again.
    """
    turn.required()
    still = Delivery.objects.filter(id=owed.id, due_at=owed.due_at, n=owed.n)
    return still.update(due_at=None, claimed_at=now, tries=F("tries") + 1) == 1


def carried(owed: Due) -> None:
    """Texts are owed for these lines now."""
    turn.required()
    Delivery.objects.filter(id=owed.id, carried_n__lt=owed.n).update(carried_n=owed.n)


def put_off(owed: Due, until: datetime) -> bool:
    """They are here and may read it any moment: looked at again then."""
    turn.required()
    return Delivery.objects.filter(id=owed.id, due_at=owed.due_at).update(due_at=until) == 1


def leave(person_id: int, conversation_ids: list[int]) -> None:
    """Nothing is owed to this person any more, nor to anybody in conversations that ended with them."""
    turn.required()
    Delivery.objects.filter(person_id=person_id).delete()
    notices.leave(person_id)
    texts.leave(person_id, conversation_ids)
    Delivery.objects.filter(conversation_id__in=conversation_ids).update(due_at=None)
