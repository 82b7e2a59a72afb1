"""The doors of a person beside the web: a phone number, a chat, a mail address. Each is sealed under its
person's key and found by a keyed hash; a number is never shown to the other side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from alongside.base import turn
from alongside.base.ids import new_id
from alongside.people.handles import place
from alongside.people.models import Handle, NeverWrite, Role
from alongside.people.reads import CHANNELS as CHANNELS
from alongside.vault import keys
from alongside.vault.install import keyed_hash


@dataclass(frozen=True, slots=True)
class Door:
    """One of a person's addresses, opened for what is sent there. Never shown, never logged."""

    handle_id: int
    person_id: int
    program_id: int
    key_id: int
    channel: str
    address: str
    language: str
    zone: str
    roles: frozenset[str]
    gateway_id: int | None  # by which they were heard last
    ussd_gateway_id: int | None
    chosen: bool  # answers go here
    shared: bool | None  # none: not told yet
    has_code: bool  # a word is asked before content
    open_until: datetime | None
    safe_from: int | None  # minutes of their day
    safe_until: int | None
    plain_letters: bool
    last_in_at: datetime | None
    still_asked_at: datetime | None
    stopped_at: datetime | None
    stopped_why: str
    noticed_at: datetime | None


def hash_of(channel: str, address: str) -> bytes:
    """What finds an address again."""
    return keyed_hash(f"door {channel}", address.casefold())


def find(program_id: int, channel: str, address: str) -> Door | None:
    """The door with this address in this program."""
    rows = Handle.objects.filter(
        program_id=program_id, channel=channel, found_by=hash_of(channel, address), person__deleted_at=None
    )
    return next(iter(_opened(rows).values()), None)


def get(handle_id: int) -> Door | None:
    return _opened(Handle.objects.filter(id=handle_id, person__deleted_at=None)).get(handle_id)


def these(handle_ids: Iterable[int]) -> dict[int, Door]:
    """By handle: those whose person is still here and whose key is there."""
    return _opened(Handle.objects.filter(id__in=list(handle_ids), person__deleted_at=None))


def of(person_ids: Iterable[int]) -> dict[int, list[Door]]:
    """Every door of each of these people, the one heard last first. Two questions, however many."""
    rows = Handle.objects.filter(person_id__in=set(person_ids), channel__in=CHANNELS, person__deleted_at=None)
    found: dict[int, list[Door]] = {}
    for door in _opened(rows).values():
        found.setdefault(door.person_id, []).append(door)
    for doors in found.values():
        doors.sort(key=lambda door: (door.last_in_at is not None, door.last_in_at), reverse=True)
    return found


def for_answers(person_ids: Iterable[int]) -> dict[int, Door]:
    """Where each of these people gets answers: the door they chose, else the one heard last.

    Who stopped a door is not written to there; who never let us in by one is left out.
    """
    found: dict[int, Door] = {}
    for person_id, doors in of(person_ids).items():
        still = [door for door in doors if door.stopped_at is None and door.gateway_id is not None]
        if still:
            found[person_id] = next((door for door in still if door.chosen), still[0])
    return found


def add(
    program_id: int,
    person_id: int,
    key_id: int,
    channel: str,
    address: str,
    now: datetime,
    *,
    gateway_id: int | None = None,
    proved: bool = True,
) -> int:
    """A new door; its handle's id. Raises IntegrityError where it is somebody's already."""
    turn.required()
    handle_id = new_id()
    Handle.objects.create(
        id=handle_id,
        program_id=program_id,
        person_id=person_id,
        channel=channel,
        address=keys.seal(key_id, address, place(handle_id)),
        found_by=hash_of(channel, address),
        proved_at=now if proved else None,
        gateway_id=gateway_id,
    )
    return handle_id


def heard(handle_id: int, gateway_id: int | None, now: datetime, *, dialled: bool = False) -> None:
    """Something came in by this door: answers go out by the same gateway; none: by the one they went by till
    now. Whether it is still them, where we asked, is seen by what it says (flows.still_you_is_asked)."""
    turn.required()
    by = {"ussd_gateway_id" if dialled else "gateway_id": gateway_id} if gateway_id is not None else {}
    Handle.objects.filter(id=handle_id).update(last_in_at=now, noticed_at=None, **by)


def stop(handle_id: int, why: str, now: datetime) -> bool:
    """Nothing is sent there any more. False where that was so already."""
    turn.required()
    return bool(
        Handle.objects.filter(id=handle_id, stopped_at=None).update(
            stopped_at=now, stopped_why=why, open_until=None
        )
    )


def start(handle_id: int) -> bool:
    """They want to hear from us there again."""
    turn.required()
    still = Handle.objects.filter(id=handle_id).exclude(stopped_at=None)
    return bool(still.update(stopped_at=None, stopped_why=""))


def notice_went(handle_id: int, now: datetime) -> bool:
    """They are told without words that something waits; False where they were told and have not looked."""
    turn.required()
    return bool(Handle.objects.filter(id=handle_id, noticed_at=None).update(noticed_at=now))


def never_write(program_id: int, channel: str, address: str) -> None:
    """This address is not written to again, whoever asks. Only its hash stays."""
    turn.required()
    NeverWrite.objects.get_or_create(program_id=program_id, found_by=hash_of(channel, address))


def is_never_written(program_id: int, channel: str, address: str) -> bool:
    return NeverWrite.objects.filter(program_id=program_id, found_by=hash_of(channel, address)).exists()


def may_write_again(program_id: int, channel: str, address: str) -> None:
    """Whoever has this address now wrote to us: they may be answered."""
    turn.required()
    NeverWrite.objects.filter(program_id=program_id, found_by=hash_of(channel, address)).delete()


def _opened(rows: QuerySet[Handle]) -> dict[int, Door]:
    found = list(rows.filter(~Q(address=b"")).select_related("person__program").order_by("id"))
    ciphers = keys.ciphers(row.person.key_id for row in found)
    roles: dict[int, set[str]] = {}
    told = Role.objects.filter(person_id__in={row.person_id for row in found})
    for person_id, role in told.values_list("person_id", "role") if found else ():
        roles.setdefault(person_id, set()).add(role)
    doors: dict[int, Door] = {}
    for row in found:
        address = keys.opened_with(ciphers.get(row.person.key_id), row.address, place(row.id))
        if address:
            doors[row.id] = _door(row, address, frozenset(roles.get(row.person_id, ())))
    return doors


def _door(row: Handle, address: str, roles: frozenset[str]) -> Door:
    return Door(
        handle_id=row.id,
        person_id=row.person_id,
        program_id=row.program_id,
        key_id=row.person.key_id,
        channel=row.channel,
        address=address,
        language=row.person.language,
        zone=row.person.time_zone or row.person.program.time_zone,
        roles=roles,
        gateway_id=row.gateway_id,
        ussd_gateway_id=row.ussd_gateway_id,
        chosen=row.chosen,
        shared=row.shared,
        has_code=bool(row.code_hash),
        open_until=row.open_until,
        safe_from=row.safe_from,
        safe_until=row.safe_until,
        plain_letters=row.plain_letters,
        last_in_at=row.last_in_at,
        still_asked_at=row.still_asked_at,
        stopped_at=row.stopped_at,
        stopped_why=row.stopped_why,
        noticed_at=row.noticed_at,
    )
