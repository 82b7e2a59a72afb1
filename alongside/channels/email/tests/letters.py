"""Mails as mail programs make them, for tests."""

from __future__ import annotations

from alongside.channels.email import signed
from alongside.channels.email.adapter import CHANNEL
from alongside.rules.channel import Event, Raw, Setup

SETUP = Setup(
    gateway_id=7,
    program_id=3,
    values={"address": "notes@example.org", "called": "A note"},
    path="secret",
    address="https://help.example.org",
)
CHECKED = Setup(7, 3, {**SETUP.values, "relay": "mx.example.org"}, "secret", "https://help.example.org")
DOOR = 5_000_000_001
AMINA = "amina@mail.example"


def mail(words: str, *more: str, sender: str = f"Amina <{AMINA}>", kind: str = "text/plain") -> bytes:
    """A mail with these words; `more` are headers."""
    told = [
        f"From: {sender}",
        "To: notes@example.org",
        "Subject: Re: You have a note",
        "Message-ID: <one@mail.example>",
        "Date: Mon, 23 Nov 2026 10:00:00 +0300",
        "In-Reply-To: <5f@example.org>",
        "MIME-Version: 1.0",
    ]
    if not any(line.lower().startswith("content-type:") for line in more):
        told += [f"Content-Type: {kind}; charset=utf-8", "Content-Transfer-Encoding: 8bit"]
    names = {line.split(":")[0].lower() for line in more}
    kept = [line for line in told if line.split(":")[0].lower() not in names]
    lines = [line for line in (*kept, *more) if not line.endswith(": -")]
    return "\r\n".join([*lines, "", *words.split("\n")]).encode()


def raw(body: bytes, *, to: str = "", envelope: str = AMINA) -> Raw:
    """As the listener hands it on; to the address that only the door's person knows, unless said."""
    headers = {"mail-from": envelope, "rcpt-to": to or signed.answer_address(SETUP, DOOR)}
    return Raw("SMTP", "in", "", "", headers, body)


def events(body: bytes, *, to: str = "", envelope: str = AMINA, setup: Setup = SETUP) -> list[Event]:
    """What comes of it."""
    told = raw(body, to=to, envelope=envelope)
    CHANNEL.verify(setup, told)
    return CHANNEL.parse(setup, told)
