"""What tests of voice notes share: a channel that can be spoken by, and sounds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from alongside.base import turn
from alongside.flows import arrival_is_taken, something_comes_in, texts_are_sent
from alongside.flows.tests.carrying import Remembers
from alongside.gateways import kinds, writes
from alongside.gateways import reads as gateways
from alongside.rules.channel import Capabilities, Message, Setup, Voice
from alongside.rules.voice_note import LARGEST

if TYPE_CHECKING:
    from alongside.gateways.reads import Open
    from conftest import Cast

CHAT = Capabilities(address="telegram", unit="character", longest=4096, voice_at_most=LARGEST)


def ogg(seconds: int, size: int = 400) -> bytes:
    """The first and the last page of an Opus sound that is so long, with noise between."""
    head = b"OggS\x00\x02" + bytes(20) + b"\x01\x13" + b"OpusHead\x01\x01" + (312).to_bytes(2, "little")
    samples = seconds * 48_000 + 312
    last = b"OggS\x00\x04" + samples.to_bytes(8, "little") + bytes(12) + b"\x01\x05"
    return head.ljust(60, b"\0") + b"\x07" * size + last + b"sound"


@dataclass
class Speaks(Remembers):
    """A chat. `sounds`: what is there to fetch, by its name; what is not there cannot be fetched."""

    kind: str = "speaks"
    can: Capabilities = CHAT
    sounds: dict[str, bytes] = field(default_factory=dict)
    fetched: list[str] = field(default_factory=list)

    def fetch(self, setup: Setup, voice: Voice) -> bytes:
        self.fetched.append(voice.ref)
        if voice.ref not in self.sounds:
            raise ConnectionError
        return self.sounds[voice.ref]


@pytest.fixture
def chat() -> Iterator[Speaks]:
    """Known to this process while the test runs."""
    made = Speaks()
    kinds.opened(made)
    yield made
    kinds.closed(made)


@pytest.fixture
def gateway(cast: Cast, chat: Speaks, now: datetime) -> Open:
    with turn.write():
        gateway_id = writes.add(cast.program.id, cast.program.key_id, "speaks", "Our bot", {}, now)
    found = gateways.get(gateway_id)
    assert found is not None
    return found


def spoken(
    ref: str, sender: str, *, text: str = "", kind: str = "audio/ogg", size: int = 0, seconds: int = 0
) -> Message:
    return Message(f"ref {ref}", sender, text, voice=Voice(ref, kind, size, seconds))


def hears(gateway: Open, cast: Cast, event: Message, now: datetime) -> None:
    """It comes in and is tried for two minutes, as the workers would."""
    something_comes_in.keep(something_comes_in.came_in(gateway, cast.program.key_id, [event], now))
    for second in range(0, 120, 5):
        arrival_is_taken.take_voice_notes(now + timedelta(seconds=second))
        arrival_is_taken.take_words(now + timedelta(seconds=second))


def told(channel: Remembers, address: str, now: datetime) -> list[str]:
    """What goes out to this address."""
    texts_are_sent.send_what_is_due(now)
    return channel.texts_to(address)
