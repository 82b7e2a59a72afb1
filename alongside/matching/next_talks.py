""" "When shall we talk next?" One says a time; the other says yes, or says another."""

from datetime import datetime

from alongside.base import turn
from alongside.matching.models import NextTalk


def say(program_id: int, match_id: int, by: int, at: datetime, now: datetime) -> None:
    """A time, instead of any said before. Who says the other's very time says yes to it."""
    turn.required()
    theirs = NextTalk.objects.select_for_update().filter(match_id=match_id).first()
    if theirs is not None and theirs.at == at:
        agree(match_id, by, at, now)
        return
    NextTalk.objects.update_or_create(
        match_id=match_id,
        defaults={"program_id": program_id, "at": at, "said_by_id": by, "said_at": now, "agreed_at": None},
    )


def agree(match_id: int, by: int, at: datetime, now: datetime) -> bool:
    """Yes to this very time. False where another was said meanwhile, or it was their own."""
    turn.required()
    said = NextTalk.objects.filter(match_id=match_id, at=at, agreed_at=None).exclude(said_by_id=by)
    return said.update(agreed_at=now) == 1


def let_go(match_id: int) -> None:
    """No time is said any more, by either of the two."""
    turn.required()
    NextTalk.objects.filter(match_id=match_id).delete()
