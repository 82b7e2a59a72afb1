"""Reports: what somebody told the team of a talk, under a key of its own, until and after it is closed."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q

from alongside.base import turn
from alongside.base.ids import new_id
from alongside.rules import report as rules
from alongside.safety.models import Report
from alongside.vault import keys


@dataclass(frozen=True, slots=True)
class Passage:
    """A line the writer picked, copied. `by` said it."""

    n: int
    by: int
    text: str


@dataclass(frozen=True, slots=True)
class Filed:
    """A report as it stands, without its words."""

    id: int
    program_id: int
    key_id: int
    conversation_id: int | None
    by: int | None
    about: int | None
    choice: str
    at: datetime
    taken_by: int | None
    taken_at: datetime | None
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Opened:
    """What is written in it. All empty once its key is destroyed."""

    words: str = ""
    passages: list[Passage] = field(default_factory=list)
    note: str = ""  # for the team: what was done
    for_them: str = ""  # what the team says to who told it


def place(column: str, report_id: int) -> str:
    """What the sealed words of a column are bound to."""
    return f"safety_report {column}/{report_id}"


@dataclass(frozen=True, slots=True)
class New:
    """A report that is being told."""

    program_id: int
    conversation_id: int
    by: int
    about: int | None
    choice: str
    words: str
    passages: list[Passage]


def tell(new: New, key_id: int, now: datetime) -> int | None:
    """Its number. None where the very same form has just come: then the key is not needed."""
    turn.required()
    just_now = Report.objects.filter(conversation_id=new.conversation_id, by_id=new.by, choice=new.choice)
    if just_now.filter(at__gt=now - rules.ONE_TAP, closed_at=None).exists():
        return None
    report_id = new_id()
    lines = [{"n": each.n, "by": each.by, "text": each.text} for each in new.passages]
    Report.objects.create(
        id=report_id,
        program_id=new.program_id,
        key_id=key_id,
        conversation_id=new.conversation_id,
        by_id=new.by,
        about_id=new.about,
        choice=new.choice,
        words=keys.seal(key_id, new.words, place("words", report_id)) if new.words else b"",
        passages=keys.seal(key_id, json.dumps(lines), place("passages", report_id)) if lines else b"",
        at=now,
    )
    return report_id


def take(report_id: int, by: int, before: int | None, now: datetime) -> bool:
    """From now on this one of the team sees to it. `before`: who did until now, if anybody."""
    turn.required()
    standing = Report.objects.filter(id=report_id, taken_by_id=before, closed_at=None)
    return standing.update(taken_by_id=by, taken_at=now) == 1


def close(report_id: int, by: int, note: str, for_them: str, now: datetime) -> Filed | None:
    """Seen to, with a note. None unless it is open and theirs."""
    turn.required()
    row = Report.objects.select_for_update().filter(id=report_id, taken_by_id=by, closed_at=None).first()
    if row is None:
        return None
    told = json.dumps({"note": note, "for_them": for_them})
    sealed = keys.seal(row.key_id, told, place("note", report_id))
    Report.objects.filter(id=report_id).update(closed_at=now, note=sealed)
    return _filed(row)


def is_open(report_id: int) -> bool:
    return Report.objects.filter(id=report_id, closed_at=None).exists()


def open_in(program_id: int) -> list[Filed]:
    """Every report of the program that is not closed, the oldest first."""
    rows = Report.objects.filter(program_id=program_id, closed_at=None).order_by("at", "id")
    return [_filed(row) for row in rows]


def one(program_id: int, report_id: int) -> Filed | None:
    row = Report.objects.filter(program_id=program_id, id=report_id).first()
    return _filed(row) if row else None


def told_by(person_id: int, conversation_id: int) -> list[Filed]:
    """What this person told of this talk, the newest first."""
    rows = Report.objects.filter(by_id=person_id, conversation_id=conversation_id)
    return [_filed(row) for row in rows.order_by("-at", "-id")]


def opened(report_id: int) -> Opened:
    """Its words. Who may read them was proved before, and a trace left."""
    row = Report.objects.get(id=report_id)
    cipher = keys.ciphers([row.key_id]).get(row.key_id)

    def read(column: str) -> str:
        return keys.opened_with(cipher, getattr(row, column), place(column, report_id)) or ""

    note = json.loads(read("note") or "{}")
    lines = [Passage(**each) for each in json.loads(read("passages") or "[]")]
    return Opened(read("words"), lines, note.get("note", ""), note.get("for_them", ""))


def forget(report_ids: list[int]) -> list[int]:
    """Nothing that was written stays; what was chosen and when does. Returns the keys to condemn."""
    turn.required()
    rows = Report.objects.filter(id__in=report_ids)
    key_ids = list(rows.values_list("key_id", flat=True))
    rows.update(words=b"", passages=b"", note=b"")
    return key_ids


def long_closed(now: datetime, at_most: int = 100) -> list[int]:
    """Closed reports whose words have been kept for as long as they may be."""
    closed = Report.objects.filter(closed_at__lte=now - rules.KEPT_AFTER_CLOSING)
    return list(closed.exclude(note=b"").values_list("id", flat=True)[:at_most])


def leave(person_id: int) -> list[int]:
    """Their name goes from every report. Closed ones by or about them lose their words at once, open ones
    when they are closed. Returns the keys to condemn."""
    turn.required()
    theirs = Q(by_id=person_id) | Q(about_id=person_id)
    closed = Report.objects.filter(theirs).exclude(closed_at=None)
    key_ids = forget(list(closed.values_list("id", flat=True)))
    for name in ("by", "about"):
        Report.objects.filter(**{f"{name}_id": person_id}).update(**{name: None})
    Report.objects.filter(taken_by_id=person_id, closed_at=None).update(taken_by=None, taken_at=None)
    Report.objects.filter(taken_by_id=person_id).update(taken_by=None)
    return key_ids


def _filed(row: Any) -> Filed:
    return Filed(
        row.id,
        row.program_id,
        row.key_id,
        row.conversation_id,
        row.by_id,
        row.about_id,
        row.choice,
        row.at,
        row.taken_by_id,
        row.taken_at,
        row.closed_at,
    )
