""" "I want someone to come or ring me": what a member asked of the team, until somebody closes it.

Words are sealed under the member's key. A row without words is the wish to talk with one of the team now.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q

from alongside.base import turn
from alongside.base.ids import new_id
from alongside.safety.models import HelpAsked
from alongside.vault import keys

SHOWN_FOR = timedelta(days=7)  # to its writer, after it was closed


@dataclass(frozen=True, slots=True)
class Asked:
    """How it stands, without its words."""

    id: int
    person_id: int
    to: int | None
    wants_a_talk: bool
    made_at: datetime
    taken_by: int | None
    taken_at: datetime | None
    closed_at: datetime | None


def words_place(asked_id: int) -> str:
    """What the sealed words are bound to."""
    return f"safety_help_asked words/{asked_id}"


def note_place(asked_id: int) -> str:
    """What the sealed note of the team is bound to."""
    return f"safety_help_asked note/{asked_id}"


def open_in(program_id: int) -> list[Asked]:
    """All that is not closed in this program, the longest waiting first."""
    rows = HelpAsked.objects.filter(program_id=program_id, closed_at=None).order_by("made_at", "id")
    return [_asked(row) for row in rows]


def one(program_id: int, asked_id: int) -> Asked | None:
    """One of this program's."""
    row = HelpAsked.objects.filter(program_id=program_id, id=asked_id).first()
    return _asked(row) if row else None


def newest_of(person_id: int, now: datetime) -> Asked | None:
    """What this person asked last with words, while it is open and a week after."""
    rows = HelpAsked.objects.filter(person_id=person_id).exclude(words=b"")
    recent = rows.filter(Q(closed_at=None) | Q(closed_at__gt=now - SHOWN_FOR))
    row = recent.order_by("-made_at", "-id").first()
    return _asked(row) if row else None


def words_of(asked_id: int, key_id: int) -> tuple[str, str]:
    """(what the member wrote, the team's note), under the member's key. The right was proved before."""
    row = HelpAsked.objects.get(id=asked_id)
    words = keys.read(key_id, row.words, words_place(asked_id)) or ""
    return words, keys.read(key_id, row.note, note_place(asked_id)) or ""


def ask(
    program_id: int, person_id: int, key_id: int, words: str, to: int | None, now: datetime
) -> int | None:
    """Keeps it. None where the same wish of theirs is open already: one at a time."""
    turn.required()
    mine = HelpAsked.objects.select_for_update().filter(person_id=person_id, closed_at=None)
    same: Any = mine.exclude(words=b"") if words else mine.filter(words=b"")
    if same.exists():
        return None
    asked_id = new_id()
    HelpAsked.objects.create(
        id=asked_id,
        program_id=program_id,
        person_id=person_id,
        words=keys.seal(key_id, words, words_place(asked_id)) if words else b"",
        to_id=to,
        made_at=now,
    )
    return asked_id


def take(asked_id: int, by: int, now: datetime) -> bool:
    """Somebody has seen it and acts. False where another was first."""
    turn.required()
    free = HelpAsked.objects.filter(id=asked_id, taken_by=None, closed_at=None)
    return bool(free.update(taken_by_id=by, taken_at=now))


def close(asked_id: int, by: int, key_id: int, note: str, now: datetime) -> bool:
    """Done, with a note that the member reads. Only by who took it."""
    turn.required()
    sealed = keys.seal(key_id, note, note_place(asked_id)) if note else b""
    taken = HelpAsked.objects.filter(id=asked_id, taken_by_id=by, closed_at=None)
    return bool(taken.update(closed_at=now, note=sealed))


def take_back(person_id: int, asked_id: int) -> bool:
    """The member does not want it any more: the row goes. False where it is nothing open of theirs."""
    turn.required()
    return bool(HelpAsked.objects.filter(id=asked_id, person_id=person_id, closed_at=None).delete()[0])


def _asked(row: HelpAsked) -> Asked:
    return Asked(
        row.id,
        row.person_id,
        row.to_id,
        not row.words,
        row.made_at,
        row.taken_by_id,
        row.taken_at,
        row.closed_at,
    )
