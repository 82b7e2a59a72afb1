"""The few sentences an e-mail can be: nothing in them tells what this is, who writes, or what about."""

from email.message import EmailMessage
from email.utils import format_datetime

from django.utils import translation
from django.utils.translation import gettext as _

from alongside.outbox.ways import Note


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


def domain_of(sender: str) -> str:
    """What stands behind the @ of the sender's address."""
    return sender.rsplit("@", 1)[-1].strip(" >") or "localhost"
