"""From a phone to the web: who texts WEB gets a short code, and whoever types it here is in.

A phone that others hold lets nobody in before its word was said; one that was silent for long, and anybody
with a desk, not at all: a desk has a password.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import translation
from django.utils.translation import pgettext

from alongside.base import turn
from alongside.flows.person_comes_back import EVERYWHERE, FROM_ONE_PLACE, CameBack
from alongside.outbox import texts
from alongside.people import attempts, doors, link_codes, lost_words, reads, sessions
from alongside.rules import link_code, steering

if TYPE_CHECKING:
    from alongside.people.doors import Door

A_DAY = 6  # codes for one phone
FROM_ANYWHERE = 2_000  # wrong tries a day on the whole install; there are a hundred million to try
WORDS = frozenset({"web", "wavuti"})


def is_asked(door: Door, text: str, now: datetime) -> bool:
    """Inside the transaction that hears them: whether they asked for a code, and then it is answered."""
    if steering.folded(text) not in WORDS or not door.roles or door.channel == "mail":
        return False
    texts.say(door, _answer(door, now), now)
    return True


def _answer(door: Door, now: datetime) -> str:
    with translation.override(door.language or "en"):
        if door.roles != {"member"}:
            return pgettext("sms", "On the web you come in with your e-mail and password.")
        if door.has_code and not (door.open_until and door.open_until > now):
            return pgettext("sms", "First your word, then WEB.")
        if door.shared is not False and not door.has_code:
            return pgettext(
                "sms", "Others may hold this phone, so it opens no page. Who you talk with can help."
            )
        if attempts.count("web-code", str(door.handle_id), now) > A_DAY:
            return pgettext("sms", "You asked for many codes today. Please try again tomorrow.")
        code = link_codes.for_web(door.program_id, door.person_id, door.handle_id, now)
        return code_words(door, code)


def code_words(door: Door, code: str) -> str:
    """The code in halves, and where to type it."""
    program = reads.program(door.program_id)
    host = settings.GATEWAYS_ADDRESS.partition("://")[2]
    told = {"code": link_code.as_read(code), "where": f"{host}/at/{program.slug}/phone" if program else host}
    with translation.override(door.language or "en"):
        return pgettext("sms", "%(code)s is your code for 10 minutes. Type it at %(where)s") % told


def come_in(
    program_id: int,
    typed: str,
    address: str,
    now: datetime,
    *,
    own_device: bool = False,
    borrowed_device: bool = False,
) -> CameBack:
    """Signs in whose phone was sent this code. Every try is counted first, and a right one given back.

    `address` is counted under a hash that changes every day, and not kept.
    """
    with turn.write():
        here = attempts.count("phone-code", address, now)
        anywhere = attempts.count("phone-code", EVERYWHERE, now)
    if here > FROM_ONE_PLACE or anywhere > FROM_ANYWHERE:
        return CameBack(too_often=True)
    code = link_code.read(typed, link_code.READ)
    if not code:
        return CameBack()
    with turn.write():
        asked = link_codes.lets_in(program_id, code, now)
        door = doors.get(asked.handle_id) if asked and asked.handle_id else None
        person = reads.person(asked.person_id) if asked else None
        if door is None or person is None or door.person_id != person.id or door.stopped_at:
            return CameBack()
        if lost_words.only_members([person.id]) != {person.id}:
            return CameBack()
        attempts.give_back("phone-code", address, now)
        attempts.give_back("phone-code", EVERYWHERE, now)
        token = sessions.sign_in(person, now, own_device=own_device, borrowed_device=borrowed_device)
    return CameBack(token)
