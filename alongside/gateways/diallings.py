"""USSD sessions: where each stands, and what its last key was answered. Sealed under its person's key."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from alongside.base import turn
from alongside.base.ids import new_id
from alongside.gateways.models import Dialling
from alongside.rules import ussd
from alongside.vault import keys
from alongside.vault.install import keyed_hash

if TYPE_CHECKING:
    from alongside.people.doors import Door


@dataclass(frozen=True, slots=True)
class Held:
    """A session as it was left at its last key."""

    id: int
    handle_id: int
    kept: dict[str, Any]
    at: datetime


def place(dialling_id: int) -> str:
    """What the sealed standing is bound to."""
    return f"gateways_dialling {dialling_id}"


def held(gateway_id: int, session: str, door: Door) -> Held | None:
    """This session of this very door, locked: an operator's repeat waits until the first is answered."""
    turn.required()
    rows = Dialling.objects.select_for_update().filter(
        program_id=door.program_id, gateway_id=gateway_id, ref=_ref(gateway_id, session)
    )
    return _held(rows.filter(person_id=door.person_id).first(), door)


def newest(door: Door, since: datetime) -> Held | None:
    """The last session of this door, if something was typed in it since then."""
    rows = Dialling.objects.filter(
        handle_id=door.handle_id, person_id=door.person_id, at__gte=since, ended_at=None
    )
    return _held(rows.order_by("-at", "-id").first(), door)


def begin(gateway_id: int, session: str, door: Door, kept: dict[str, Any], now: datetime) -> int:
    """A new session. Those before it are over: nothing of them is kept."""
    turn.required()
    Dialling.objects.filter(handle_id=door.handle_id).exclude(sealed=b"").update(sealed=b"", ended_at=now)
    dialling_id = new_id()
    Dialling.objects.create(
        id=dialling_id,
        program_id=door.program_id,
        gateway_id=gateway_id,
        person_id=door.person_id,
        handle_id=door.handle_id,
        ref=_ref(gateway_id, session),
        typed=b"",
        sealed=_sealed(dialling_id, door, kept),
        at=now,
    )
    return dialling_id


def stands(dialling_id: int, door: Door, kept: dict[str, Any], now: datetime, *, ended: bool) -> None:
    """Where it stands after a key, and the screen that answered it."""
    turn.required()
    Dialling.objects.filter(id=dialling_id).update(
        sealed=_sealed(dialling_id, door, kept), at=now, ended_at=now if ended else None
    )


def forget_old(before: datetime) -> int:
    """What was left before then goes."""
    turn.required()
    return Dialling.objects.filter(at__lt=before).delete()[0]


def _held(row: Dialling | None, door: Door) -> Held | None:
    if row is None:
        return None
    kept = ussd.read(keys.read(door.key_id, row.sealed, place(row.id)) or "")
    return Held(row.id, row.handle_id, kept, row.at)


def _sealed(dialling_id: int, door: Door, kept: dict[str, Any]) -> bytes:
    return keys.seal(door.key_id, json.dumps(kept), place(dialling_id))


def _ref(gateway_id: int, session: str) -> bytes:
    return keyed_hash("ussd session", f"{gateway_id} {session}")
