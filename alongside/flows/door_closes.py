"""A door is closed, opened again, or somebody is known by another address from now on."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from alongside.outbox import texts
from alongside.people import doors

if TYPE_CHECKING:
    from alongside.people.doors import Door


def stop(door: Door, why: str, now: datetime) -> None:
    """Nothing is sent there any more. Inside a transaction."""
    if doors.stop(door.handle_id, why, now):
        texts.stopped(door.handle_id, now)


def start(door: Door, now: datetime) -> None:
    """They want to hear from us there again."""
    doors.start(door.handle_id)


def moved(door: Door, to: str, now: datetime) -> None:
    """The provider knows them by another address."""
