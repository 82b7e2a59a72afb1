"""What the demo holds besides people and their talks: each part is a file of its own, made by real flows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from alongside.flows import demo_help, demo_safety, demo_steps

if TYPE_CHECKING:
    from alongside.people.models import Program


@dataclass(frozen=True, slots=True)
class Filled:
    """The demo as far as it is made: people by their names, and each member's conversation."""

    program: Program
    people: dict[str, int]  # name -> person
    talks: dict[str, int]  # member's name -> conversation


Part = Callable[[Filled, datetime], None]

PARTS: tuple[Part, ...] = (
    demo_safety.heavy_days,
    demo_help.help_for_the_night,
    demo_steps.days_and_steps,
)


def grow(filled: Filled, now: datetime) -> None:
    """Everything else that has happened in the demo by now."""
    for part in PARTS:
        part(filled, now)
