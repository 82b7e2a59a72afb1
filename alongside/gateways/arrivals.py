"""What came in: stored before it is answered, taken once, in the order each sender sent it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import F, Min, Q

from alongside.base import turn
from alongside.base.ids import new_ids
from alongside.gateways.models import Arrival
from alongside.rules.channel import Event
from alongside.rules.channel_events import once_of, read, sender_of, written
from alongside.vault import keys
from alongside.vault.install import keyed_hash

KEPT = timedelta(days=7)  # so long providers send again what they think we did not get
TRIED_AT_MOST = 8  # then the next of the same sender goes ahead; somebody has to look
ONCE_MORE_AFTER = timedelta(hours=1)  # what is mended meanwhile lets it be taken after all
WAITS = tuple(timedelta(seconds=each) for each in (1, 2, 5, 15, 60, 300, 900))


@dataclass(frozen=True, slots=True)
class CameIn:
    """An event of a gateway, as it came."""

    program_id: int
    gateway_id: int
    key_id: int  # of the program
    event: Event
    at: datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """An arrival that nobody has taken yet."""

    id: int
    program_id: int
    gateway_id: int
    event: Event
    ref: str  # the same for a repeat: names the line it becomes
    at: datetime
    tries: int


def place(arrival_id: int) -> str:
    """What a sealed event is bound to."""
    return f"gateways_arrival {arrival_id}"


def keep(items: Sequence[CameIn]) -> int:
    """Stores what is new, in one statement; how many were. A repeat is left as it is."""
    turn.required()
    if not items:
        return 0
    ciphers = keys.ciphers(item.key_id for item in items)
    values: list[Any] = []
    for row_id, item in zip(new_ids(len(items)), items, strict=True):
        once = keyed_hash("arrival", once_of(item.event))
        sender = keyed_hash("arrival sender", f"{item.gateway_id} {sender_of(item.event) or once.hex()}")
        sealed = keys.sealed_with(ciphers[item.key_id], written(item.event), place(row_id))
        at = connection.ops.adapt_datetimefield_value(item.at)
        values += (row_id, item.program_id, item.gateway_id, once, sender, sealed, at)
    rows = ", ".join(["(%s, %s, %s, %s, %s, %s, %s, 0)"] * len(items))
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO gateways_arrival (id, program_id, gateway_id, ref, sender, sealed, at, tries) "
            f"VALUES {rows} ON CONFLICT DO NOTHING",
            values,
        )
        return int(cursor.rowcount)


def waiting(now: datetime, at_most: int = 100) -> list[Waiting]:
    """The first arrival of each sender that nobody has taken: all of them may be taken beside each other.
    Those that were put off hold up their own sender alone, however many they are; those that were tried
    very often hold up nobody, and are tried once an hour."""
    rows = Arrival.objects.filter(taken_at=None, tries__lt=TRIED_AT_MOST)
    firsts = rows.values("sender").annotate(first=Min("id")).values("first")
    turn_of_its_own = Q(taken_at=None, tries__gte=TRIED_AT_MOST)
    may_be_tried = Arrival.objects.filter(
        Q(again_at=None) | Q(again_at__lte=now), Q(id__in=firsts) | turn_of_its_own
    )
    found = list(may_be_tried.select_related("program").order_by("id")[:at_most])
    ciphers = keys.ciphers(row.program.key_id for row in found)
    ready = []
    for row in found:
        text = keys.opened_with(ciphers.get(row.program.key_id), row.sealed, place(row.id))
        if text is not None:
            ref = bytes(row.ref).hex()
            ready.append(Waiting(row.id, row.program_id, row.gateway_id, read(text), ref, row.at, row.tries))
    return ready


def take(arrival_id: int, now: datetime) -> bool:
    """It is taken, and its words are gone from here. True for exactly one of the workers who try."""
    turn.required()
    still = Arrival.objects.filter(id=arrival_id, taken_at=None)
    return still.update(taken_at=now, sealed=b"", again_at=None) == 1


def put_off(arrival: Waiting, now: datetime) -> None:
    """It could not be taken: tried again after a growing wait."""
    turn.required()
    again = now + (WAITS[arrival.tries] if arrival.tries < len(WAITS) else ONCE_MORE_AFTER)
    Arrival.objects.filter(id=arrival.id, taken_at=None).update(tries=F("tries") + 1, again_at=again)


def stuck(program_id: int) -> int:
    """How many could not be taken however often it was tried."""
    return Arrival.objects.filter(program_id=program_id, taken_at=None, tries__gte=TRIED_AT_MOST).count()


def forget_old(now: datetime, at_most: int = 5000) -> int:
    """Rows that only know a repeat go after 7 days."""
    turn.required()
    old = Arrival.objects.filter(at__lt=now - KEPT).exclude(taken_at=None).order_by("at")
    ids: Iterable[int] = list(old.values_list("id", flat=True)[:at_most])
    return Arrival.objects.filter(id__in=ids).delete()[0]
