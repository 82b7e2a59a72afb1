"""The few sentences a note by e-mail can be, and what stands around a text that goes to somebody's mailbox:
nothing in either tells what this is, who writes, or what about."""

from email.message import EmailMessage
from email.utils import format_datetime, formataddr

from django.utils import translation
from django.utils.translation import gettext as _

from alongside.channels.email import signed
from alongside.outbox.ways import Note
from alongside.rules.channel import Outgoing, Setup

ID_AT_MOST = 400  # characters of a Message-ID that is answered


def letter(note: Note, sender: str, address: str) -> EmailMessage:
    """`sender`: what stands in From. `address`: this install's own, if its operator wants it in e-mails."""
    made = EmailMessage()
    with translation.override(note.language or "en"):
        subject, words = says(note)
    if address and not note.number:
        words = f"{words}\n\n{address}"
    made["From"], made["To"], made["Subject"] = sender, note.to, subject
    made["Date"] = format_datetime(note.at)
    made["Message-ID"] = f"<{note.ref}@{domain_of(sender)}>"
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(f"{words}\n")
    return made


def says(note: Note) -> tuple[str, str]:
    """The subject and the sentence, in the language of the moment."""
    if note.kind == "number":
        told = _("Your number is %(number)s. Type it on the page that asked for it.") % {
            "number": note.number
        }
        return _(
            "Your number"
        ), f"{told}\n\n{_('You did not ask for it? Do nothing, and nothing more comes.')}"
    words = _("There is something on your desk") if note.kind == "desk" else _("You have a note")
    return words, f"{words}."


def text_letter(setup: Setup, outgoing: Outgoing) -> EmailMessage:
    """One text, plain, with an address that only its reader can answer to. No picture, no link of ours, and
    nothing that tells us whether it was opened."""
    own = signed.own(setup)
    domain = domain_of(own)
    made = EmailMessage()
    with translation.override(outgoing.language or "en"):
        made["Subject"] = _("You have a note")
    made["From"] = formataddr((outgoing.sender or setup.values.get("called", ""), own))
    made["To"] = outgoing.to
    if outgoing.door:
        made["Reply-To"] = signed.answer_address(setup, outgoing.door)
    made["Date"] = format_datetime(outgoing.at)
    made["Message-ID"] = f"<{outgoing.ours}@{domain}>"
    thread = f"<{signed.thread(setup, outgoing.door)}@{domain}>"  # all we write there stands together
    answered = outgoing.reply_to if _is_message_id(outgoing.reply_to) else ""
    made["In-Reply-To"] = answered or thread
    made["References"] = f"{thread} {answered}".strip()
    made["Auto-Submitted"] = "auto-generated"
    made["X-Auto-Response-Suppress"] = "All"
    made.set_content(f"{outgoing.text}\n\n-- \n{end_mark(setup)}\n", cte="quoted-printable")
    return made


def end_mark(setup: Setup) -> str:
    """The signature under each text. Where an answer quotes it without marks, it tells where ours ends."""
    return setup.values.get("called", "").strip() or signed.own(setup)


def _is_message_id(told: str) -> bool:
    is_short = len(told) <= ID_AT_MOST and told.isascii() and told.isprintable() and " " not in told
    return is_short and told.startswith("<") and told.endswith(">") and "@" in told


def domain_of(sender: str) -> str:
    """What stands behind the @ of the sender's address."""
    return sender.rsplit("@", 1)[-1].strip(" >") or "localhost"
