"""Somebody writes by a phone or a chat."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from alongside.base import wake
from alongside.flows.message_arrives import Said, arrive
from alongside.talk import reads as talks

if TYPE_CHECKING:
    from alongside.gateways.reads import Open
    from alongside.people.doors import Door
    from alongside.rules.channel import Message


def hear(door: Door, gateway: Open, message: Message, ref: str, now: datetime) -> None:
    """Inside the transaction that takes it. `ref`: the same for a repeat."""
    going = [each for each in talks.conversations_of(door.person_id) if each.ended_at is None]
    if going:
        talk = going[0].conversation_id
        line = Said(b"", talk, ref, message.text.strip(), channel=door.channel, by=door.person_id)
        arrive([line], now, frozenset())
        wake.nudge("talk", talk)
