"""Someone joins: an invitation becomes a person with a name, an e-mail and a password."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError

from alongside.base import turn
from alongside.people import accounts, invitations, passwords, profiles, sessions, writes
from alongside.vault import keys

if TYPE_CHECKING:
    from alongside.people.models import Program

EMAIL_IS_TAKEN = "email"
LINK_IS_SPENT = "link"


@dataclass(frozen=True, slots=True)
class NewAccount:
    """What someone tells of themselves to sign in from now on."""

    name: str
    email: str
    password: str
    language: str
    own_device: bool = False
    borrowed_device: bool = False


@dataclass(frozen=True, slots=True)
class Joined:
    """The secret for the cookie, or why it did not come to that."""

    token: str = ""
    why_not: str = ""  # EMAIL_IS_TAKEN, LINK_IS_SPENT


class _Spent(Exception):
    """Somebody else was quicker with this link."""


def join(program: Program, link: invitations.Link, new: NewAccount, now: datetime) -> Joined:
    """A new peer or one of the team, signed in. Nothing is kept when the link was spent meanwhile."""
    if link.program_id != program.id:
        return Joined(why_not=LINK_IS_SPENT)
    if accounts.is_taken(program.id, new.email):
        return Joined(why_not=EMAIL_IS_TAKEN)
    key_id = keys.make(program.key_id)
    hashed = passwords.hashed(new.password)
    try:
        with turn.write():
            if not invitations.use(link.id, now):
                raise _Spent
            person = writes.add_person(program.id, key_id, new.name, link.roles, now, language=new.language)
            accounts.add(person, new.email, hashed)
            if "peer" in link.roles:
                profiles.begin(program.id, person.id)
            token = sessions.sign_in(
                person, now, own_device=new.own_device, borrowed_device=new.borrowed_device
            )
    except _Spent:
        keys.destroy([key_id], now)
        return Joined(why_not=LINK_IS_SPENT)
    except IntegrityError:  # the same e-mail through another link, at the same moment
        keys.destroy([key_id], now)
        return Joined(why_not=EMAIL_IS_TAKEN)
    return Joined(token)
