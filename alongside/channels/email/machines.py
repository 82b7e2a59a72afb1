"""What a machine sent: answers of absence, lists, and mail that came back. Nobody answers a machine."""

from __future__ import annotations

import re
from email.message import Message

from alongside.channels.email.parts import header, headers, kind_of, text_of
from alongside.rules.channel import State
from alongside.rules.channel_troubles import ADDRESS, LATE, UNKNOWN

MACHINES = frozenset({"mailer-daemon", "postmaster", "noreply", "no-reply", "donotreply", "do-not-reply"})
FOR_MANY = frozenset({"bulk", "list", "junk", "auto_reply"})
# What office programs put before our own subject; a person's answer begins with "Re:".
AWAY = re.compile(
    r"^\s*(automatic reply|auto(matic)?[ -]?(reply|response)|autoreply|out of office( autoreply)?"
    r"|réponse automatique|respuesta automática|resposta automática|automatische antwort"
    r"|jibu la kiotomatiki|jibu otomatiki)\s*:",
    re.IGNORECASE,
)
CAME_BACK_AT_MOST = 5_000  # characters of an old kind of returned mail that are looked at
FOR_EVER = re.compile(r"(^|[\s(#])(5\.\d{1,3}\.\d{1,3}|55[0-4])([\s)\-:;,]|$)")


def wrote(mail: Message, sender: str, envelope_from: str) -> bool:
    """Whether this came from a machine: it may be answered by nobody, and nobody said it."""
    told = header(mail, "Auto-Submitted").split(";")[0].split("(")[0].strip().lower()
    return (
        told not in ("", "no")
        or header(mail, "Precedence").strip().lower() in FOR_MANY
        or any(headers(mail, name) for name in ("List-Id", "List-Post", "List-Unsubscribe"))
        or any(headers(mail, name) for name in ("X-Autoreply", "X-Autorespond", "X-Failed-Recipients"))
        or AWAY.match(header(mail, "Subject")) is not None
        or kind_of(mail) == "multipart/report"
        or sender.split("@")[0] in MACHINES
        or not envelope_from
    )


def came_back(mail: Message, sender: str, envelope_from: str) -> tuple[State, str] | None:
    """What a mail server tells of a mail of ours: its state and the trouble; None where it tells nothing
    that lasts."""
    if kind_of(mail) == "multipart/report":
        return _reported(mail)
    is_old_kind = not envelope_from and sender.split("@")[0] in MACHINES
    if not is_old_kind or headers(mail, "Auto-Submitted"):
        return None
    words = "\n".join(text_of(part) for part in _leaves(mail) if kind_of(part) == "text/plain")
    return ("failed", UNKNOWN) if FOR_EVER.search(words[:CAME_BACK_AT_MOST]) else None


def _reported(mail: Message) -> tuple[State, str] | None:
    """By RFC 3464: one block for the mail, then one for each address. We write to one address at a time."""
    told: list[tuple[State, str]] = []
    for part in _leaves(mail):
        action = header(part, "Action").split("(")[0].strip().lower()
        if action == "failed":
            told.append(("failed", _trouble(header(part, "Status"))))
        elif action == "delivered":
            told.append(("delivered", ""))
    return told[0] if told else None


def _trouble(status: str) -> str:
    code = status.split("(")[0].strip()
    if code.startswith("4."):
        return LATE  # it was tried for as long as that server tries
    return ADDRESS if code.startswith(("5.1.", "5.2.", "5.4.")) else UNKNOWN


def _leaves(mail: Message, at_most: int = 50) -> list[Message]:
    """Every part that has no parts, and the blocks of a delivery status, which are parts to the parser."""
    found: list[Message] = []
    waiting: list[Message] = [mail]
    while waiting and len(found) < at_most:
        part = waiting.pop(0)
        payload = part.get_payload()
        if isinstance(payload, list) and kind_of(part) != "message/rfc822":
            waiting += [child for child in payload if isinstance(child, Message)]
        else:
            found.append(part)
    return found
