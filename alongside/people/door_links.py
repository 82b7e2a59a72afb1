"""How doors come to a person and go: asked for and proved, given on, let go, silent for long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from alongside.base import turn
from alongside.base.ids import id_at, new_id
from alongside.people import doors
from alongside.people.doors import CHANNELS, Door, hash_of
from alongside.people.handles import place
from alongside.people.models import Handle
from alongside.vault import keys
from alongside.vault.install import keyed_hash

UNPROVED = "unproved"  # the channel of an address to which a code was sent; it is found by nobody
# What was set by another, or for another time, does not stay.
AS_NEW: dict[str, Any] = {
    "shared": None,
    "code_hash": b"",
    "open_until": None,
    "safe_from": None,
    "safe_until": None,
    "plain_letters": False,
    "still_asked_at": None,
    "noticed_at": None,
}


@dataclass(frozen=True, slots=True)
class Gone:
    """A door that was let go: its address is kept nowhere."""

    handle_id: int
    channel: str
    at: datetime
    why: str


def unlink(person_id: int, handle_id: int) -> bool:
    """This address is not theirs any more. False where it never was."""
    turn.required()
    return bool(Handle.objects.filter(id=handle_id, person_id=person_id, channel__in=CHANNELS).delete()[0])


def ask_about(
    program_id: int, person_id: int, key_id: int, address: str, gateway_id: int, *, shared: bool | None
) -> int:
    """An address to which a code goes; its handle's id. It opens nothing, and no older one is open.

    It is hashed together with its person: whose it may be already is not seen, and nobody is kept out.
    """
    turn.required()
    take_back_unproved(person_id)
    handle_id = new_id()
    Handle.objects.create(
        id=handle_id,
        program_id=program_id,
        person_id=person_id,
        channel=UNPROVED,
        address=keys.seal(key_id, address, place(handle_id)),
        found_by=keyed_hash("door unproved", f"{person_id} {address}"),
        gateway_id=gateway_id,
        shared=shared,
    )
    return handle_id


def take_back_unproved(person_id: int) -> None:
    """No code is waited for any more."""
    turn.required()
    Handle.objects.filter(person_id=person_id, channel=UNPROVED).delete()


def proved(door: Door, channel: str, now: datetime) -> None:
    """The code that was sent there came back: from now on it is a door. Nobody else has it now."""
    turn.required()
    Handle.objects.filter(id=door.handle_id, channel=UNPROVED).update(
        channel=channel, found_by=hash_of(channel, door.address), proved_at=now, last_in_at=now
    )


def give(door: Door, person_id: int, key_id: int, now: datetime) -> None:
    """A door passes to somebody who showed that they have it: nothing that was set by another stays."""
    turn.required()
    Handle.objects.filter(id=door.handle_id).update(
        person_id=person_id,
        address=keys.seal(key_id, door.address, place(door.handle_id)),
        proved_at=now,
        chosen=False,
        **AS_NEW,
    )


def moved_to(door: Door, address: str, now: datetime) -> None:
    """The provider knows this person by another address. It asks whether it is still them."""
    turn.required()
    Handle.objects.filter(id=door.handle_id).update(
        address=keys.seal(door.key_id, address, place(door.handle_id)),
        found_by=hash_of(door.channel, address),
        still_asked_at=now,
        open_until=None,
    )


def let_go(door: Door, why: str, now: datetime) -> None:
    """The address goes, found by nobody. That there was one, and when it ended, stays for its person."""
    turn.required()
    Handle.objects.filter(id=door.handle_id).update(
        address=b"",
        found_by=keyed_hash("door let go", str(door.handle_id)),
        stopped_at=now,
        stopped_why=why,
        chosen=False,
        **AS_NEW,
    )


def never_proved(now: datetime) -> QuerySet[Handle]:
    """Addresses to which a code went a day ago, and nobody typed it."""
    a_day_ago = id_at(int((now - timedelta(days=1)).timestamp() * 1000))
    return Handle.objects.filter(channel=UNPROVED, id__lt=a_day_ago)


def gone(person_id: int) -> list[Gone]:
    """Doors of this person that were let go, the newest first."""
    rows = Handle.objects.filter(person_id=person_id, address=b"").exclude(stopped_at=None)
    found = rows.order_by("-stopped_at").values_list("id", "channel", "stopped_at", "stopped_why")
    return [Gone(handle, channel, at, why) for handle, channel, at, why in found if at]


def bar_all(person_id: int) -> None:
    """Somebody deletes everything: their addresses are not written to again. Only hashes stay."""
    turn.required()
    for door in doors.of([person_id]).get(person_id, []):
        doors.never_write(door.program_id, door.channel, door.address)


def silent(before: datetime, gateway_ids: set[int], at_most: int) -> list[int]:
    """Handles at these gateways from which nobody was heard since, and who were not asked yet."""
    rows = Handle.objects.filter(
        channel__in=CHANNELS,
        gateway_id__in=gateway_ids,
        last_in_at__lt=before,
        still_asked_at=None,
        stopped_at=None,
        person__deleted_at=None,
    )
    return list(rows.exclude(address=b"").order_by("last_in_at").values_list("id", flat=True)[:at_most])


def still_you(handle_id: int, now: datetime) -> bool:
    """It is asked whether it is still them. False where that was so already."""
    turn.required()
    return bool(
        Handle.objects.filter(id=handle_id, still_asked_at=None).update(still_asked_at=now, open_until=None)
    )


def is_still_them(handle_id: int) -> None:
    """Somebody wrote from there again. Whose phone it is now is to be asked anew: until then it counts as
    one that others hold."""
    turn.required()
    Handle.objects.filter(id=handle_id).update(still_asked_at=None, shared=None, open_until=None)
