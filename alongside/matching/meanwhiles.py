"""What a member answered when their peer went on a break: wait, or meet someone meanwhile."""

from datetime import datetime

from alongside.base import turn
from alongside.matching.models import Meanwhile

WAIT, MEANWHILE = "wait", "meanwhile"
ANSWERS = (WAIT, MEANWHILE)


def answer(program_id: int, match_id: int, rest: int, chosen: str, now: datetime) -> None:
    """`rest`: the number of the break. A later answer to the same break stands instead."""
    turn.required()
    Meanwhile.objects.update_or_create(
        match_id=match_id, rest=rest, defaults={"program_id": program_id, "answer": chosen, "at": now}
    )


def answered(match_id: int, rest: int) -> bool:
    """Whether this break was answered."""
    return Meanwhile.objects.filter(match_id=match_id, rest=rest).exists()
