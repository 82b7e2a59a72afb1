"""Somebody dials: a screen, a key, the next screen."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from alongside.rules.channel import Screen

if TYPE_CHECKING:
    from alongside.gateways.reads import Open
    from alongside.rules.channel import Pressed


def dial(gateway: Open, pressed: Pressed, now: datetime) -> Screen:
    """What this key leads to."""
    return Screen(gateway.name, more=False)
