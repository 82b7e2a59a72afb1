"""Rows of short codes that join two doors of one person. A code itself is kept nowhere, only its hash."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, QuerySet

from alongside.base import turn
from alongside.people.models import LinkCode
from alongside.rules.link_code import LASTS, READ, SENT, TRIES, digits
from alongside.vault.install import keyed_hash


@dataclass(frozen=True, slots=True)
class Asked:
    """A code that still works."""

    id: int
    person_id: int
    channel: str
    handle_id: int | None
    ends_at: datetime


def for_handle(program_id: int, person_id: int, channel: str, handle_id: int, now: datetime) -> str:
    """A code to be sent to this handle and typed by its person. Any older one of theirs ends."""
    turn.required()
    LinkCode.objects.filter(person_id=person_id).exclude(channel="").delete()
    code = digits(SENT)
    LinkCode.objects.create(
        program_id=program_id,
        person_id=person_id,
        code_hash=_own(person_id, code),
        channel=channel,
        handle_id=handle_id,
        made_at=now,
        ends_at=now + LASTS,
    )
    return code


def for_channel(program_id: int, person_id: int, channel: str, now: datetime) -> str:
    """A code to be sent in by this channel. Any older one of theirs ends."""
    turn.required()
    LinkCode.objects.filter(person_id=person_id).exclude(channel="").delete()
    return _told(program_id, person_id, now, channel=channel)


def for_web(program_id: int, person_id: int, handle_id: int, now: datetime) -> str:
    """A code to be read from this phone and typed on the web. Any older one of this phone ends."""
    turn.required()
    LinkCode.objects.filter(person_id=person_id, channel="").delete()
    return _told(program_id, person_id, now, handle_id=handle_id)


def open_of(person_id: int, now: datetime) -> Asked | None:
    """What this person asked on the web and has not done yet."""
    row = LinkCode.objects.filter(person_id=person_id, ends_at__gt=now).exclude(channel="").first()
    return _asked(row) if row else None


def prove(person_id: int, typed: str, now: datetime) -> Asked | None:
    """The handle's code, if this is it; it works once. A wrong one counts, and a few wrong ones end it."""
    turn.required()
    rows = LinkCode.objects.filter(person_id=person_id, ends_at__gt=now, handle__isnull=False)
    rows = rows.exclude(channel="")
    right = rows.filter(code_hash=_own(person_id, typed), tries__lt=TRIES).first()
    if right is None:
        rows.update(tries=F("tries") + 1)
        return None
    return _used(right)


def sent_in(program_id: int, channel: str, typed: str, now: datetime) -> Asked | None:
    """Who was shown this code, to send it in by this channel. It works once."""
    turn.required()
    rows = _with(program_id, typed, now).filter(channel=channel, handle=None)
    return _used(rows.first())


def lets_in(program_id: int, typed: str, now: datetime) -> Asked | None:
    """Whose phone was sent this code. It works once."""
    turn.required()
    return _used(_with(program_id, typed, now).filter(channel="", handle__isnull=False).first())


def take_back(person_id: int) -> None:
    """What was asked on the web is not wanted any more."""
    turn.required()
    LinkCode.objects.filter(person_id=person_id).exclude(channel="").delete()


def over(now: datetime) -> QuerySet[LinkCode]:
    """Codes that work no longer."""
    return LinkCode.objects.filter(ends_at__lte=now)


def leave(person_id: int) -> None:
    """A person deletes everything."""
    turn.required()
    LinkCode.objects.filter(person_id=person_id).delete()


def _told(
    program_id: int, person_id: int, now: datetime, *, channel: str = "", handle_id: int | None = None
) -> str:
    """A code found by itself alone; another one where the same happens to be open."""
    while True:
        code = digits(READ)
        _, made = LinkCode.objects.get_or_create(
            program_id=program_id,
            code_hash=_anybodys(code),
            defaults={
                "person_id": person_id,
                "channel": channel,
                "handle_id": handle_id,
                "made_at": now,
                "ends_at": now + LASTS,
            },
        )
        if made:
            return code


def _with(program_id: int, typed: str, now: datetime) -> QuerySet[LinkCode]:
    rows = LinkCode.objects.filter(program_id=program_id, code_hash=_anybodys(typed), ends_at__gt=now)
    return rows.filter(person__deleted_at=None)


def _used(row: LinkCode | None) -> Asked | None:
    """For exactly one who uses it."""
    if row is None or not LinkCode.objects.filter(id=row.id).delete()[0]:
        return None
    return _asked(row)


def _own(person_id: int, code: str) -> bytes:
    return keyed_hash("link code", f"{person_id} {code}")


def _anybodys(code: str) -> bytes:
    return keyed_hash("link code", code)


def _asked(row: LinkCode) -> Asked:
    return Asked(row.id, row.person_id, row.channel, row.handle_id, row.ends_at)
