"""What tests of the talk by text share: people who text, and what comes back to each phone."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from alongside.flows import texts_are_sent, words_are_owed
from alongside.flows.tests.carrying import comes_in
from alongside.rules.channel import Message

if TYPE_CHECKING:
    from alongside.flows.tests.carrying import Remembers
    from alongside.gateways.reads import Open
    from alongside.people.models import Program


@dataclass
class Phones:
    """A village of phones that text one number. The clock goes on a little with every text."""

    program: Program
    gateway: Open
    channel: Remembers
    now: datetime
    count: int = 0
    read: dict[str, int] = field(default_factory=dict)

    def text(self, address: str, words: str, ref: str = "") -> list[str]:
        """Somebody texts; what comes to their phone then."""
        self.count += 1
        self.passes(timedelta(seconds=20))
        comes_in(self.gateway, self.program, Message(ref or f"ref {self.count}", address, words), self.now)
        return self.new(address)

    def passes(self, by: timedelta) -> datetime:
        self.now += by
        return self.now

    def new(self, address: str) -> list[str]:
        """What came to this phone since the last look."""
        words_are_owed.settle_what_is_due(self.now)
        texts_are_sent.send_what_is_due(self.now)
        texts_are_sent.send_what_is_due(self.now)  # a note that stands for what may not be said
        every = self.channel.texts_to(address)
        fresh = every[self.read.get(address, 0) :]
        self.read[address] = len(every)
        return fresh
