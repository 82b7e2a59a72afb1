"""Which peers could still be among the best: counted by the database on committed rows.

The same sums as `rules.fit`, written as whole-number SQL that SQLite and PostgreSQL read alike. Those who
are here now come through an index and first; the others are looked at only when too few of them fit.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import connection

from alongside.people.availability import cards
from alongside.rules.fit import (
    LIKED,
    LOAD,
    MOST_COUNTED,
    SPARED,
    USUAL_HOUR,
    Card,
    Scale,
    Wishes,
    points,
)

HERE = "here_until > %s"
NOT_HERE = "(here_until IS NULL OR here_until <= %s) AND hours <> 0"
EITHER = "(here_until > %s OR hours <> 0)"

Values = list[int | str | datetime | None]
Clause = tuple[str, Values]


def best(
    program_id: int,
    wishes: Wishes,
    scale: Scale,
    now: datetime,
    now_part: int,
    limit: int,
    leave_out: Collection[int] = (),
) -> list[Card]:
    """The `limit` peers that `rules.fit` would put first, best first."""
    found = _ranked(HERE, program_id, wishes, scale, now, now_part, limit, leave_out)
    if len(found) < limit:
        more = limit - len(found)
        found += _ranked(NOT_HERE, program_id, wishes, scale, now, now_part, more, leave_out)
    known = cards(found, now)
    return [known[person_id] for person_id in found if person_id in known]


def how_many(program_id: int, wishes: Wishes, now: datetime, leave_out: Collection[int] = ()) -> int:
    """How many peers nothing rules out, counted to MOST_COUNTED at most."""
    where, values = _may_be_asked(EITHER, program_id, wishes, now, leave_out)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT COUNT(*) FROM (SELECT 1 FROM people_availability WHERE {where} LIMIT %s) AS found",
            [*values, MOST_COUNTED],
        )
        return int(cursor.fetchone()[0])


def _ranked(
    presence: str,
    program_id: int,
    wishes: Wishes,
    scale: Scale,
    now: datetime,
    now_part: int,
    limit: int,
    leave_out: Collection[int],
) -> list[int]:
    score, worth = _score(wishes, scale, now_part)
    where, values = _may_be_asked(presence, program_id, wishes, now, leave_out)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT person_id FROM people_availability WHERE {where} "
            f"ORDER BY {score} DESC, person_id LIMIT %s",
            [*values, *worth, limit],
        )
        return [row[0] for row in cursor.fetchall()]


def _score(wishes: Wishes, scale: Scale, now_part: int) -> Clause:
    """What `rules.fit.fit` adds up."""
    terms: list[str] = ["((hours >> %s) & 1) * %s", "walking_with * %s"]
    values: Values = [now_part, USUAL_HOUR, -LOAD]
    for name, bit, worth in points(wishes, scale):
        terms.append(f"(({name} >> %s) & 1) * %s")
        values += (bit, worth)
    for mine in wishes.liked():
        terms.append("CASE WHEN (belongs & %s) <> 0 THEN %s ELSE 0 END")
        values += (mine, LIKED)
    spared = scale.rare_tongues() & ~wishes.tongues
    if spared:
        terms.append("CASE WHEN (tongues & %s) <> 0 THEN %s ELSE 0 END")
        values += (spared, -SPARED)
    return " + ".join(terms), values


def _may_be_asked(
    presence: str, program_id: int, wishes: Wishes, now: datetime, leave_out: Collection[int]
) -> Clause:
    """What `rules.fit.allowed` asks."""
    moment = connection.ops.adapt_datetimefield_value(now)
    terms = [f"program_id = %s AND ready = %s AND {presence}", "(tongues & %s) <> 0"]
    values: Values = [program_id, True, moment, wishes.tongues]
    for name in ("gender", "age_band"):
        if getattr(wishes, name):
            terms.append(f"{name} = %s")
            values.append(getattr(wishes, name))
    for kind, mine in wishes.kept_from():
        terms.append("(told & %s) <> 0 AND %s <> 0 AND (belongs & %s) = 0")
        values += (kind, mine, mine)
    terms.append("walking_with < capacity AND (break_until IS NULL OR break_until <= %s)")
    values.append(moment)
    if leave_out:
        terms.append(f"person_id NOT IN ({', '.join(['%s'] * len(leave_out))})")
        values += sorted(leave_out)
    return " AND ".join(terms), values
