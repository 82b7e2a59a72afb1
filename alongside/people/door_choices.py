"""What a person decides about their own doors: where answers go, whose phone it is, the word before content,
safe hours, plain letters."""

from __future__ import annotations

from datetime import datetime, timedelta
from hmac import compare_digest
from typing import Any

from django.db.models import Case, Value, When

from alongside.base import turn
from alongside.people.doors import CHANNELS
from alongside.people.models import Handle
from alongside.rules import code_word
from alongside.vault.install import keyed_hash

OPEN_FOR = timedelta(minutes=10)  # after the word was said, from one word to the next


def choose(person_id: int, handle_id: int) -> None:
    """Answers go here from now on, and nowhere else."""
    turn.required()
    mine = Handle.objects.filter(person_id=person_id, channel__in=CHANNELS)
    if mine.filter(id=handle_id).exists():
        chosen = Case(When(id=handle_id, then=Value(True)), default=Value(False))
        mine.update(chosen=chosen)


def set_shared(handle_id: int, shared: bool) -> None:
    """Whether others use this phone too."""
    _set(handle_id, shared=shared)


def set_code_word(handle_id: int, typed: str) -> None:
    """This word is asked before anything with content goes there; none: nothing is asked any more."""
    word = code_word.read(typed)
    _set(handle_id, code_hash=_word_hash(handle_id, word) if word else b"", open_until=None)


def is_code_word(handle_id: int, typed: str) -> bool:
    """Whether this is the word of the door. Whoever asks limits how often."""
    kept = Handle.objects.filter(id=handle_id).values_list("code_hash", flat=True).first()
    return bool(kept) and compare_digest(bytes(kept or b""), _word_hash(handle_id, code_word.read(typed)))


def open_up(handle_id: int, now: datetime) -> None:
    """The word was said, or somebody asked to read: content may be sent for a while."""
    _set(handle_id, open_until=now + OPEN_FOR)


def close(handle_id: int) -> None:
    """Nothing with content any more, until it is asked for again."""
    _set(handle_id, open_until=None)


def set_safe_hours(handle_id: int, begins: int | None, ends: int | None) -> None:
    """Minutes of their own day between which this phone may ring or light up; none: at any time."""
    _set(handle_id, safe_from=begins, safe_until=ends)


def set_plain_letters(handle_id: int, plain: bool) -> None:
    """Letters that cost less, where a language is written with others."""
    _set(handle_id, plain_letters=plain)


def _word_hash(handle_id: int, word: str) -> bytes:
    return keyed_hash("code word", f"{handle_id} {word}")


def _set(handle_id: int, **values: Any) -> None:
    turn.required()
    Handle.objects.filter(id=handle_id).update(**values)
