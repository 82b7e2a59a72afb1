"""How e-mail leaves this install and comes to it, from the environment."""

from __future__ import annotations

from dataclasses import dataclass
from email.utils import parseaddr
from urllib.parse import unquote, urlsplit

from alongside.run.databases import BadSetting

PORTS = {"smtp": 587, "smtps": 465}


@dataclass(frozen=True, slots=True)
class Mailing:
    """Settings that fit together."""

    host: str
    port: int
    tls: bool
    name: str
    password: str
    sender: str
    address: str


def mailing(url: str, sender: str, address: str) -> Mailing | None:
    """None where no mail server is set: then this install sends no e-mail, and its pages say so."""
    own = _address(address)
    if not url:
        return None
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    if parts.scheme not in PORTS or not parts.hostname:
        raise BadSetting(
            "ALONGSIDE-004: ALONGSIDE_SMTP_URL must read smtp://name:password@host:587 or "
            "smtps://name:password@host:465. Write signs such as @ or / in the password as %40 or %2F."
        )
    if "@" not in parseaddr(sender)[1] or not sender.isprintable():
        raise BadSetting(
            "ALONGSIDE-005: with a mail server ALONGSIDE_MAIL_FROM is needed too: notes@example.org, or "
            "'A note <notes@example.org>'. Choose a name that tells nothing."
        )
    return Mailing(
        host=parts.hostname,
        port=port or PORTS[parts.scheme],
        tls=parts.scheme == "smtps",
        name=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        sender=sender,
        address=own,
    )


def mail_in(told: str) -> tuple[str, int] | None:
    """Where mail is taken, host and port; None: nowhere."""
    host, _, port = told.strip().rpartition(":")
    host = host.strip("[]")
    if not told.strip():
        return None
    if not host or not port.isdecimal() or not 0 <= int(port) < 65536:
        raise BadSetting("ALONGSIDE-007: ALONGSIDE_MAIL_IN must read 127.0.0.1:8025, or be left out.")
    return host, int(port)


def _address(address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:
        parts = urlsplit("")
    if address and (parts.scheme not in ("http", "https") or not parts.hostname):
        raise BadSetting(
            "ALONGSIDE-006: ALONGSIDE_ADDRESS must read https://help.example.org, or be left out."
        )
    return address.rstrip("/")
