"""How peers and team sign in: an e-mail, kept sealed and found by a keyed hash, and a password."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from alongside.base import turn
from alongside.base.ids import new_id
from alongside.people import passwords
from alongside.people.models import Account, Handle, Person
from alongside.vault import keys
from alongside.vault.install import keyed_hash

if TYPE_CHECKING:
    from collections.abc import Sequence

EMAIL = "email"
EMAIL_AT_MOST = 200
TRIED_AT_MOST = 4  # places one e-mail may have on one install


@dataclass(frozen=True, slots=True)
class Place:
    """One program this person may enter with the same e-mail and password."""

    person: Person
    program_id: int
    program_name: str


def is_an_email(words: str) -> bool:
    """Whether it could be an address: something, one @, something with a dot."""
    return len(words) <= EMAIL_AT_MOST and bool(re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s.]+", words))


def found_by(email: str) -> bytes:
    return keyed_hash("handle email", email.strip().casefold())


def is_taken(program_id: int, email: str) -> bool:
    """Whether someone in this program signs in with this e-mail."""
    return Handle.objects.filter(program_id=program_id, channel=EMAIL, found_by=found_by(email)).exists()


def add(person: Person, email: str, hashed_password: str) -> None:
    """Gives a person an e-mail and a password. The e-mail is sealed under the person's own key."""
    turn.required()
    handle_id = new_id()
    Handle.objects.create(
        id=handle_id,
        program_id=person.program_id,
        person=person,
        channel=EMAIL,
        address=keys.seal(person.key_id, email, f"people_handle.address {handle_id}"),
        found_by=found_by(email),
    )
    Account.objects.create(person=person, program_id=person.program_id, password=hashed_password)


def has_one(person_id: int) -> bool:
    """Whether this person signs in with a password."""
    return Account.objects.filter(person_id=person_id).exists()


def opens(person_id: int, password: str) -> bool:
    """Whether this is the password of this person."""
    account = Account.objects.filter(person_id=person_id, person__deleted_at=None).first()
    if account is None:
        passwords.waste_the_same_time(password)
        return False
    return passwords.is_right(password, account.password)


def set_password(person_id: int, hashed_password: str) -> None:
    turn.required()
    Account.objects.filter(person_id=person_id).update(password=hashed_password)


def places_for(email: str, password: str) -> list[Place]:
    """Where this e-mail and password open a door. Takes the same time when the e-mail is unknown."""
    people = list(
        Handle.objects.filter(channel=EMAIL, found_by=found_by(email), person__deleted_at=None)
        .order_by("-id")
        .values_list("person_id", flat=True)[:TRIED_AT_MOST]
    )
    accounts = list(Account.objects.filter(person_id__in=people).select_related("person", "program"))
    if not accounts:
        passwords.waste_the_same_time(password)
        return []
    return _those_that_open(accounts, password)


def _those_that_open(accounts: Sequence[Account], password: str) -> list[Place]:
    return [
        Place(account.person, account.program_id, account.program.name)
        for account in accounts
        if passwords.is_right(password, account.password)
    ]
