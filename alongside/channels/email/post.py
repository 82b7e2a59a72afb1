"""Handing an e-mail to a mail server, and what its answer means. One connection a note, each step in time."""

from __future__ import annotations

import contextlib
import smtplib
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import parseaddr

from alongside.channels.email.letter import domain_of, letter
from alongside.outbox.ways import Note
from alongside.rules.channel import Carried
from alongside.rules.sending import ADDRESS, LATER, NEVER, REFUSED, SENT, SILENT, UNSURE

SECONDS = 15  # for each answer of the server
SAME_COMPUTER = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Server:
    """Where mail is handed over. `tls`: from the first byte; else it is asked for before anything is said,
    except to a mail server on the same computer."""

    host: str
    port: int
    tls: bool = False
    name: str = ""
    password: str = ""


class _Refuses(Exception):
    """The server does not let us in: without TLS, or without our name and password."""


@dataclass(frozen=True, slots=True)
class Email:
    """A way out: by SMTP."""

    server: Server
    sender: str
    address: str = ""
    seconds: float = SECONDS
    carries: frozenset[str] = frozenset({"desk", "note", "number"})

    @property
    def names(self) -> str:
        """What stands in a note besides its sentence."""
        return self.address

    def carry(self, note: Note) -> Carried:
        """Sends one note. Whatever the server does, the answer is one of four."""
        try:
            made = letter(note, self.sender, self.address)
        except ValueError:  # an address that no header can hold
            return Carried(NEVER, ADDRESS)
        return self.post(note.to, made, parseaddr(self.sender)[1])

    def post(self, to: str, made: EmailMessage, returned_to: str) -> Carried:
        """Hands one e-mail over. `returned_to`: where other servers tell that it did not arrive."""
        try:
            with self._connected() as smtp:
                return self._hand_over(smtp, to, made, returned_to)
        except (_Refuses, smtplib.SMTPResponseException, ssl.SSLError):
            return Carried(LATER, REFUSED)
        except (OSError, smtplib.SMTPException):
            return Carried(LATER, SILENT)

    def answers(self) -> str:
        """Empty where the server lets us in; else what is wrong (rules.sending)."""
        try:
            with self._connected() as smtp:
                smtp.noop()
        except (_Refuses, smtplib.SMTPResponseException, ssl.SSLError):
            return REFUSED
        except (OSError, smtplib.SMTPException):
            return SILENT
        return ""

    @contextlib.contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        """Greeted, encrypted and known by name; a goodbye that fails spoils nothing."""
        smtp = self._opened()
        try:
            smtp.ehlo_or_helo_if_needed()
            if not self.server.tls and self.server.host not in SAME_COMPUTER:
                self._encrypt(smtp)
            if self.server.name:
                self._log_in(smtp)
            yield smtp
        finally:
            with contextlib.suppress(OSError, smtplib.SMTPException):
                smtp.quit()
            smtp.close()

    def _opened(self) -> smtplib.SMTP:
        host, port, us = self.server.host, self.server.port, domain_of(self.sender)
        if not self.server.tls:
            return smtplib.SMTP(host, port, us, timeout=self.seconds)
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(host, port, us, timeout=self.seconds, context=context)

    def _encrypt(self, smtp: smtplib.SMTP) -> None:
        if not smtp.has_extn("starttls"):
            raise _Refuses
        smtp.starttls(context=ssl.create_default_context())
        smtp.ehlo()

    def _log_in(self, smtp: smtplib.SMTP) -> None:
        try:
            smtp.login(self.server.name, self.server.password)
        except smtplib.SMTPNotSupportedError:
            raise _Refuses from None

    def _hand_over(self, smtp: smtplib.SMTP, to: str, made: EmailMessage, returned_to: str) -> Carried:
        if not to.isascii():
            return Carried(NEVER, ADDRESS)
        code, _ = smtp.mail(returned_to)
        if code != 250:
            return Carried(LATER, REFUSED)
        code, said = smtp.rcpt(to)
        if code not in (250, 251):
            return _about_the_address(code, said)
        try:
            code, _ = smtp.data(made.as_bytes(policy=SMTP))
        except smtplib.SMTPDataError:  # it did not even want to hear it
            return Carried(LATER, REFUSED)
        except (OSError, smtplib.SMTPServerDisconnected):
            return Carried(UNSURE, SILENT)
        return Carried(SENT) if code == 250 else Carried(LATER, REFUSED)


def _about_the_address(code: int, said: bytes) -> Carried:
    """4xx: not now. 5xx: never, unless the server says that it is about us (5.7: security or policy)."""
    if code >= 500 and not said.startswith(b"5.7."):
        return Carried(NEVER, ADDRESS)
    return Carried(LATER, ADDRESS if code < 500 else REFUSED)
