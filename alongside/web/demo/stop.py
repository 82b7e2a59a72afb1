"""One thing to see in the demo: who to be there, and which page to open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from alongside.talk import reads as talks

if TYPE_CHECKING:
    from alongside.people.models import Program

Address = Callable[["Program", int], str]  # the program and who one has become -> where to go


@dataclass(frozen=True, slots=True)
class Stop:
    """One thing to see. `who` is a name of the demo; words are marked with `said`."""

    code: str
    words: str
    who: str
    address: Address


def at(address: str) -> Address:
    """Always this page."""
    return lambda program, person_id: address


def in_talk(end: str = "") -> Address:
    """A page of this person's newest talk that goes on ("/heavy", "/report"...)."""

    def found(program: Any, person_id: int) -> str:
        open_ones = [one for one in talks.conversations_of(person_id) if one.ended_at is None]
        return f"/talk/{open_ones[0].conversation_id}{end}" if open_ones else "/"

    return found
