"""A door closes: they asked for no more messages, nothing arrives there, or somebody else has the number.
Or it opens again, or the provider knows them by another address from now on.

Why it closed is told to nobody but its own person. Each of these runs inside a transaction.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from alongside.base import wake
from alongside.outbox import texts
from alongside.people import door_links, doors
from alongside.talk import reads as talks

if TYPE_CHECKING:
    from alongside.people.doors import Door

ASKED, BLOCKED, WRONG, DEAD, MOVED = "asked", "blocked", "wrong", "dead", "moved"


def stop(door: Door, why: str, now: datetime) -> None:
    """Nothing is sent there any more, and what waited is let go."""
    if doors.stop(door.handle_id, why, now):
        texts.stopped(door.handle_id, now)
        _pages_look_again(door.person_id)


def start(door: Door, now: datetime) -> None:
    """They want to hear from us there again. Nothing of what was let go meanwhile is sent."""
    if doors.start(door.handle_id):
        _pages_look_again(door.person_id)


def wrong_person(door: Door, now: datetime) -> None:
    """Whoever has this number says it is not who we mean. At once, and for good: no answer but this one,
    nothing about anybody, and the number itself is not kept. Its person sees that it is gone."""
    doors.never_write(door.program_id, door.channel, door.address)
    texts.stopped(door.handle_id, now)
    door_links.let_go(door, WRONG, now)
    _pages_look_again(door.person_id)


def moved(door: Door, to: str, now: datetime) -> None:
    """The provider says so, and it may be mistaken: before anything goes to the new address they are asked
    whether it is still them. Where it is somebody else's here, it stays theirs."""
    if to == door.address:
        return
    if doors.find(door.program_id, door.channel, to) is None:
        door_links.moved_to(door, to, now)
        return
    texts.stopped(door.handle_id, now)
    door_links.let_go(door, MOVED, now)
    _pages_look_again(door.person_id)


def _pages_look_again(person_id: int) -> None:
    """Open pages of those they talk with show how it stands."""
    for standing in talks.conversations_of(person_id):
        if standing.ended_at is None:
            wake.nudge("talk", standing.conversation_id)
    wake.nudge("person", person_id)
