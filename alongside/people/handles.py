"""An e-mail somebody left to be told on: sealed under their key, proved with a number, theirs to remove."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hmac import compare_digest

from alongside.base import turn
from alongside.base.ids import new_id
from alongside.people.accounts import EMAIL
from alongside.people.models import Handle
from alongside.vault import keys
from alongside.vault.install import keyed_hash

LEFT = "note"  # the channel of an address a member left; a helper's own is EMAIL
DIGITS = 6


@dataclass(frozen=True, slots=True)
class Left:
    """The address a member left. Until it is proved nothing but its number is sent there."""

    id: int
    address: str
    proved: bool


def place(handle_id: int) -> str:
    """What a sealed address is bound to."""
    return f"people_handle.address {handle_id}"


def left_by(person_id: int, key_id: int) -> Left | None:
    row = Handle.objects.filter(person_id=person_id, channel=LEFT).first()
    address = keys.read(key_id, row.address, place(row.id)) if row else None
    return Left(row.id, address, row.proved_at is not None) if row and address else None


def leave(program_id: int, person_id: int, key_id: int, address: str) -> None:
    """From now on this address, and no older one. It is hashed together with its person: the same address
    with two people is not seen to be the same."""
    turn.required()
    take_away(person_id)
    handle_id = new_id()
    Handle.objects.create(
        id=handle_id,
        program_id=program_id,
        person_id=person_id,
        channel=LEFT,
        address=keys.seal(key_id, address, place(handle_id)),
        found_by=keyed_hash("handle note", f"{person_id} {address.casefold()}"),
    )


def take_away(person_id: int) -> None:
    turn.required()
    Handle.objects.filter(person_id=person_id, channel=LEFT).delete()


def number(handle_id: int) -> str:
    """The number that is sent to an address to prove it. Made from the install's key; kept nowhere."""
    hashed = keyed_hash("handle number", str(handle_id))
    return f"{int.from_bytes(hashed[:8], 'big') % 10**DIGITS:0{DIGITS}d}"


def prove(person_id: int, typed: str, now: datetime) -> bool:
    """Whether this is the number that was sent; then the address may be told on."""
    turn.required()
    row = Handle.objects.filter(person_id=person_id, channel=LEFT, proved_at=None).first()
    if row is None or not compare_digest(number(row.id).encode(), typed.encode()):
        return False
    Handle.objects.filter(id=row.id).update(proved_at=now)
    return True


@dataclass(frozen=True, slots=True)
class Reached:
    """Where somebody can be told, and in which language."""

    address: str
    language: str
    number: str


def told_at(wanted: Iterable[tuple[int, str]]) -> dict[int, Reached]:
    """(person, kind of note) -> where it goes. Who left no address, or did not prove it, is left out."""
    kinds = dict(wanted)
    rows = list(
        Handle.objects.filter(person_id__in=kinds, channel__in=(EMAIL, LEFT), person__deleted_at=None)
        .select_related("person")
        .order_by("id")
    )
    ciphers = keys.ciphers(row.person.key_id for row in rows)
    found: dict[int, Reached] = {}
    for row in rows:
        if not _carries(row, kinds[row.person_id]):
            continue
        address = keys.opened_with(ciphers.get(row.person.key_id), row.address, place(row.id))
        if address:
            found[row.person_id] = Reached(address, row.person.language, number(row.id))
    return found


def _carries(row: Handle, kind: str) -> bool:
    """What is for a desk goes to the address a helper signs in with; a member's note to the one they left."""
    if kind == "desk":
        return row.channel == EMAIL
    return row.channel == LEFT and (row.proved_at is not None) == (kind == "note")
