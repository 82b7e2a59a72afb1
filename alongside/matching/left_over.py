"""Wishes for which everybody who could be asked was asked in vain: one of the team takes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from alongside.base import turn
from alongside.matching.models import Offer, Request
from alongside.matching.rows import ASKED, CHOOSING, LAPSED, PASSED, SUGGESTED, WAITING


@dataclass(frozen=True, slots=True)
class LeftOver:
    """Somebody for whom nobody is left to ask, since the last answer. No words of theirs."""

    request_id: int
    person_id: int
    since: datetime


def of(program_id: int) -> list[LeftOver]:
    """Those nobody has taken yet, who waits longest first."""
    return _left(Request.objects.filter(program_id=program_id, taken_at=None))


def one(program_id: int, request_id: int) -> LeftOver | None:
    """One of them, also when somebody has taken it."""
    return next(iter(_left(Request.objects.filter(program_id=program_id, id=request_id))), None)


def is_left(request_id: int) -> bool:
    """Whether nobody is left to ask for this wish, and nobody has taken it."""
    return bool(_left(Request.objects.filter(id=request_id, taken_at=None)))


def taken_by(request_id: int) -> int | None:
    """Who of the team writes to whoever wished this."""
    return Request.objects.filter(id=request_id).values_list("taken_by", flat=True).first()


def take(request_id: int, team_id: int, now: datetime) -> bool:
    """True for the one who takes it, also when they tap twice."""
    turn.required()
    free = Request.objects.filter(id=request_id, taken_at=None)
    if free.update(taken_by=team_id, taken_at=now) == 1:
        return True
    return taken_by(request_id) == team_id


def _left(wishes: QuerySet[Request]) -> list[LeftOver]:
    return [LeftOver(*row) for row in rows(wishes).values_list("id", "person_id", "since")]


def rows(wishes: QuerySet[Request]) -> Any:
    """A wish for "whoever is free" that waits, or one by name whose member has nobody else to choose."""
    offers = Offer.objects.filter(request_id=OuterRef("id"))
    answered = Q(offer__state__in=(PASSED, LAPSED), offer__answered_at__isnull=False)
    return (
        wishes.filter(Q(state=WAITING) | Q(state=CHOOSING) & ~Exists(offers.filter(state=SUGGESTED)))
        .filter(~Exists(offers.filter(state=ASKED)))
        .annotate(since=Max("offer__answered_at", filter=answered))
        .filter(since__isnull=False)
        .order_by("since", "id")
    )
