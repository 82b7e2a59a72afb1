"""What has to hold for any request to any adapter, whoever made it up."""

from __future__ import annotations

import json
import time
from contextlib import suppress
from dataclasses import dataclass

from alongside.channels import registry
from alongside.channels.adapter import Adapter
from alongside.channels.tests.contract import Case, cases
from alongside.rules.channel import Event, NotGenuine, NotUnderstood, Pressed, Raw, Screen, Setup
from alongside.rules.channel_events import once_of, read, sender_of, written

CPU_SECONDS = 1.0  # for one request, however long and odd it is
NAMES_AT_MOST = 2_000  # signs of a name of an event, or of an address


@dataclass(frozen=True)
class Target:
    """An adapter, and what was recorded of it."""

    adapter: Adapter
    recorded: tuple[Case, ...]

    @property
    def setup(self) -> Setup:
        return (
            self.recorded[0].setup() if self.recorded else Setup(1, 2, {}, "path", "https://help.example.org")
        )


def targets() -> dict[str, Target]:
    """Every adapter there is, with all that comes in by it."""
    found = registry.found()
    return {
        adapter.kind: Target(adapter, tuple(case for case in cases(adapter) if case.comes_in))
        for adapter in found
    }


def judge(adapter: Adapter, setup: Setup, raw: Raw) -> list[Event]:
    """Reads a request as the ingress does, and goes on even where it was not believed.

    Only NotGenuine and NotUnderstood may be raised, in bounded time, and what comes of it can be stored.
    """
    began = time.process_time()
    with suppress(NotGenuine, NotUnderstood):
        adapter.verify(setup, raw)
    events: list[Event] | None
    try:
        events = adapter.parse(setup, raw)
    except NotUnderstood:
        events = None
    if events is not None:
        reply = adapter.answer(setup, raw, events, _screen(events))
        assert 200 <= reply.status < 600
    for event in events or ():
        text = written(event)
        assert text.encode()  # no half signs, which no database takes
        assert json.loads(text)
        assert read(text) == event
        assert once_of(event).strip() != type(event).__name__, "an event without a name is taken for a repeat"
        assert len(once_of(event)) < NAMES_AT_MOST
        assert len(sender_of(event)) < NAMES_AT_MOST
    spent = time.process_time() - began
    assert spent < CPU_SECONDS, f"{spent:.2f} s for {len(raw.body)} bytes"
    return events or []


def _screen(events: list[Event]) -> Screen | None:
    dialled = any(isinstance(event, Pressed) for event in events)
    return Screen("What next?", more=True) if dialled else None
