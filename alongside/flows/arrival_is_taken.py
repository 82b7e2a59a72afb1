"""What came in is read, in the order each person sent it: once, and in the very transaction that does what
it asks. If that fails, nothing of it was done, and it is tried again."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from alongside.base import turn
from alongside.flows import (
    call_is_wished,
    door_closes,
    someone_new_writes,
    text_is_heard,
    text_is_reported,
    voice_note_is_heard,
    words_are_believed,
)
from alongside.gateways import arrivals
from alongside.gateways import reads as gateways
from alongside.gateways import writes as lights
from alongside.outbox import notices
from alongside.people import doors
from alongside.rules.channel import Message, Moved, Started, Status, Stopped, WantsCall

if TYPE_CHECKING:
    from alongside.flows.voice_note_is_heard import Heard
    from alongside.gateways.arrivals import Waiting
    from alongside.gateways.reads import Open
    from alongside.people.doors import Door

log = logging.getLogger("alongside.arrivals")


def take_all(now: datetime, only: Callable[[Waiting], bool] = bool) -> int:
    """Takes the first arrival of each sender, and again until nothing waits; how many were taken."""
    taken = 0
    while waiting := [each for each in arrivals.waiting(now) if only(each)]:
        open_ones = gateways.these({each.gateway_id for each in waiting})
        done = sum(_take(each, open_ones.get(each.gateway_id), now) for each in waiting)
        taken += done
        if not done:
            break
    return taken


def take_words(now: datetime) -> int:
    """All but voice notes: they are fetched by a worker of their own, and hold up nobody else's words."""
    return take_all(now, lambda arrival: not _has_sound(arrival))


def take_voice_notes(now: datetime) -> int:
    return take_all(now, _has_sound)


def _has_sound(arrival: Waiting) -> bool:
    return isinstance(arrival.event, Message) and arrival.event.voice is not None


def _take(arrival: Waiting, gateway: Open | None, now: datetime) -> bool:
    try:
        door = _door(arrival, gateway, now) if gateway else None
        event, heard = arrival.event, None
        if gateway and door and isinstance(event, Message):
            heard = voice_note_is_heard.fetched(gateway, door, event, arrival.tries)
        with turn.write():
            if not arrivals.take(arrival.id, now):
                return False
            if gateway is not None:
                _do(arrival, gateway, door, heard, now)
    except Exception:  # whatever it is, it is kept, and those of others are not held up
        log.exception("Something that came in could not be taken", extra={"attempt": arrival.tries + 1})
        with turn.write():
            arrivals.put_off(arrival, now)
        return False
    return True


def _door(arrival: Waiting, gateway: Open, now: datetime) -> Door | None:
    """Whose it is. A stranger's first words make a door; a stranger's goodbye makes none."""
    event = arrival.event
    if isinstance(event, Message) and not words_are_believed.are(gateway, event, now):
        return None
    if isinstance(event, Message | WantsCall):
        return someone_new_writes.door_of(gateway, event.sender, now)
    if isinstance(event, Stopped | Started | Moved):
        return doors.find(gateway.program_id, gateway.capabilities.address, event.sender)
    return None


def _do(arrival: Waiting, gateway: Open, door: Door | None, heard: Heard | None, now: datetime) -> None:
    event = arrival.event
    if isinstance(event, Status):
        text_is_reported.report(gateway, event, arrival.at, now)
        return
    lights.came(gateway.id, now)
    if door is None:
        if isinstance(event, Message):
            words_are_believed.tell(gateway, event, now)
        return
    if isinstance(event, Message | WantsCall):
        lights.count(gateway.program_id, gateway.id, now.astimezone(ZoneInfo(door.zone)).date(), came=1)
        doors.heard(door.handle_id, gateway.id if gateway.carries_texts else None, now)
        notices.looked(door.person_id)
        noted = door.noticed_at  # what "1" means depends on it
        door = replace(doors.get(door.handle_id) or door, noticed_at=noted)
    if heard is not None:
        _hear(arrival, gateway, door, heard, now)
    elif isinstance(event, WantsCall):
        call_is_wished.wish(door.person_id, now)
    elif isinstance(event, Stopped):
        door_closes.stop(door, event.why, now)
    elif isinstance(event, Started):
        door_closes.start(door, now)
    elif isinstance(event, Moved):
        door_closes.moved(door, event.to, now)


def _hear(arrival: Waiting, gateway: Open, door: Door, heard: Heard, now: datetime) -> None:
    """What was said goes on, with its sound. What cannot be passed on is said to who sent it."""
    if heard.sound is not None:
        voice_note_is_heard.hear(door, gateway, heard, heard.sound, arrival.ref, now)
    elif heard.message.text or not heard.why:
        text_is_heard.hear(door, gateway, heard.message, arrival.ref, now)
    if heard.why:
        voice_note_is_heard.tell(door, heard.why, now)
