"""The demo's mailbox, and somebody who writes from the library's computer and has no phone."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from alongside.base import turn
from alongside.gateways import writes as gateways
from alongside.people import door_choices, doors, reads

if TYPE_CHECKING:
    from alongside.flows.demo_grows import Filled

WHO = "Sea Glass"
MAILBOX = "notes@evening-light.example"  # nobody can have an address that ends so
THEIRS = "sea.glass@library.example"


def someone_writes_by_mail(filled: Filled, now: datetime) -> None:
    """Lines to them go out as mails to nowhere; what is handed to the mailbox as theirs is heard."""
    program, person = filled.program, reads.person(filled.people[WHO])
    if person is None:
        return
    heard_at = now - timedelta(days=1, hours=1)
    with turn.write():
        gateway_id = gateways.add(
            program.id,
            program.key_id,
            "email",
            "E-mail",
            {"address": MAILBOX, "called": "A note"},
            now - timedelta(days=150),
            shown=MAILBOX,
        )
        gateways.came(gateway_id, heard_at)
        gateways.went(gateway_id, heard_at)
        handle_id = doors.add(program.id, person.id, person.key_id, "mail", THEIRS, heard_at)
        doors.heard(handle_id, gateway_id, heard_at)
        door_choices.set_shared(handle_id, False)
        door_choices.choose(person.id, handle_id)
