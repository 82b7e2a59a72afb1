"""A program's gateways, ready to be used."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from alongside.gateways import kinds
from alongside.gateways.kinds import Channel
from alongside.gateways.models import Arrival, Gateway, Month
from alongside.rules.channel import Capabilities, Setup
from alongside.vault import keys
from alongside.vault.install import keyed_hash

# What is no secret and every channel has (Gateway.settings).
STANDARD: Mapping[str, Any] = {
    "person_pays": "",  # what a text costs the person, as the program says it: "1 shilling"
    "ring_back": "",  # the number to ring and let go: "we ring back"
    "neutral": "",  # the program's neutral words: the first line of a first answer
    "sender": "",  # the neutral name or number texts come from
    "price_millionths": 0,  # of the currency, for a segment, where the provider does not tell
    "currency": "",
    "ceiling_millionths": 0,  # what may be spent in a month; 0: no ceiling
    "silent_days": 60,  # after so long a handle is asked "still you?"
}


@dataclass(frozen=True, slots=True)
class Open:
    """A gateway, its channel and its opened values."""

    id: int
    program_id: int
    kind: str
    name: str
    shown: str
    channel: Channel
    setup: Setup
    settings: Mapping[str, Any]
    last_in_at: datetime | None
    last_out_at: datetime | None
    trouble: str
    trouble_at: datetime | None
    credit: str
    caught_up_to: str

    @property
    def capabilities(self) -> Capabilities:
        return self.channel.capabilities(self.setup)

    @property
    def carries_texts(self) -> bool:
        """Whether texts go out by it. By a line for calls alone none do."""
        return self.capabilities.longest > 0


def place(gateway_id: int) -> str:
    """What a gateway's sealed values are bound to."""
    return f"gateways_gateway {gateway_id}"


def path_hash(path: str) -> bytes:
    """What finds the secret part of an address."""
    return keyed_hash("gateway path", path)


def opened(program_id: int) -> list[Open]:
    """Every gateway of a program that is open, oldest first."""
    return list(_open(Gateway.objects.filter(program_id=program_id)).values())


def everywhere() -> dict[int, Open]:
    """Every open gateway of this install."""
    return _open(Gateway.objects.all())


def get(gateway_id: int) -> Open | None:
    return these([gateway_id]).get(gateway_id)


def these(gateway_ids: Iterable[int]) -> dict[int, Open]:
    return _open(Gateway.objects.filter(id__in=set(gateway_ids)))


def month(gateway_ids: Iterable[int], day: date) -> dict[int, Month]:
    """What went over each of these gateways in the month of this day."""
    rows = Month.objects.filter(gateway_id__in=list(gateway_ids), month=day.replace(day=1))
    return {row.gateway_id: row for row in rows}


def waiting(program_id: int) -> tuple[int, datetime | None]:
    """How many arrivals are not taken yet, and since when the oldest waits."""
    rows = Arrival.objects.filter(program_id=program_id, taken_at=None)
    oldest = rows.order_by("at").values_list("at", flat=True).first()
    return rows.count(), oldest


def _open(rows: QuerySet[Gateway]) -> dict[int, Open]:
    found = list(rows.filter(closed_at=None).select_related("program").order_by("id"))
    ciphers = keys.ciphers(row.program.key_id for row in found)
    ready: dict[int, Open] = {}
    for row in found:
        channel = kinds.of(row.kind)
        told = keys.opened_with(ciphers.get(row.program.key_id), row.sealed, place(row.id))
        if channel is not None and told is not None:
            ready[row.id] = _ready(row, channel, json.loads(told))
    return ready


def _ready(row: Gateway, channel: Channel, told: dict[str, Any]) -> Open:
    return Open(
        id=row.id,
        program_id=row.program_id,
        kind=row.kind,
        name=row.name,
        shown=row.shown,
        channel=channel,
        setup=Setup(row.id, row.program_id, told["values"], told["path"], settings.GATEWAYS_ADDRESS),
        settings={**STANDARD, **row.settings},
        last_in_at=row.last_in_at,
        last_out_at=row.last_out_at,
        trouble=row.trouble,
        trouble_at=row.trouble_at,
        credit=row.credit,
        caught_up_to=row.caught_up_to,
    )
