"""Where somebody stands in what is said over a phone: one row a handle, sealed under its person's key."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from alongside.base import turn
from alongside.gateways.models import Dialog
from alongside.rules.text_stands import Stands
from alongside.vault import keys

if TYPE_CHECKING:
    from alongside.people.doors import Door


def place(handle_id: int) -> str:
    """What the sealed standing is bound to."""
    return f"gateways_dialog {handle_id}"


def of(door: Door) -> Stands:
    """Where they stand at this door; at the beginning where nothing was said yet."""
    row = Dialog.objects.filter(handle_id=door.handle_id, person_id=door.person_id).first()
    return Stands.read(keys.read(door.key_id, row.sealed, place(door.handle_id)) or "") if row else Stands()


def keep(door: Door, stands: Stands, now: datetime) -> None:
    """From now on they stand here. A row of who had this door before goes with it."""
    turn.required()
    sealed = keys.seal(door.key_id, stands.written(), place(door.handle_id))
    kept = {"program_id": door.program_id, "person_id": door.person_id, "sealed": sealed, "at": now}
    Dialog.objects.update_or_create(handle_id=door.handle_id, defaults=kept)


def forget(handle_id: int) -> None:
    """Nothing of what was said there stays."""
    turn.required()
    Dialog.objects.filter(handle_id=handle_id).delete()
