"""The team's rota: who answers now, and when somebody does next. In the program's own time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from alongside.rules import week

ANSWER = frozenset({"coordinator", "supervisor"})  # who can be on the rota
DAY_ENDS = 24 * 60


@dataclass(frozen=True, slots=True)
class Stretch:
    """One person answers on this weekday (Monday 0) between these minutes after midnight."""

    person_id: int
    weekday: int
    begins: int
    ends: int  # up to 1440


def who(stretches: Sequence[Stretch], local: datetime) -> list[int]:
    """Whose turn it is at this moment, each once, in the order of the rota."""
    minute = local.hour * 60 + local.minute
    now = [
        each.person_id
        for each in stretches
        if each.weekday == local.weekday() and each.begins <= minute < each.ends
    ]
    return list(dict.fromkeys(now))


def begins_next(stretches: Sequence[Stretch], local: datetime) -> tuple[datetime, int] | None:
    """When the next turn begins after `local`, and whose it is; None where the rota is empty."""
    found: list[tuple[datetime, int]] = []
    for each in stretches:
        day = local.date() + timedelta(days=(each.weekday - local.weekday()) % 7)
        clock = time(each.begins // 60, each.begins % 60)
        at = week.at(day, clock, local)
        if at <= local:
            at = week.at(day + timedelta(days=7), clock, local)
        found.append((at, each.person_id))
    return min(found, default=None)


def stretches(person_id: int, weekday: int, begins: int, ends: int) -> list[Stretch]:
    """A turn as somebody writes it down: one that ends on the next day is two."""
    if begins < ends:
        return [Stretch(person_id, weekday, begins, ends)]
    after = [Stretch(person_id, (weekday + 1) % week.DAYS, 0, ends)] if ends else []
    return [Stretch(person_id, weekday, begins, DAY_ENDS), *after]
