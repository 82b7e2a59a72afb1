"""Somebody we do not know writes by a phone or a chat: from now on there is a door, and nobody behind it yet
but a key. Who they are is asked next; who never answers is gone after a week."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import IntegrityError

from alongside.base import turn
from alongside.people import doors, leaving, reads, writes
from alongside.vault import keys

if TYPE_CHECKING:
    from alongside.gateways.reads import Open
    from alongside.people.doors import Door


WAITED_FOR = timedelta(days=7)  # until they are somebody here (flows.*: leaving.change_mind)


def door_of(gateway: Open, address: str, now: datetime, *, dialled: bool = False) -> Door | None:
    """Whose address this is in the gateway's program; made where nobody's. None: the program is gone."""
    channel = gateway.capabilities.address
    known = doors.find(gateway.program_id, channel, address)
    if known is not None:
        return known
    program = reads.program(gateway.program_id)
    if program is None:
        return None
    key_id = keys.make(program.key_id)
    try:
        with turn.write():
            language = program.languages[0] if program.languages else "en"
            person = writes.add_person(program.id, key_id, "", [], now, language=language)
            handle_id = doors.add(program.id, person.id, key_id, channel, address, now)
            doors.may_write_again(program.id, channel, address)
            by = gateway.id if gateway.carries_texts or dialled else None
            doors.heard(handle_id, by, now, dialled=dialled)
            leaving.plan(person.id, now + WAITED_FOR)
    except IntegrityError:  # two first words at once: the other one made it
        keys.destroy([key_id], now)
    return doors.find(gateway.program_id, channel, address)
