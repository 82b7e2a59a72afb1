"""What tests of channels share: a channel at the outermost edge that carries nothing anywhere and remembers
everything, and a program's gateway on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from alongside.base import turn
from alongside.channels.adapter import Adapter
from alongside.flows import arrival_is_taken, something_comes_in, words_are_owed
from alongside.flows.message_arrives import Said, arrive
from alongside.gateways import kinds, writes
from alongside.gateways import reads as gateways
from alongside.people import door_choices, doors
from alongside.rules.channel import Capabilities, Carried, Event, Message, Outgoing, Raw, Setup
from alongside.talk import writes as talk
from alongside.vault import keys

if TYPE_CHECKING:
    from alongside.gateways.reads import Open
    from alongside.people.doors import Door
    from alongside.people.models import Person, Program
    from conftest import Cast

SMS = Capabilities(
    address="phone",
    unit="segment",
    longest=8,
    statuses=frozenset({"sent", "delivered", "failed"}),
    traces=frozenset({"handset", "operator"}),
    costs_program=True,
    costs_person=True,
    per_second=1000,
)


@dataclass
class Remembers(Adapter):
    """A channel that hands everything to the test. `becomes`: what each text becomes, in order, then sent."""

    kind: str = "remembers"
    title: str = "Remembers"
    about: str = ""
    can: Capabilities = SMS
    sent: list[Outgoing] = field(default_factory=list)
    becomes: list[Carried] = field(default_factory=list)
    has: dict[str, Carried] = field(default_factory=dict)  # what it can tell it was handed

    def capabilities(self, setup: Setup) -> Capabilities:
        return self.can

    def verify(self, setup: Setup, raw: Raw) -> None:
        return None

    def parse(self, setup: Setup, raw: Raw) -> list[Event]:
        sender, _, text = raw.body.decode().partition(" ")
        return [Message(f"ref {raw.query}", sender, text)]

    def send(self, setup: Setup, outgoing: Outgoing) -> Carried:
        self.sent.append(outgoing)
        if self.becomes:
            return self.becomes.pop(0)
        return Carried("sent", ref=f"theirs {outgoing.ours}")

    def taken(self, setup: Setup, outgoing: Outgoing) -> Carried | None:
        return self.has.get(outgoing.ours)

    def texts_to(self, address: str) -> list[str]:
        return [each.text for each in self.sent if each.to == address]

    def may(self, **can: Any) -> None:
        """Changes what it can do."""
        self.can = replace(self.can, **can)


@pytest.fixture
def channel() -> Iterator[Remembers]:
    """Known to this process while the test runs."""
    made = Remembers()
    kinds.opened(made)
    yield made
    kinds.closed(made)


def a_gateway(program: Program, now: datetime, **settings: Any) -> Open:
    """A gateway of this program on the channel that remembers."""
    with turn.write():
        gateway_id = writes.add(
            program.id, program.key_id, "remembers", "Our number", {}, now, shown="1234", settings=settings
        )
    found = gateways.get(gateway_id)
    assert found is not None
    return found


def a_door(
    person: Person, gateway: Open, address: str, now: datetime, *, shared: bool | None = False
) -> Door:
    """This person has this phone, and was heard from it once."""
    with turn.write():
        handle_id = doors.add(
            person.program_id, person.id, person.key_id, gateway.capabilities.address, address, now
        )
        doors.heard(handle_id, gateway.id, now)
        if shared is not None:
            door_choices.set_shared(handle_id, shared)
    found = doors.get(handle_id)
    assert found is not None
    return found


def comes_in(gateway: Open, program: Program, event: Event, now: datetime) -> None:
    """The gateway tells it, and it is taken."""
    something_comes_in.keep(something_comes_in.came_in(gateway, program.key_id, [event], now))
    arrival_is_taken.take_all(now)


AMINA = "+254700000001"


class Walk:
    """Amina has a basic phone, Rosa is her peer on the web."""

    def __init__(self, cast: Cast, gateway: Open, now: datetime, *, shared: bool | None = False) -> None:
        self.cast, self.gateway = cast, gateway
        self.door = a_door(cast.member, gateway, AMINA, now, shared=shared)
        key_ids = keys.make_many(cast.program.key_id, 2)
        with turn.write():
            people = [(cast.member.id, key_ids[0]), (cast.peer.id, key_ids[1])]
            self.id = talk.begin(cast.program.id, people, now)

    def peer_says(self, words: str, now: datetime) -> None:
        arrive([Said(b"", self.id, words, words, by=self.cast.peer.id)], now, frozenset())
        words_are_owed.settle_what_is_due(now)
