"""A program with a mailbox, a listener that takes its mail, and a mail server that hands over. For tests."""

from __future__ import annotations

import smtplib
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from django.conf import settings

from alongside.base import turn
from alongside.channels.email.adapter import CHANNEL
from alongside.channels.email.tests.letters import AMINA
from alongside.gateways import kinds, writes
from alongside.gateways import reads as gateways
from alongside.people import door_choices, doors
from alongside.run import mail_in

if TYPE_CHECKING:
    from alongside.gateways.reads import Open
    from conftest import Cast

OWN = "notes@example.org"


@pytest.fixture
def gateway(cast: Cast, now: datetime) -> Iterator[Open]:
    """The program has a mailbox."""
    kinds.opened(CHANNEL)
    with turn.write():
        values = {"address": OWN, "called": "A note"}
        gateway_id = writes.add(cast.program.id, cast.program.key_id, "email", "Mail", values, now, shown=OWN)
    found = gateways.get(gateway_id)
    assert found is not None
    yield found
    kinds.closed(CHANNEL)


@pytest.fixture
def door(cast: Cast, gateway: Open, now: datetime) -> int:
    """Amina can be written to by mail."""
    with turn.write():
        handle_id = doors.add(cast.program.id, cast.member.id, cast.member.key_id, "mail", AMINA, now)
        doors.heard(handle_id, gateway.id, now)
        door_choices.set_shared(handle_id, False)
    return handle_id


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch, gateway: Open) -> Iterator[int]:
    """A listener runs meanwhile; `port` is where."""
    monkeypatch.setattr(settings, "MAIL_IN", ("127.0.0.1", 0))
    (worker,) = mail_in.listeners()
    assert isinstance(worker, mail_in.MailIn)
    found = worker.at[1]
    worker.start()
    yield found
    worker.stop()
    assert not worker.is_alive()


def hand_over(port: int, body: bytes, *to: str, envelope: str = AMINA) -> tuple[int, list[int]]:
    """As a mail server does: what was answered to the mail, and to each address. 0: it was not asked."""
    with smtplib.SMTP("127.0.0.1", port, "relay", timeout=10) as smtp:
        smtp.ehlo()
        assert smtp.mail(envelope)[0] == 250
        codes = [smtp.rcpt(address)[0] for address in to]
        return (smtp.data(body)[0] if 250 in codes else 0), codes
