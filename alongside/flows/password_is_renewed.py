"""Somebody lost their password: a coordinator hands them a link, and they choose a new one."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from alongside.base import turn, wake
from alongside.people import accounts, invitations, passwords, reads, sessions

if TYPE_CHECKING:
    from alongside.people.models import Program


def link_for(program: Program, person_id: int, by: int, now: datetime) -> str | None:
    """The secret of a link for this person of the program; None for someone who has no password here."""
    if person_id not in reads.roles_in(program.id) or not accounts.has_one(person_id):
        return None
    with turn.write():
        invitations.end_renewals(person_id, now)
        return invitations.make(program, [], "", by, now, renews=person_id)[1]


def renew(link: invitations.Link, password: str, now: datetime, *, own: bool, borrowed: bool) -> str | None:
    """The new password holds, and every device that was signed in is signed out. The cookie's secret."""
    if link.renews is None:
        return None
    hashed = passwords.hashed(password)
    with turn.write():
        person = reads.person(link.renews)
        if person is None or not invitations.use(link.id, now):
            return None
        accounts.set_password(person.id, hashed)
        invitations.end_renewals(person.id, now)
        sessions.sign_out_everywhere(person.id)
        wake.nudge("signed-out", person.id)
        return sessions.sign_in(person, now, own_device=own, borrowed_device=borrowed)
