"""What goes out by a program's gateways, in numbers. Nobody's name, nobody's words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, IntegerField, Min, Q, QuerySet, Value

from alongside.base.ids import id_at
from alongside.outbox import notices
from alongside.outbox.models import Text
from alongside.outbox.texts import ARRIVES, IN_VAIN
from alongside.rules.channel_troubles import LATE, STOPPED, UNKNOWN

LOOKED_BACK = timedelta(days=7)  # what could not be brought is told for so long
WHY = {"late": LATE, "stopped": STOPPED, "failed": UNKNOWN}  # where a text says no more than that


@dataclass(frozen=True, slots=True)
class OnDesk:
    """What one look at the team's desk tells. Troubles are codes, counted."""

    waits: bool  # a notice is owed to who looks, and is not any more
    unsent: Mapping[str, int]  # people who could not be told (rules.sending)
    not_brought: Mapping[str, int]  # messages of the last days (rules.channel_troubles)


def on_desk(program_id: int, person_id: int, now: datetime) -> OnDesk:
    """One question."""
    nothing = Value(0, IntegerField())
    lost = _in_vain(program_id, now).annotate(count=Count("id")).values_list("trouble", "state", "count")
    rows = notices.counted(program_id, person_id)
    told = lost.annotate(mine=nothing).union(rows, all=True)
    unsent: dict[str, int] = {}
    not_brought: Counter[str] = Counter()
    waits = False
    for trouble, state, count, mine in told:
        if state == notices.COUNTED:
            waits = waits or mine > 0
            if count:
                unsent[trouble] = count
        else:
            not_brought[trouble or WHY[state]] += count
    return OnDesk(waits, unsent, _the_most_first(not_brought))


def not_brought(program_id: int, now: datetime) -> Mapping[str, int]:
    """How many messages of the last days will not arrive, by the trouble, the most first."""
    rows = _in_vain(program_id, now).annotate(count=Count("id")).values_list("trouble", "state", "count")
    found: Counter[str] = Counter()
    for trouble, state, count in rows:
        found[trouble or WHY[state]] += count
    return _the_most_first(found)


def waiting(program_id: int, now: datetime) -> dict[int, datetime]:
    """Gateway -> since when the oldest text waits there that should have gone."""
    should = Q(due_at__lte=now) | Q(due_at__isnull=False, tries__gt=0)
    rows = Text.objects.filter(should, program_id=program_id).order_by().values_list("gateway_id")
    return dict(rows.annotate(oldest=Min("made_at")))


def people(program_id: int, gateway_ids: Iterable[int], since: datetime) -> dict[int, int]:
    """Gateway -> to how many people a text went by it since then."""
    rows = Text.objects.filter(
        program_id=program_id, gateway_id__in=list(gateway_ids), id__gte=_made(since), state__in=ARRIVES
    )
    return dict(rows.order_by().values_list("gateway_id").annotate(people=Count("person_id", distinct=True)))


def _in_vain(program_id: int, now: datetime) -> QuerySet[Text, Any]:
    return (
        Text.objects.filter(program_id=program_id, id__gte=_made(now - LOOKED_BACK), state__in=IN_VAIN)
        .order_by()
        .values("trouble", "state")
    )


def _made(since: datetime) -> int:
    """The smallest id of a text that was made then: the newest are found without an index of their own."""
    return id_at(int(since.timestamp() * 1000))


def _the_most_first(counts: Counter[str]) -> Mapping[str, int]:
    return dict(counts.most_common())
