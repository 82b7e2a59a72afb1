"""E-mail as a channel: what came to the program's address, and texts as plain mails that can be answered."""

from __future__ import annotations

import email
import hashlib
import re
from email.message import Message as Mail
from email.policy import compat32
from email.utils import getaddresses

from django.conf import settings

from alongside.channels.adapter import Adapter
from alongside.channels.email import machines, signed
from alongside.channels.email.genuine import is_proved
from alongside.channels.email.letter import end_mark, text_letter
from alongside.channels.email.parts import as_sent, header, headers, letters, words_of
from alongside.channels.email.post import Email, Server
from alongside.channels.email.quoted import without_quote
from alongside.channels.email.signed import Named
from alongside.rules.channel import (
    Capabilities,
    Carried,
    Event,
    Field,
    Message,
    NotGenuine,
    NotUnderstood,
    Outgoing,
    Raw,
    Setup,
    Status,
    Wellbeing,
)
from alongside.rules.channel_troubles import ADDRESS, SENDER, SILENT
from alongside.rules.said import said
from alongside.rules.typed import clean

OVER_SMTP = "SMTP"  # the method of what came in by the listener, which no browser and no gateway speaks
ADDRESS_LIKE = re.compile(r"^[^\s@<>()\[\],;:\\\"\x00-\x1f\x7f-\U0010ffff]{1,64}@[a-z0-9.-]{1,190}$")
ODD = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError)  # of bad mail
ID_LIKE = re.compile(r"^<[\x21-\x7e]{1,118}>$")
MADE_UP = ".example"  # nobody can have such an address (RFC 2606): the people of a demo do
NAME_AT_MOST = 40
BOUNDARIES_AT_MOST, PARTS_AT_MOST, HEADINGS_AT_MOST = 200, 2_000, 200_000  # the last in bytes


class EmailChannel(Adapter):
    kind = "email"
    title = said("E-mail (a mailbox of your own)")
    about = said("People write to an address of yours and are answered there. It costs nothing.")
    steps = (
        said("Choose an address that tells nothing, and that nobody else uses."),
        said("Ask whoever runs this computer to let mails to it come here. How is in their guide."),
        said("Mails to the address with a + and more behind its name must come here too."),
    )
    actions = ()  # it comes in by SMTP: whoever runs this computer lets the mail server hand it over
    fields = (
        Field(
            "address",
            said("The address people write to"),
            said("Choose one that tells nothing: notes@example.org. At most 30 signs before the @."),
        ),
        Field(
            "called",
            said("The name that stands beside it"),
            said("Others in the house may read it. Choose one that tells nothing."),
            needed=False,
            standard=said("A note"),
        ),
        Field(
            "relay",
            said("What the mail server before us calls itself, if it checks where mail is from"),
            said("The first word of “Authentication-Results” in a mail that came. Leave it empty if unsure."),
            needed=False,
        ),
    )

    def capabilities(self, setup: Setup) -> Capabilities:
        return Capabilities(
            address="mail",
            unit="character",
            longest=20_000,
            statuses=frozenset({"taken", "delivered", "failed"}),
            traces=frozenset({"handset", "provider", "lock_screen"}),
            per_second=2.0,
        )

    def verify(self, setup: Setup, raw: Raw) -> None:
        """By SMTP, to the program's own address or to one that only we can have made."""
        if raw.method != OVER_SMTP or _named(setup, raw) is None:
            raise NotGenuine

    def parse(self, setup: Setup, raw: Raw) -> list[Event]:
        """`headers`: the envelope, mail-from and rcpt-to. Machines are not answered, and said nothing."""
        if _is_made_to_harm(raw.body):
            raise NotUnderstood("more parts or headings than any mail has")
        try:
            return self._events(setup, raw, email.message_from_bytes(raw.body, policy=compat32))
        except (
            ValueError,
            LookupError,
            TypeError,
            AttributeError,
            AssertionError,
            RecursionError,
        ) as trouble:
            raise NotUnderstood("no mail program makes such a mail") from trouble

    def _events(self, setup: Setup, raw: Raw, mail: Mail) -> list[Event]:
        named = _named(setup, raw)
        sender, called = _from(mail)
        envelope = raw.headers.get("mail-from", "")
        if named is None:
            return []
        if named.kind == "returned":
            told = machines.came_back(mail, sender, envelope)
            return [Status(f"{named.number:x}", *told)] if told else []
        if machines.wrote(mail, sender, envelope) or signed.opened(setup, sender) is not None:
            return []
        if not sender:
            raise NotUnderstood("no address in From")
        text, attached = _written(setup, mail)
        return [
            Message(
                ref=_ref(mail, sender, text),
                sender=sender,
                text=text,
                reply_to=f"{named.number:x}" if named.kind == "answer" else "",
                called=clean(called)[:NAME_AT_MOST],
                proved=_is_proved(setup, mail, sender, named),
                attached=attached,
            )
        ]

    def send(self, setup: Setup, outgoing: Outgoing) -> Carried:
        way = _way(setup)
        if way is None:
            is_made_up = outgoing.to.lower().endswith(MADE_UP)
            return Carried("sent", ref=outgoing.ours) if is_made_up else Carried("later", SILENT)
        if not _is_fine(signed.own(setup)):
            return Carried("later", SENDER)
        try:
            made = text_letter(setup, outgoing)
        except ValueError:  # an address or a name that no header can hold
            return Carried("never", ADDRESS)
        return way.post(outgoing.to, made, signed.return_address(setup, outgoing.ours))

    def look(self, setup: Setup) -> Wellbeing:
        """Whether the mail server of this install lets us in."""
        way = _way(setup)
        if not _is_fine(signed.own(setup)):
            return Wellbeing(SENDER)
        if way is None and signed.own(setup).endswith(MADE_UP):
            return Wellbeing()
        return Wellbeing(way.answers() if way else SILENT, facts={"shown": signed.own(setup)})


def _way(setup: Setup) -> Email | None:
    """This install's own mail server: there is one, set by who runs it."""
    told = settings.MAILING
    if told is None:
        return None
    return Email(Server(told.host, told.port, told.tls, told.name, told.password), signed.own(setup))


def _is_fine(own: str) -> bool:
    return bool(ADDRESS_LIKE.match(own)) and len(own.rpartition("@")[0]) <= signed.LONGEST_NAME


def _named(setup: Setup, raw: Raw) -> Named | None:
    return signed.opened(setup, raw.headers.get("rcpt-to", ""))


def _from(mail: Mail) -> tuple[str, str]:
    """The one address in From, in small letters, and the name beside it; empty where there is not one."""
    told = as_sent(mail, "From")
    found = getaddresses(told) if len(told) == 1 else []
    if len(found) != 1:
        return "", ""
    called, address = found[0]
    address = address.strip().lower()
    return (address, letters(called)) if ADDRESS_LIKE.match(address) else ("", "")


def _written(setup: Setup, mail: Mail) -> tuple[str, bool]:
    """What they wrote, and whether something came with it. Some write into the subject alone."""
    words, attached = words_of(mail)
    subject = header(mail, "Subject")
    is_reply = bool(headers(mail, "In-Reply-To") or headers(mail, "References"))
    text = clean(without_quote(words, is_reply=is_reply, end_mark=end_mark(setup)))
    is_new = not is_reply and not re.match(r"^\s*(re|fwd?|aw|sv|antw)\s*:", subject, re.IGNORECASE)
    subject = clean(subject)
    if is_new and subject and subject not in text:
        text = f"{subject}\n\n{text}".strip()
    return text, attached


def _is_made_to_harm(body: bytes) -> bool:
    """Seen before it is taken apart: that would take long, and much memory."""
    ends = next((at for at in (body.find(b"\r\n\r\n"), body.find(b"\n\n")) if at >= 0), len(body))
    return (
        ends > HEADINGS_AT_MOST
        or body.count(b"\n--") > PARTS_AT_MOST
        or body.lower().count(b"boundary") > BOUNDARIES_AT_MOST
    )


def _is_proved(setup: Setup, mail: Mail, sender: str, named: Named) -> bool:
    """With a mail server that checks: what it found. Without one: whoever knows the secret address."""
    relay = setup.values.get("relay", "").strip()
    if relay:
        return is_proved(as_sent(mail, "Authentication-Results"), relay, sender)
    return named.kind == "answer"


def _ref(mail: Mail, sender: str, text: str) -> str:
    """The Message-ID; where there is none that can be used, what stays the same when it comes again."""
    told = next(iter(as_sent(mail, "Message-ID")), "")
    if ID_LIKE.match(told):
        return told
    same = "\n".join([told, header(mail, "Date"), sender, text])
    return hashlib.sha256(same.encode()).hexdigest()


CHANNEL: Adapter = EmailChannel()
