"""How often something that could be guessed or harvested was tried.

No address and no name is kept: what is counted is a hash under a key that changes every day.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import F

from alongside.base import turn
from alongside.people.models import Attempt
from alongside.vault.install import keyed_hash

KEPT = timedelta(days=2)


def _hash_of(what: str, who: str, now: datetime) -> bytes:
    return keyed_hash(f"attempt {now.date().isoformat()}", f"{what} {who}")


def count(what: str, who: str, now: datetime) -> int:
    """Counts one more try today and says how many that makes."""
    turn.required()
    row = {"day": now.date(), "what": what, "who": _hash_of(what, who, now)}
    Attempt.objects.bulk_create([Attempt(**row, times=0, last_at=now)], ignore_conflicts=True)
    mine = Attempt.objects.filter(**row)
    mine.update(times=F("times") + 1, last_at=now)
    return mine.values_list("times", flat=True).get()


def give_back(what: str, who: str, now: datetime) -> None:
    """Takes one try off again: it was no guess."""
    turn.required()
    row = Attempt.objects.filter(day=now.date(), what=what, who=_hash_of(what, who, now), times__gt=0)
    row.update(times=F("times") - 1)


def times(what: str, who: str, now: datetime) -> int:
    """How often it was tried today, without counting."""
    row = Attempt.objects.filter(day=now.date(), what=what, who=_hash_of(what, who, now)).first()
    return row.times if row else 0


def times_each(what: str, whos: Iterable[str], now: datetime) -> dict[str, int]:
    """As `times`, for several at once: one question."""
    hashes = {_hash_of(what, who, now): who for who in whos}
    found = dict.fromkeys(hashes.values(), 0)
    rows = Attempt.objects.filter(day=now.date(), what=what, who__in=list(hashes))
    for hashed, tried in rows.values_list("who", "times"):
        found[hashes[bytes(hashed)]] = tried
    return found


def count_each(what: str, whos: Iterable[str], now: datetime) -> None:
    """As `count`, for several at once: one statement."""
    turn.required()
    hashes = sorted(_hash_of(what, who, now) for who in whos)
    at = connection.ops.adapt_datetimefield_value(now)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO people_attempt (day, what, who, times, last_at) "
            f"VALUES {', '.join(['(%s, %s, %s, 1, %s)'] * len(hashes))} ON CONFLICT (day, what, who) "
            "DO UPDATE SET times = people_attempt.times + 1, last_at = excluded.last_at",
            [value for hashed in hashes for value in (now.date().isoformat(), what, hashed, at)],
        )


def clear_old(now: datetime) -> None:
    """Takes away what no longer limits anything."""
    turn.required()
    Attempt.objects.filter(day__lt=(now - KEPT).date()).delete()
