"""The demo's chats: one hums into WhatsApp, one writes by Telegram. Nothing leaves this computer."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from alongside.base import turn
from alongside.flows import arrival_is_taken, something_comes_in
from alongside.gateways import reads as gateways
from alongside.gateways import writes
from alongside.people import door_choices, doors, reads
from alongside.rules.channel import Event, Message, Voice

if TYPE_CHECKING:
    from alongside.flows.demo_grows import Filled

HUMS, HUMS_AT = "Wide Sky", "ZW.44193"  # who, and their made-up id there
WRITES, WRITES_AT = "Green Lamp", "440128"
BESIDE = "No words tonight. This is how the lake sounds."


def some_write_by_chat(filled: Filled, now: datetime) -> None:
    """Both are who they were on the web, and one thread goes on."""
    spoken = Voice("tune", "audio/wav", seconds=5)
    _writes(
        filled, HUMS, "whatsapp", "WhatsApp", HUMS_AT, Message("demo 1", HUMS_AT, BESIDE, voice=spoken), now
    )
    _writes(filled, WRITES, "telegram", "Telegram", WRITES_AT, None, now - timedelta(days=2))


def _writes(
    filled: Filled, name: str, like: str, called: str, address: str, event: Event | None, now: datetime
) -> None:
    program, person = filled.program, reads.person(filled.people[name])
    if person is None:
        return
    heard_at = now - timedelta(minutes=50)
    with turn.write():
        gateway_id = writes.add(
            program.id,
            program.key_id,
            "trial_chat",
            called,
            {"like": like},
            now - timedelta(days=140),
            shown="@evening_light" if like == "telegram" else "+263 77 000 0000",
        )
        handle_id = doors.add(program.id, person.id, person.key_id, like, address, heard_at)
        doors.heard(handle_id, gateway_id, heard_at)
        door_choices.set_shared(handle_id, False)
        door_choices.choose(person.id, handle_id)
    gateway = gateways.get(gateway_id)
    if event is not None and gateway is not None:  # none where a process knows no channels: a bench, a test
        something_comes_in.keep(something_comes_in.came_in(gateway, program.key_id, [event], heard_at))
        arrival_is_taken.take_all(heard_at)
