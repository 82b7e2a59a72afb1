"""A program is set up: by whoever holds the one-time link, in five minutes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from alongside.base import turn
from alongside.people import accounts, choices, invitations, passwords, programs, sessions, writes
from alongside.safety import writes as safety
from alongside.vault import keys
from alongside.workforce import writes as workforce

if TYPE_CHECKING:
    from alongside.flows.someone_joins import NewAccount

FIRST_ROLES = ["coordinator", "supervisor"]


@dataclass(frozen=True, slots=True)
class SetUp:
    """All that a coordinator told on the set-up pages."""

    program: programs.NewProgram
    promise: str  # rules.promise
    sentence: str
    account: NewAccount
    lists: Mapping[str, list[str]] = field(default_factory=dict)  # people.choices.KINDS -> lines
    help_lines: bool = True  # begin with the published help lines of the country


class _Spent(Exception):
    """Somebody else was quicker with this link."""


def first_link(now: datetime) -> str:
    """The secret of a link that sets a program up. It ends every older one that was not used."""
    with turn.write():
        invitations.end_links_to_set_up(now)
        return invitations.make(None, FIRST_ROLES, "", None, now)[1]


def set_up(link: invitations.Link, told: SetUp, now: datetime) -> str | None:
    """The program, its promise, its lists and the first of its team, signed in: the cookie's secret.

    None, and nothing kept, when the link was spent meanwhile.
    """
    if link.program_id is not None:
        return None
    program_key = keys.make(0)
    person_key = keys.make(program_key)
    hashed = passwords.hashed(told.account.password)
    try:
        with turn.write():
            if not invitations.use(link.id, now):
                raise _Spent
            program = programs.add(told.program, program_key, now)
            _fill(program.id, told, now)
            person = writes.add_person(
                program.id, person_key, told.account.name, FIRST_ROLES, now, language=told.account.language
            )
            accounts.add(person, told.account.email, hashed)
            return sessions.sign_in(person, now, own_device=told.account.own_device)
    except _Spent:
        keys.destroy([person_key, program_key], now)
        return None


def _fill(program_id: int, told: SetUp, now: datetime) -> None:
    programs.write_promise(program_id, told.promise, told.sentence, now)
    for kind, lines in told.lists.items():
        choices.add(program_id, kind, lines)
    workforce.ask_the_usual(program_id)
    if told.help_lines:
        safety.copy_published_lines(program_id, told.program.country)
