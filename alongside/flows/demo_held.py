"""The demo's person who asked for everything to be deleted, and may still change their mind."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from alongside.flows import deletion_is_planned

if TYPE_CHECKING:
    from alongside.flows.demo_grows import Filled

WHO, ASKED = "Long Road", timedelta(hours=20)


def someone_may_go(filled: Filled, now: datetime) -> None:
    """Yesterday Long Road, whose walk has ended, asked for deletion in 7 days."""
    deletion_is_planned.in_seven_days(filled.people[WHO], now - ASKED)
