"""What tests of every room share: a moment, two programs with their people, and a way to sign in.

People here are made by the rooms' own writes. The cast is two programs, so that any test can prove that
nothing crosses from one to the other.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.db.backends.postgresql.operations import DatabaseOperations
from django.test import Client

from alongside.base import clock, turn
from alongside.channels import registry
from alongside.people import programs, sessions, writes
from alongside.vault import keys

if TYPE_CHECKING:
    from alongside.people.models import Person, Program

if not os.environ.get("ALONGSIDE_DATA"):
    raise pytest.UsageError("Tests need a folder of their own in ALONGSIDE_DATA; `script/test` makes one.")

A_MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)

SignIn = Callable[["Person"], Client]
TimePasses = Callable[[timedelta], datetime]


@dataclass(frozen=True)
class Cast:
    """The people of `program`, and `elsewhere` with its own."""

    program: Program
    coordinator: Person
    supervisor: Person
    peer: Person
    other_peer: Person
    member: Person
    other_member: Person
    elsewhere: Program
    elsewhere_coordinator: Person
    elsewhere_peer: Person
    elsewhere_member: Person


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """A Monday at ten in the morning, UTC. Pages that ask for the time are told this one too."""
    monkeypatch.setattr(clock, "now", lambda: A_MONDAY)
    return A_MONDAY


@pytest.fixture
def time_passes(now: datetime, monkeypatch: pytest.MonkeyPatch) -> TimePasses:
    """`time_passes(timedelta(hours=1))` moves what the clock says, and returns it."""
    moment = now

    def passes(by: timedelta) -> datetime:
        nonlocal moment
        moment += by
        monkeypatch.setattr(clock, "now", lambda: moment)
        return moment

    return passes


@pytest.fixture(autouse=True, scope="session")
def channels_are_known() -> None:
    """As in every process that is started: all channels there are."""
    registry.open_all()


@pytest.fixture(autouse=True, scope="session")
def emptied_row_by_row() -> None:
    """Between tests, tables on PostgreSQL are emptied with DELETE: a TRUNCATE of all of them makes each file
    anew and waits for the disk, which took longer than the tests themselves."""

    def delete(self: DatabaseOperations, style: Any, tables: Iterable[str], **how: Any) -> list[str]:
        gone = [f"DELETE FROM {self.quote_name(table)}" for table in tables]
        return ["SET session_replication_role = replica", *gone, "SET session_replication_role = DEFAULT"]

    setattr(DatabaseOperations, "sql_flush", delete)  # noqa: B010  in this process of tests only


@pytest.fixture(autouse=True, scope="session")
def providers_stand_here() -> None:
    """Tests play providers on this computer; a channel may ask them."""
    settings.GATEWAYS_NEAR = frozenset({"1"})


def a_program(name: str, country: str, zone: str, now: datetime) -> Program:
    """A program that is open, before anybody is in it."""
    key_id = keys.make(0)
    with turn.write():
        program = programs.add(programs.NewProgram(name, country, ["en", "sw"], zone), key_id, now)
        programs.open_up(program, now)
    return program


def a_person(program: Program, name: str, roles: list[str], now: datetime) -> Person:
    """Someone with a place in the program."""
    key_id = keys.make(program.key_id)
    with turn.write():
        return writes.add_person(program.id, key_id, name, roles, now, language="en")


@pytest.fixture
def cast(db: None, now: datetime) -> Cast:
    """Two programs and their people, arrived an hour ago."""
    before = now - timedelta(hours=1)
    here = a_program("Open Door", "KE", "Africa/Nairobi", before)
    there = a_program("River House", "ZA", "Africa/Johannesburg", before)
    return Cast(
        program=here,
        coordinator=a_person(here, "Wanjiru", ["coordinator"], before),
        supervisor=a_person(here, "Otieno", ["supervisor"], before),
        peer=a_person(here, "Rosa", ["peer"], before),
        other_peer=a_person(here, "Sipho", ["peer"], before),
        member=a_person(here, "Amina", ["member"], before),
        other_member=a_person(here, "Juma", ["member"], before),
        elsewhere=there,
        elsewhere_coordinator=a_person(there, "Naledi", ["coordinator", "supervisor"], before),
        elsewhere_peer=a_person(there, "Thabo", ["peer"], before),
        elsewhere_member=a_person(there, "Lerato", ["member"], before),
    )


@pytest.fixture
def stranger() -> Client:
    """A browser that nobody signed in with."""
    return a_browser()


@pytest.fixture
def sign_in(now: datetime) -> SignIn:
    """`sign_in(person)` is a browser in which that person is signed in."""

    def browser_of(person: Person) -> Client:
        with turn.write():
            token = sessions.sign_in(person, now)
        browser = a_browser()
        browser.cookies["s"] = token
        return browser

    return browser_of


def a_browser() -> Client:
    """A browser on this machine that sends forms from our own pages."""
    return Client(SERVER_NAME="127.0.0.1", headers={"sec-fetch-site": "same-origin"})
