"""Mail that is handed over to us by SMTP. "250" is said once what came is on disk, never before: a server
that hears "451" keeps the mail and tries again, for days."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from aiosmtpd.smtp import SMTP
from django.db import DatabaseError, connections

from alongside.channels.email import signed
from alongside.channels.email.adapter import CHANNEL, OVER_SMTP
from alongside.channels.ingress import Ingress
from alongside.people import doors
from alongside.rules.channel import Raw

if TYPE_CHECKING:
    from aiosmtpd.smtp import Envelope, Session

    from alongside.gateways.reads import Open

LARGEST = 10_000_000  # bytes; attachments are not taken, but who sent one is told so
ADDRESSES_AT_MOST = 20  # of one mail
TALKS_AT_MOST = 50  # connections beside each other
PATIENCE = 60.0  # seconds in which a server has to say its next word
OK, NOT_NOW = "250 2.0.0 Kept", "451 4.3.0 Not now, please try again"
NOBODY, UNREADABLE = "550 5.1.1 There is no such address", "554 5.6.0 This mail cannot be read"
NAME = "mail"  # what we call ourselves to the server that hands over

log = logging.getLogger("alongside.mail")


class Listener:
    """What is answered to each word of a mail server (aiosmtpd calls these)."""

    def __init__(self, ingress: Ingress) -> None:
        self.ingress = ingress
        self.talks = 0

    async def handle_RCPT(  # noqa: N802  the name aiosmtpd calls
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Who mail is for is looked at first: what was made up is refused before anything is sent."""
        if len(envelope.rcpt_tos) >= ADDRESSES_AT_MOST:
            return "452 4.5.3 Too many addresses at once"
        found = await self._gateway(address)
        if found is None:
            return NOBODY if self.ingress.sees_gateways else NOT_NOW
        named = signed.opened(found[0].setup, address)
        if named is not None and named.kind == "answer" and not await self._is_a_door(found[0], named.number):
            return NOBODY
        envelope.rcpt_tos.append(address)
        return OK

    async def handle_DATA(  # noqa: N802  the name aiosmtpd calls
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Kept for each address. Where one could not be, all is tried again: repeats are harmless."""
        body = envelope.content if isinstance(envelope.content, bytes) else b""
        answers = []
        for address in envelope.rcpt_tos:
            try:
                answers.append(await self._take(address, envelope.mail_from or "", body))
            except Exception:  # whatever it is, the mail is still with the server that hands it over
                log.exception("A mail could not be kept")
                return NOT_NOW
        return OK if OK in answers else min(answers, default=NOBODY)

    async def _take(self, address: str, envelope_from: str, body: bytes) -> str:
        found = await self._gateway(address)
        if found is None:
            return NOBODY
        headers = {"mail-from": envelope_from, "rcpt-to": address}
        told = await self.ingress.take(*found, Raw(OVER_SMTP, "", "", "", headers, body))
        return {200: OK, 400: UNREADABLE}.get(told.status, NOBODY)

    async def _gateway(self, address: str) -> tuple[Open, int] | None:
        for each in await self.ingress.of_kind(CHANNEL.kind):
            if signed.opened(each[0].setup, address) is not None:
                return each
        return None

    async def _is_a_door(self, gateway: Open, handle_id: int) -> bool:
        """Whether this door is still somebody's. While the database is away its secret is believed."""
        try:
            return await self.ingress.aside(_is_a_door, gateway.program_id, handle_id)
        except DatabaseError:
            return True


def protocol(listener: Listener) -> asyncio.Protocol:
    """One connection of a mail server."""
    return _Busy() if listener.talks >= TALKS_AT_MOST else _Talk(listener)


class _Talk(SMTP):
    def __init__(self, listener: Listener) -> None:
        super().__init__(listener, data_size_limit=LARGEST, hostname=NAME, ident=NAME, timeout=PATIENCE)
        self._listener = listener
        listener.talks += 1

    def connection_lost(self, error: Exception | None) -> None:
        self._listener.talks -= 1
        super().connection_lost(error)


class _Busy(asyncio.Protocol):
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.WriteTransport)
        transport.write(b"421 4.3.2 Busy, please try again\r\n")
        transport.close()


def _is_a_door(program_id: int, handle_id: int) -> bool:
    try:
        door = doors.get(handle_id)
    except DatabaseError:
        connections.close_all()  # it may be dead: the next one is new
        raise
    return door is not None and door.program_id == program_id and door.channel == "mail"
