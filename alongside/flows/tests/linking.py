"""What tests of a person's doors share: a number, a gateway, and the code that went there."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from alongside.flows import door_is_linked
from alongside.flows.tests.carrying import Remembers, a_gateway
from alongside.flows.texts_are_sent import send_what_is_due
from alongside.people import doors

if TYPE_CHECKING:
    from alongside.gateways.reads import Open
    from conftest import Cast

HERS = "+254712345678"
LATER = timedelta(days=61)


@pytest.fixture
def gateway(cast: Cast, channel: Remembers, now: datetime) -> Open:
    return a_gateway(cast.program, now)


def phone(cast: Cast) -> door_is_linked.Channel:
    return door_is_linked.channels(cast.program.id)["phone"]


def code_sent(channel: Remembers, now: datetime, to: str = HERS) -> str:
    """The newest code that went to this number; empty where none went."""
    send_what_is_due(now)
    found = [re.search(r"\d{6}", text) for text in channel.texts_to(to)]
    return found[-1].group() if found and found[-1] else ""


def door_of(cast: Cast, address: str = HERS) -> doors.Door | None:
    return doors.find(cast.program.id, "phone", address)
