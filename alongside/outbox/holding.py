"""What the outbox holds about a person: up to which line they are owed, what went
to their phone, and whether an e-mail waits."""

from collections.abc import Callable, Iterator

from alongside.outbox import texts
from alongside.outbox.models import Delivery, Notice, Text
from alongside.rules.held import Held, Whose, held, wrote
from alongside.vault import keys


def _owed(whose: Whose) -> Iterator[Held]:
    for row in Delivery.objects.filter(person_id=whose.person_id).order_by("id").iterator():
        yield held("delivery", row.due_at, up_to_line=row.n, tried=row.tries)


def _notice(whose: Whose) -> Iterator[Held]:
    for row in Notice.objects.filter(person_id=whose.person_id):
        yield held(
            "notice",
            row.since,
            notice=row.kind,
            due_at=row.due_at,
            sent_at=row.sent_at,
            failed_at=row.failed_at,
            tried=row.tries,
            unsure=row.unsure,
            trouble=row.trouble,
        )


def _texts(whose: Whose) -> Iterator[Held]:
    for row in Text.objects.filter(person_id=whose.person_id).order_by("-made_at").iterator():
        words = keys.read(whose.key_id, row.sealed, texts.place(row.id)) if row.sealed else None
        yield held(
            "text",
            row.made_at,
            wrote(words),
            text_kind=row.kind,
            text_state=row.state,
            up_to_line=row.to_n or None,
            due_at=row.due_at,
            tried=row.tries,
            text_trouble=row.trouble,
        )


# Table -> the page it is shown on (rules.held_words.GROUPS), and who reads it.
TABLES: dict[str, tuple[str, Callable[[Whose], Iterator[Held]]]] = {
    "Delivery": ("talks", _owed),
    "Notice": ("you", _notice),
    "Text": ("talks", _texts),
}
