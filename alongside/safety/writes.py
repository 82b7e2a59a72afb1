"""Verbs about blocks and help lines. Each needs a transaction around it."""

from datetime import datetime

from alongside.base import turn
from alongside.safety.models import Block


def block(program_id: int, conversation_id: int, by: int, whom: int, now: datetime) -> None:
    """`by` wants no more words of `whom`. A second time changes nothing."""
    turn.required()
    Block.objects.get_or_create(
        program_id=program_id, conversation_id=conversation_id, by_id=by, whom_id=whom, defaults={"at": now}
    )
