"""Links that make someone a peer or one of the team. Each works once and ends by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from alongside.base import turn
from alongside.base.ids import new_id, new_token
from alongside.people.models import Invitation
from alongside.people.sessions import hash_of
from alongside.vault import keys

if TYPE_CHECKING:
    from alongside.people.models import Program

LASTS = timedelta(days=7)
OPEN, USED, OVER = "open", "used", "over"


@dataclass(frozen=True, slots=True)
class Link:
    """What an invitation says of itself."""

    id: int
    program_id: int | None
    roles: list[str]
    state: str  # open, used, over
    ends_at: datetime
    renews: int | None  # who gets a new password by it


@dataclass(frozen=True, slots=True)
class OpenLink:
    """An invitation nobody has used yet, as the coordinator sees it."""

    id: int
    roles: list[str]
    note: str
    ends_at: datetime


def note_place(invitation_id: int) -> str:
    """What a sealed note is bound to."""
    return f"people_invitation.note {invitation_id}"


def make(
    program: Program | None,
    roles: list[str],
    note: str,
    made_by: int | None,
    now: datetime,
    *,
    renews: int | None = None,
) -> tuple[int, str]:
    """A new invitation: its id and the secret of its link, which is kept nowhere."""
    turn.required()
    invitation_id, token = new_id(), new_token()
    sealed = keys.seal(program.key_id, note, note_place(invitation_id)) if program and note else b""
    Invitation.objects.create(
        id=invitation_id,
        program=program,
        token_hash=hash_of(token),
        roles=roles,
        renews_id=renews,
        note=sealed,
        made_by_id=made_by,
        made_at=now,
        ends_at=now + LASTS,
    )
    return invitation_id, token


def look(token: str, now: datetime) -> Link | None:
    """The invitation this secret belongs to, whatever its state; None when there never was one."""
    row = Invitation.objects.filter(token_hash=hash_of(token)).first()
    if row is None:
        return None
    state = USED if row.used_at else OPEN if row.ends_at > now else OVER
    return Link(row.id, row.program_id, list(row.roles), state, row.ends_at, row.renews_id)


def use(invitation_id: int, now: datetime) -> bool:
    """Spends the invitation. True for exactly one of those who try."""
    turn.required()
    waiting = Invitation.objects.filter(id=invitation_id, used_at=None, ends_at__gt=now)
    return waiting.update(used_at=now, note=b"") == 1


def end(program_id: int, invitation_id: int, now: datetime) -> bool:
    """Takes an invitation back before it was used."""
    turn.required()
    waiting = Invitation.objects.filter(
        id=invitation_id, program_id=program_id, used_at=None, ends_at__gt=now
    )
    return waiting.update(ends_at=now, note=b"") == 1


def end_links_to_set_up(now: datetime) -> None:
    """A fresh set-up link ends the older ones."""
    turn.required()
    Invitation.objects.filter(program=None, used_at=None, ends_at__gt=now).update(ends_at=now)


def end_renewals(person_id: int, now: datetime) -> None:
    """A fresh link for a new password, or a new password, ends the older links."""
    turn.required()
    Invitation.objects.filter(renews_id=person_id, used_at=None, ends_at__gt=now).update(ends_at=now)


def open_links(program: Program, now: datetime) -> list[OpenLink]:
    """Invitations still waiting to be used, newest first."""
    waiting = Invitation.objects.filter(program=program, renews=None, used_at=None, ends_at__gt=now)
    rows = waiting.order_by("-id")
    return [
        OpenLink(
            row.id,
            list(row.roles),
            keys.read(program.key_id, row.note, note_place(row.id)) or "",
            row.ends_at,
        )
        for row in rows
    ]
