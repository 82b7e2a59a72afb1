"""Verbs of gateways: set up, changed, closed, and how they are."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import F

from alongside.base import turn
from alongside.base.ids import new_id, new_token
from alongside.gateways.models import Gateway, Month
from alongside.gateways.reads import path_hash, place
from alongside.vault import keys


def add(
    program_id: int,
    key_id: int,
    kind: str,
    name: str,
    values: Mapping[str, str],
    now: datetime,
    *,
    shown: str = "",
    settings: Mapping[str, Any] | None = None,
    path: str = "",
) -> int:
    """A new gateway; its id. `key_id`: the program's. Its address is a secret made here."""
    turn.required()
    gateway_id = new_id()
    path = path or new_token()
    Gateway.objects.create(
        id=gateway_id,
        program_id=program_id,
        kind=kind,
        name=name,
        shown=shown,
        sealed=_sealed(key_id, gateway_id, values, path),
        path_hash=path_hash(path),
        settings=dict(settings or {}),
        made_at=now,
    )
    return gateway_id


def change(
    gateway_id: int,
    key_id: int,
    name: str,
    values: Mapping[str, str],
    path: str,
    *,
    shown: str,
    settings: Mapping[str, Any],
) -> None:
    """Other values for the same gateway; its address stays."""
    turn.required()
    Gateway.objects.filter(id=gateway_id).update(
        name=name,
        shown=shown,
        sealed=_sealed(key_id, gateway_id, values, path),
        settings=dict(settings),
        trouble="",
        trouble_at=None,
    )


def close(gateway_id: int, now: datetime) -> None:
    """Nothing comes in or goes out by it any more; its secrets are gone."""
    turn.required()
    Gateway.objects.filter(id=gateway_id).update(closed_at=now, sealed=b"")


def came(gateway_id: int, now: datetime) -> None:
    """A light: something came in."""
    turn.required()
    Gateway.objects.filter(id=gateway_id).update(last_in_at=now)


def went(gateway_id: int, now: datetime) -> None:
    """A light: something was taken there, so nothing is wrong with it."""
    turn.required()
    Gateway.objects.filter(id=gateway_id).update(last_out_at=now, trouble="", trouble_at=None)


def is_troubled(gateway_id: int, trouble: str, now: datetime) -> None:
    """A light: it does not work, and why (rules.channel_troubles). The first moment of the same stays."""
    turn.required()
    Gateway.objects.filter(id=gateway_id).exclude(trouble=trouble).update(trouble=trouble, trouble_at=now)


def is_well(gateway_id: int, trouble: str) -> None:
    """A light: it lets us in, so this trouble is over. Another one that came meanwhile stays."""
    turn.required()
    Gateway.objects.filter(id=gateway_id, trouble=trouble).update(trouble="", trouble_at=None)


def was_looked_at(gateway_id: int, credit: str) -> None:
    """What credit is left, as the provider says it."""
    turn.required()
    Gateway.objects.filter(id=gateway_id).update(credit=credit)


def is_called(gateway_id: int, shown: str) -> None:
    """By which number or name people reach it, as the provider tells, where nobody has set one down."""
    turn.required()
    Gateway.objects.filter(id=gateway_id, shown="").update(shown=shown)


def caught_up(gateway_id: int, mark: str) -> None:
    """The provider's own mark of what we have seen."""
    turn.required()
    Gateway.objects.filter(id=gateway_id).update(caught_up_to=mark)


def count(program_id: int, gateway_id: int, day: date, **more: int) -> None:
    """Adds to what is counted of this month: came, went, segments, failed, late, again, cost_millionths."""
    turn.required()
    first = day.replace(day=1)
    rows = Month.objects.filter(program_id=program_id, gateway_id=gateway_id, month=first)
    added: dict[str, Any] = {name: F(name) + number for name, number in more.items()}
    if not rows.update(**added):
        Month.objects.bulk_create(
            [Month(program_id=program_id, gateway_id=gateway_id, month=first)], ignore_conflicts=True
        )
        rows.update(**added)


def _sealed(key_id: int, gateway_id: int, values: Mapping[str, str], path: str) -> bytes:
    return keys.seal(key_id, json.dumps({"values": dict(values), "path": path}), place(gateway_id))
