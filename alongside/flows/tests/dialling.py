"""A USSD phone, for tests: what is dialled and pressed, and what its screen shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from alongside.base import turn
from alongside.channels.dialled import pressed
from alongside.channels.trial.adapter import CHANNEL
from alongside.flows import message_arrives, phone_is_dialled
from alongside.flows.tests.walking import walk_together
from alongside.gateways import kinds, writes
from alongside.gateways import reads as gateways
from alongside.people import doors
from alongside.talk import reads as talks

if TYPE_CHECKING:
    from alongside.gateways.reads import Open
    from alongside.people.models import Person, Program
    from alongside.rules.channel import Screen
    from conftest import Cast

NUMBER = "+254700000901"


def a_code(program: Program, now: datetime) -> Open:
    """A gateway that phones dial."""
    kinds.opened(CHANNEL)
    with turn.write():
        gateway_id = writes.add(program.id, program.key_id, "trial", "*384*12#", {}, now)
    found = gateways.get(gateway_id)
    assert found is not None
    return found


def has_phone(person: Person, now: datetime, number: str = NUMBER) -> int:
    """This number is this person's; the handle's id."""
    with turn.write():
        return doors.add(person.program_id, person.id, person.key_id, "phone", number, now)


@dataclass
class Phone:
    """One phone. Each key takes its holder five seconds."""

    gateway: Open
    now: datetime
    number: str = NUMBER
    session: int = 0
    typed: str = ""
    screen: str = ""
    more: bool = False

    def dials(self) -> str:
        """A new session; whatever the last one was is cut off."""
        self.session += 1
        self.typed = ""
        return self.told("")

    def presses(self, *keys: str) -> str:
        """These keys, one after another; the last screen."""
        for key in keys:
            self.told(f"{self.typed}*{key}" if self.typed else key)
        return self.screen

    def told(self, so_far: str) -> str:
        """The operator tells what was typed so far."""
        self.now += timedelta(seconds=5)
        self.typed = so_far
        return self.shows(
            phone_is_dialled.dial(
                self.gateway, pressed(f"session {self.session}", self.number, so_far), self.now
            )
        )

    def shows(self, screen: Screen) -> str:
        self.screen, self.more = screen.words, screen.more
        return screen.words


@pytest.fixture
def phone(cast: Cast, now: datetime) -> Phone:
    return Phone(a_code(cast.program, now), now)


@pytest.fixture
def talk(cast: Cast, phone: Phone, now: datetime) -> int:
    """The member with the phone walks with Rosa."""
    has_phone(cast.member, now)
    return walk_together(cast.member, cast.peer, cast.program.key_id, now)


def says(person: Person, talk: int, words: str, now: datetime) -> None:
    line = message_arrives.Said(b"", talk, words, words, by=person.id)
    message_arrives.arrive([line], now, frozenset())


def said_in(cast: Cast, talk: int) -> list[str | None]:
    return [line.text for line in talks.newest(cast.program.id, talk)]
