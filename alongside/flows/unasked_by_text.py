"""What we begin by text: how today is, a step's day, the line of a week, somebody who would like to talk.

It goes to those who have a phone or a chat as their way, and only where its words may be shown. On a phone
that others may hold, "You have a note" goes instead, and the rest when they ask for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from alongside.flows import someone_is_noticed, text_says
from alongside.flows.notes_are_sent import near
from alongside.flows.text_is_made_ready import facts
from alongside.gateways import dialogs
from alongside.gateways import reads as gateways
from alongside.people import doors, preferences
from alongside.rules import reaching

if TYPE_CHECKING:
    from alongside.people.doors import Door
    from alongside.rules.text_stands import Reply
    from alongside.rules.texts import Kind


def reached(person_ids: Iterable[int], now: datetime) -> dict[int, Door]:
    """Who of these is to be told by text: they have a door, no page open, and do not rest."""
    found = doors.for_answers(person_ids)
    out = near(found, now) | preferences.resting(found, now) if found else set()
    return {person: door for person, door in found.items() if person not in out}


def ask(door: Door, kind: Kind, replies: list[Reply], now: datetime, asked: str = "", about: int = 0) -> bool:
    """Says it, and remembers what was asked, so that a short answer means it. Inside a transaction.

    False where this door cannot be written to now: then it waits on their page.
    """
    gateway = gateways.get(door.gateway_id) if door.gateway_id else None
    if gateway is None:
        return False
    verdict = reaching.judge(kind, facts(door, gateway.capabilities), now)
    if isinstance(verdict, reaching.No):
        return False
    if isinstance(verdict, reaching.NoticeOnly) or door.shared is not False or door.has_code:
        return kind != "digest" and _note(door, now)
    text_says.say(door, replies, now, kind)
    if asked:
        dialogs.keep(door, dialogs.of(door).asks(asked, now, about), now)
    return True


def _note(door: Door, now: datetime) -> bool:
    """That something waits, and nothing of it. Told once, however much waits."""
    someone_is_noticed.by_phone(door, now)
    return True
