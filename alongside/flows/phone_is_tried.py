"""A coordinator tries what people will have on their phones. What she types goes the way every text and every
key goes, and what comes back comes the way it would; only the network is missing.

Numbers are of those kept for stories, which no phone has; in the demo also those of its people.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.utils.translation import gettext

from alongside.base import turn
from alongside.flows import (
    arrival_is_taken,
    phone_is_dialled,
    something_comes_in,
    text_words,
    texts_are_sent,
    words_are_owed,
)
from alongside.gateways import kinds, writes
from alongside.gateways import reads as gateways
from alongside.outbox import arrived
from alongside.people import doors, reads, tried
from alongside.rules.channel import Pressed, Raw
from alongside.talk import reads as talks

if TYPE_CHECKING:
    from alongside.gateways.reads import Open
    from alongside.people.doors import Door
    from alongside.people.models import Program
    from alongside.rules.channel import Event, Screen

KIND = "trial"
NUMBERS = tuple(f"+44770090010{number}" for number in range(1, 7))  # kept for stories
CODE = "*384*12#"
LOOKED_BACK = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Tried:
    """A phone to try. No name: nobody has it yet."""

    number: str
    name: str


@dataclass(frozen=True, slots=True)
class Came:
    """A text that came to the phone."""

    at: datetime
    words: str


def gateway_of(program: Program, now: datetime) -> Open | None:
    """The program's trial phones; set up when they are first used. None where this install has none."""
    found = next((each for each in gateways.opened(program.id) if each.kind == KIND), None)
    channel = kinds.of(KIND)
    if found is not None or channel is None:
        return found
    with turn.write():
        gateway_id = writes.add(program.id, program.key_id, KIND, gettext(channel.title), {}, now)
    return gateways.get(gateway_id)


def phones(program: Program) -> list[Tried]:
    """In the demo those of its people first; then numbers that nobody has, and one has who tried."""
    gateway = next((each for each in gateways.opened(program.id) if each.kind == KIND), None)
    known = tried.phones_of(program.id, gateway.id) if gateway and program.is_demo else []
    known += [
        door
        for door in tried.phones_with(program.id, NUMBERS)
        if door.handle_id not in {each.handle_id for each in known}
    ]
    names = reads.names(door.person_id for door in known)
    had = [Tried(door.address, names.get(door.person_id, "")) for door in known]
    return had + [Tried(number, "") for number in NUMBERS if number not in {each.number for each in had}]


def text(program: Program, gateway: Open, number: str, words: str, ref: str, now: datetime) -> None:
    """Somebody texts by this phone. What is answered has gone when this returns."""
    events = _parsed(gateway, "in", {"phone": number, "id": ref, "text": words})
    something_comes_in.keep(something_comes_in.came_in(gateway, program.key_id, events, now))
    arrival_is_taken.take_all(now, lambda arrival: arrival.gateway_id == gateway.id)
    look(gateway, now)


def look(gateway: Open, now: datetime) -> None:
    """What is owed to trial phones goes now, and waits for no worker."""
    words_are_owed.settle_what_is_due(now)
    texts_are_sent.send_by(gateway.id, now)


def dial(gateway: Open, number: str, session: str, so_far: str, now: datetime) -> Screen:
    """The screen after these keys. Told twice it is the same, and nothing is done again."""
    events = _parsed(gateway, "ussd", {"phone": number, "session": session, "text": so_far})
    pressed = next(event for event in events if isinstance(event, Pressed))
    return phone_is_dialled.dial(gateway, pressed, now)


def came(program: Program, number: str, now: datetime) -> list[Came]:
    """The texts that came to this phone lately."""
    door = doors.find(program.id, "phone", number)
    if door is None:
        return []
    every = arrived.at(door, now - LOOKED_BACK)
    return [Came(each.at, words) for each in every if (words := _words(door, each))]


def _words(door: Door, text: arrived.Arrived) -> str:
    if text.conversation_id is None:
        return text.words
    lines = talks.these(door.program_id, text.conversation_id, range(text.from_n, text.to_n + 1))
    spoken = "\n".join(line.text for line in lines if line.text)
    return text_words.from_whom(door, text.conversation_id) + spoken if spoken else ""


def _parsed(gateway: Open, action: str, told: dict[str, str]) -> list[Event]:
    """Through the same door as what comes from a provider."""
    raw = Raw("POST", action, gateway.setup.url(action), "", {}, urlencode(told).encode())
    gateway.channel.verify(gateway.setup, raw)
    return gateway.channel.parse(gateway.setup, raw)
