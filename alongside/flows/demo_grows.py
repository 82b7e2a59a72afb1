"""What the demo holds besides people and their talks: each part is a file of its own, made by real flows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from alongside.flows import (
    demo_chat,
    demo_doors,
    demo_held,
    demo_help,
    demo_mail,
    demo_opening,
    demo_safety,
    demo_sms,
    demo_steps,
    demo_told,
    demo_ussd,
    demo_walks,
)

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
    demo_walks.cards_and_endings,
    demo_opening.promise_changes,
    demo_safety.heavy_days,
    demo_help.help_for_the_night,
    demo_steps.days_and_steps,
    demo_held.someone_may_go,
    demo_told.what_waits_for_a_person,
    demo_mail.someone_writes_by_mail,
    demo_chat.some_write_by_chat,
    demo_sms.people_with_phones,
    demo_doors.who_has_a_phone,
    demo_ussd.someone_dials,
)


def grow(filled: Filled, now: datetime) -> None:
    """Everything else that has happened in the demo by now."""
    for part in PARTS:
        part(filled, now)
