"""How a program's gateways are: one question, and none of their secrets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, F, OuterRef, QuerySet, Subquery

from alongside.gateways.arrivals import TRIED_AT_MOST
from alongside.gateways.models import Arrival, Gateway, Month


@dataclass(frozen=True, slots=True)
class Light:
    """A gateway as its coordinator sees it. Sums are millionths of its currency."""

    id: int
    kind: str
    name: str
    shown: str
    last_in_at: datetime | None
    last_out_at: datetime | None
    trouble: str  # of rules.channel_troubles; empty: none
    trouble_at: datetime | None
    credit: str
    currency: str
    ceiling: int
    came: int  # this month
    went: int
    segments: int
    failed: int  # late ones among them
    spent: int
    arrived_at: datetime | None  # the oldest that came in and is not taken yet
    stuck: int  # came in, and could not be taken however often it was tried


def of(program_id: int, day: date) -> list[Light]:
    """Every open gateway of a program, oldest first. `day`: of the month that is counted."""
    waiting = Arrival.objects.filter(gateway_id=OuterRef("id"), taken_at=None)
    stuck = waiting.filter(tries__gte=TRIED_AT_MOST).order_by().values("gateway_id")
    month = Month.objects.filter(gateway_id=OuterRef("id"), month=day.replace(day=1))
    rows: QuerySet[Any] = Gateway.objects.filter(program_id=program_id, closed_at=None).annotate(
        arrived_at=Subquery(waiting.order_by("at").values("at")[:1]),
        stuck=Subquery(stuck.annotate(count=Count("id")).values("count")),
        came=Subquery(month.values("came")[:1]),
        went=Subquery(month.values("went")[:1]),
        segments=Subquery(month.values("segments")[:1]),
        failed=Subquery(month.annotate(both=F("failed") + F("late")).values("both")[:1]),
        spent=Subquery(month.values("cost_millionths")[:1]),
    )
    return [_light(row) for row in rows.defer("sealed").order_by("id")]


def _light(row: Any) -> Light:
    return Light(
        id=row.id,
        kind=row.kind,
        name=row.name,
        shown=row.shown,
        last_in_at=row.last_in_at,
        last_out_at=row.last_out_at,
        trouble=row.trouble,
        trouble_at=row.trouble_at,
        credit=row.credit,
        currency=row.settings.get("currency", ""),
        ceiling=int(row.settings.get("ceiling_millionths", 0)),
        came=row.came or 0,
        went=row.went or 0,
        segments=row.segments or 0,
        failed=row.failed or 0,
        spent=row.spent or 0,
        arrived_at=row.arrived_at,
        stuck=row.stuck or 0,
    )
