"""The quiet help card: to whoever wrote of dying or of harming themselves, and to nobody else.

Worked out in memory after the line is kept, and handed back only in the answer to that very send. No row,
log line, count or mark comes of it, on this machine or on theirs; no other page or stream ever holds it.
That it was shown within a day is remembered by this process alone, under a hash whose key nobody has once
the process ends: a cookie would lie on the device of somebody whose phone is looked through. After a restart,
or on another process, it may therefore show once more (docs/decisions/0011).
"""

from __future__ import annotations

import hashlib
import secrets
import threading
from datetime import datetime, timedelta

from django.template.loader import render_to_string
from django.utils import translation

from alongside.flows.message_arrives import Kept
from alongside.people import preferences, reads
from alongside.rules.help_card import LANGUAGES, speaks_of_dying
from alongside.web.talk.told import someone

ONCE_IN = timedelta(days=1)
TIDY_FROM = 1_000
_key = secrets.token_bytes(32)
_shown: dict[bytes, tuple[datetime, int]] = {}
_guard = threading.Lock()


def speaks(answer: object) -> bool:
    """A few microseconds for an ordinary line. People mix languages, so every list is asked."""
    if not isinstance(answer, Kept) or answer.room.kind == "practice":
        return False
    return any(speaks_of_dying(answer.text, language) for language in LANGUAGES)


def quietly(answer: object, now: datetime, language: str = "") -> str:
    """What goes into the answer to this very send. Where the card cannot be made, nothing is said of it: the
    line is kept, and an error in the log would tell whose line it was about."""
    try:
        return card_for(answer, now, language) if isinstance(answer, Kept) and speaks(answer) else ""
    except Exception:
        return ""


def card_for(answer: Kept, now: datetime, language: str = "") -> str:
    """The card as HTML; nothing where it was shown today, or is not wanted. `language`: of the page."""
    person_id, room = answer.seat.person_id, answer.room
    person = reads.person(person_id)
    if person is None or not preferences.wants_help_card(person_id) or not _is_due(answer, now):
        return ""
    program = reads.program(room.program_id)
    names = reads.names(other.person_id for other in room.others(person_id))
    with translation.override(language or person.language):
        told = {
            "name": next(iter(names.values()), someone()),
            "room": room.id,
            "program": program,
            "helps_others": room.kind == "match" and person_id in reads.roles_in(room.program_id),
        }
        return render_to_string("talk/parts/help_card.html", told)


def _is_due(answer: Kept, now: datetime) -> bool:
    """Once a day in a conversation; the same line again (its answer was lost) is the same time."""
    what = b"%d %d" % (answer.seat.person_id, answer.room.id)
    mark = hashlib.blake2b(what, key=_key, digest_size=16).digest()
    with _guard:
        until, n = _shown.get(mark, (now, 0))
        if until > now and n != answer.n:
            return False
        if until <= now:
            _shown[mark] = (now + ONCE_IN, answer.n)
        if len(_shown) > TIDY_FROM:
            for old in [each for each, (ends, _n) in _shown.items() if ends <= now]:
                del _shown[old]
    return True
