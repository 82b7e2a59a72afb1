"""A phone that dials while the database is away: it is answered, with the number to ring."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from django.db import OperationalError

from alongside.base import turn
from alongside.channels.africastalking_ussd.adapter import CHANNEL
from alongside.channels.ingress import Ingress
from alongside.flows import phone_is_dialled
from alongside.gateways import kinds, writes
from alongside.gateways import reads as gateways
from alongside.rules.channel import Raw, Screen

if TYPE_CHECKING:
    from conftest import Cast

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)


def test_the_number_to_ring_is_shown_and_nothing_else(
    cast: Cast, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    kinds.opened(CHANNEL)
    with turn.write():
        gateway_id = writes.add(
            cast.program.id,
            cast.program.key_id,
            CHANNEL.kind,
            "*384*12#",
            {},
            now,
            settings={"ring_back": "0800 723 253"},
        )
    gateway = gateways.get(gateway_id)
    assert gateway is not None
    told = {"sessionId": "s1", "phoneNumber": "+254711000111", "text": ""}
    raw = Raw("POST", "in", "", "", {}, urlencode(told).encode())
    away = False

    def dial(*_: object) -> Screen:
        if away:
            raise OperationalError
        return Screen("Here", more=True)

    monkeypatch.setattr(phone_is_dialled, "dial", dial)
    known = {gateway.setup.path: (gateway, cast.program.key_id)}
    monkeypatch.setattr("alongside.channels.ingress._all_gateways", lambda: known)

    async def asked() -> list[bytes]:
        nonlocal away
        ingress = Ingress()
        first = await ingress.answer(raw, gateway.setup.path)
        away = True
        return [first.body, (await ingress.answer(raw, gateway.setup.path)).body]

    assert asyncio.run(asked()) == [b"CON Here", b"END 0800 723 253"]
