"""Numbers change hands. Where nobody was heard from for long, we ask "still you?", with nothing private in
it, and send nothing else until something comes back.

Whoever writes from there again is heard as before, and whose phone it is is asked anew: words go there only
once they asked for them. Who says that they are somebody else is never written to again.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import pgettext

from alongside.base import turn
from alongside.flows import door_closes
from alongside.gateways import reads as gateways
from alongside.outbox import texts
from alongside.people import door_links, doors
from alongside.rules import short_answers, steering
from alongside.rules.reaching import OUR_HOURS, is_safe

if TYPE_CHECKING:
    from alongside.gateways.reads import Open
    from alongside.people.doors import Door

AT_ONCE = 50
STANDARD = int(gateways.STANDARD["silent_days"])


def ask_who_is_silent(now: datetime, at_most: int = AT_ONCE) -> int:
    """In the day hours of each: one short question, once; how many were asked."""
    by_days: dict[timedelta, list[Open]] = defaultdict(list)
    for gateway in gateways.everywhere().values():
        if gateway.capabilities.can_begin:
            by_days[silent_for(gateway)].append(gateway)
    asked = 0
    for days, open_ones in by_days.items():
        ids = {gateway.id for gateway in open_ones}
        found = doors.these(door_links.silent(now - days, ids, at_most)).values()
        asked += sum(_ask(door, now) for door in found if _may_be_asked_now(door, now))
    return asked


def silent_for(gateway: Open | None) -> timedelta:
    """After how long the program asks."""
    days = gateway.settings.get("silent_days") if gateway else None
    return timedelta(days=int(days or STANDARD))


def is_answered(door: Door, text: str, now: datetime) -> bool:
    """Inside the transaction that hears them, before anything else is made of the text: whether it was the
    answer to this question, and nothing more.

    Anything but a bare yes or no is a message, and shows that somebody is there. "Wrong number" is heard
    at any time: then it stops, and whoever writes START from there is heard again.
    """
    if door.still_asked_at is None:
        if not _is_wrong_number(door, text):
            return False
        door_closes.stop(door, door_closes.WRONG, now)
        return True
    said = short_answers.choice(text, door.language, 2, yes_no=True)
    if said == 2 or _is_wrong_number(door, text):
        door_closes.wrong_person(door, now)
        return True
    door_links.is_still_them(door.handle_id)
    return said == 1


def question(language: str) -> str:
    """Whoever reads it learns nothing."""
    with translation.override(language or "en"):
        return pgettext("sms", "Is this still your number? Reply 1 for yes, 2 for no.")


def _ask(door: Door, now: datetime) -> int:
    with turn.write():
        if not door_links.still_you(door.handle_id, now):
            return 0
        texts.say(door, question(door.language), now, "answer")
    return 1


def _may_be_asked_now(door: Door, now: datetime) -> bool:
    begins, ends = (each.hour * 60 for each in OUR_HOURS)
    return is_safe(begins, ends, door.zone, now) and is_safe(door.safe_from, door.safe_until, door.zone, now)


def _is_wrong_number(door: Door, text: str) -> bool:
    with translation.override(door.language or "en"):
        own = (pgettext("sms", "wrong number"), pgettext("sms", "wrong person"))
    return steering.folded(text) in {"wrong number", "wrong person", *(steering.folded(each) for each in own)}
