"""Someone is invited: a link that works once, for seven days, as a peer or one of the team."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from alongside.base import turn
from alongside.people import invitations

if TYPE_CHECKING:
    from alongside.people.models import Program

ROLES = ("peer", "supervisor", "coordinator")


def invite(program: Program, roles: list[str], note: str, by: int | None, now: datetime) -> str:
    """The secret of a new link. `note` says who it is for; only the team reads it, until it is used."""
    with turn.write():
        return invitations.make(program, [role for role in ROLES if role in roles], note, by, now)[1]


def invite_coordinator(program: Program, now: datetime) -> str:
    """For an operator at the command line: lets someone (back) in to run the program."""
    return invite(program, ["coordinator", "supervisor"], "", None, now)


def take_back(program: Program, invitation_id: int, now: datetime) -> bool:
    """The link stops working. False when it was used or had ended before."""
    with turn.write():
        return invitations.end(program.id, invitation_id, now)
