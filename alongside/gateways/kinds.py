"""The channels this install knows, by kind. `run` opens them when a process starts; nobody here knows how
any of them works."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from alongside.rules.channel import (
        Capabilities,
        Carried,
        Event,
        Field,
        Joined,
        Outgoing,
        Raw,
        Reply,
        Screen,
        Setup,
        Voice,
        Wellbeing,
    )


class Channel(Protocol):
    """What flows may ask of a channel (channels.adapter.Adapter)."""

    kind: str
    title: str
    about: str

    @property
    def fields(self) -> tuple[Field, ...]: ...
    @property
    def steps(self) -> tuple[str, ...]: ...
    @property
    def actions(self) -> tuple[str, ...]: ...

    pasted: bool
    only_tried: bool
    polls: bool
    pause: float

    def capabilities(self, setup: Setup) -> Capabilities: ...
    def verify(self, setup: Setup, raw: Raw) -> None: ...
    def parse(self, setup: Setup, raw: Raw) -> list[Event]: ...
    def answer(self, setup: Setup, raw: Raw, events: list[Event], screen: Screen | None) -> Reply: ...
    def send(self, setup: Setup, outgoing: Outgoing) -> Carried: ...
    def taken(self, setup: Setup, outgoing: Outgoing) -> Carried | None: ...
    def look(self, setup: Setup) -> Wellbeing: ...
    def catch_up(self, setup: Setup, since: str) -> tuple[list[Event], str]: ...
    def fetch(self, setup: Setup, voice: Voice) -> bytes: ...
    def join(self, setup: Setup, wish: Joined) -> Carried: ...


_channels: dict[str, Channel] = {}


def opened(channel: Channel) -> None:
    """From now on this process knows the channel."""
    _channels[channel.kind] = channel


def of(kind: str) -> Channel | None:
    return _channels.get(kind)


def everything() -> list[Channel]:
    """All of them, by kind."""
    return [_channels[kind] for kind in sorted(_channels)]


def closed(channel: Channel) -> None:
    """This process knows it no more."""
    _channels.pop(channel.kind, None)
