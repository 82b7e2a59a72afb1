"""Are these words from whom they say? A number and a chat are proved by who carries them. In a mail anybody
can write any name, and a mail of ours can be passed on with the secret address that answers to it.

So a mail speaks for somebody where it came to the address that was made for them, from theirs; or where the
mail server before us proved where it is from. Else nothing of it is heard, and who it names is told.
"""

from __future__ import annotations

import logging
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext as _

from alongside.base import turn
from alongside.gateways import dialogs
from alongside.outbox import texts
from alongside.people import attempts, doors
from alongside.rules.text_stands import Stands

if TYPE_CHECKING:
    from alongside.gateways.reads import Open
    from alongside.people.doors import Door
    from alongside.rules.channel import Message

TOLD_A_DAY = 3  # times somebody is told that a mail was not taken
STRANGERS_A_DAY = 200  # of a mailbox, whom nothing proves: whoever sends more makes us write to people who
# never wrote to us
log = logging.getLogger("alongside.arrivals")


def are(gateway: Open, message: Message, now: datetime) -> bool:
    """Whether they may be heard. What nothing proves may still be a stranger's first words; all that follows
    is an answer to ours."""
    if message.reply_to:
        named = _named(gateway, message)
        return message.proved and named is not None and named.address.casefold() == message.sender
    if message.proved:
        return True
    known = doors.find(gateway.program_id, gateway.capabilities.address, message.sender)
    if known is not None and (known.roles or dialogs.of(known) != Stands()):
        return False
    with turn.write():
        so_many = attempts.count("stranger-by-mail", str(gateway.id), now)
    if so_many > STRANGERS_A_DAY:
        log.warning("A mailbox is written to by more strangers than are answered in a day")
    return so_many <= STRANGERS_A_DAY


def tell(gateway: Open, message: Message, now: datetime) -> None:
    """Who it names learns of it at their own address. Whoever else wrote it is told nothing. Inside the
    transaction that takes it."""
    named = _named(gateway, message)
    is_elsewhere = named is not None and named.address.casefold() != message.sender
    known = named or doors.find(gateway.program_id, gateway.capabilities.address, message.sender)
    if known is None or known.stopped_at is not None:
        return
    if attempts.count("mail-not-taken", str(known.handle_id), now) <= TOLD_A_DAY:
        texts.say(known, _words(known, is_elsewhere=is_elsewhere), now, "note")


def _named(gateway: Open, message: Message) -> Door | None:
    """Whose secret address it came to."""
    named = doors.get(int(message.reply_to, 16)) if message.reply_to else None
    return named if named is not None and named.program_id == gateway.program_id else None


def _words(door: Door, *, is_elsewhere: bool) -> str:
    with translation.override(door.language or "en"):
        if is_elsewhere:
            return _(
                "A mail to us came from another address than this one, so we did not take it. If it was "
                "you, please write it again from here, as an answer to this mail."
            )
        return _(
            "A mail to us had your address on it. Anybody can write that, so we did not take it. If it was "
            "you, please write it again as an answer to this mail."
        )
