"""Ways to reach someone who is away. What a way can carry is data; nobody here knows how it does it.

`run` opens them when a process starts. Without one, nothing is owed beyond the pages, and they say so.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from alongside.rules.channel import Carried


@dataclass(frozen=True, slots=True)
class Note:
    """What is sent: which of the few sentences, where to, in which language. No name, nobody's words."""

    kind: str  # desk, note, number
    to: str
    language: str
    ref: str  # the same for a repeat, so that a mailbox can tell
    at: datetime
    number: str = ""  # to prove an address with


class Way(Protocol):
    """One way out."""

    @property
    def carries(self) -> frozenset[str]:
        """The kinds of note it takes."""
        ...

    @property
    def names(self) -> str:
        """The address of this install that stands in what it carries; empty where none does."""
        ...

    def carry(self, note: Note) -> Carried:
        """Sends it, or says why not. Takes seconds: never inside a transaction."""
        ...


_ways: list[Way] = []


def opened(way: Way) -> None:
    """From now on this process can send by this way."""
    _ways.append(way)


def closed(way: Way) -> None:
    _ways.remove(way)


def for_kind(kind: str) -> Way | None:
    """A way that carries this kind of note, if this install has one."""
    return next((way for way in _ways if kind in way.carries), None)


def any_open() -> bool:
    """Whether this install can reach anybody who is away."""
    return bool(_ways)
