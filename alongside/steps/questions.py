"""Questions that wait for a person, and what they answered. Skipping is an answer, and leaves no number."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from alongside.base import turn
from alongside.rules import measures
from alongside.rules.measures import Owed
from alongside.steps.models import MeasureAnswer, Questions


@dataclass(frozen=True, slots=True)
class Waiting:
    """Questions of one kind that wait for a person."""

    id: int
    program_id: int
    person_id: int
    kind: str
    occasion: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Asked:
    """What a member was owed so far: whether the first three, and when they were last asked about a talk."""

    before: bool
    last_talk_at: datetime | None


def waiting(person_id: int, now: datetime) -> Waiting | None:
    """What waits for this person now; about a talk before the three, since a talk is soon forgotten."""
    rows = Questions.objects.filter(person_id=person_id, answered_at=None, due_at__lte=now, ends_at__gt=now)
    found = sorted(rows, key=lambda row: (row.kind != measures.UNDERSTOOD, row.due_at))
    return _waiting(found[0]) if found else None


def asked(person_id: int) -> Asked:
    """What this member was owed before."""
    rows = dict(
        Questions.objects.filter(person_id=person_id).order_by("due_at").values_list("occasion", "due_at")
    )
    return Asked(measures.FIRST in rows, rows.get(measures.AFTER_TALK))


def owe(program_id: int, person_id: int, owed: Owed, conversation_id: int | None = None) -> bool:
    """These questions wait from their time on. False where they were owed before."""
    turn.required()
    _, made = Questions.objects.get_or_create(
        person_id=person_id,
        occasion=owed.occasion,
        due_at=owed.due_at,
        defaults={
            "program_id": program_id,
            "kind": owed.kind,
            "conversation": conversation_id,
            "ends_at": owed.ends_at,
        },
    )
    return made


def lapsed(now: datetime, at_most: int = 200) -> list[Waiting]:
    """Questions whose time is over and which nobody answered."""
    rows = Questions.objects.filter(answered_at=None, ends_at__lte=now).order_by("ends_at")[:at_most]
    return [_waiting(row) for row in rows]


def settle(questions: Waiting, now: datetime) -> bool:
    """Answered or skipped. True for exactly one of those who try."""
    turn.required()
    rows = Questions.objects.filter(id=questions.id, person_id=questions.person_id, answered_at=None)
    return rows.update(answered_at=now) == 1


def keep(questions: Waiting, given: Mapping[str, int], channel: str, language: str, now: datetime) -> None:
    """The answers that were given. What was skipped has no row."""
    turn.required()
    MeasureAnswer.objects.bulk_create(
        MeasureAnswer(
            program_id=questions.program_id,
            person_id=questions.person_id,
            questions_id=questions.id,
            item=item,
            value=value,
            channel=channel,
            language=language,
            scorer=measures.VERSION,
            at=now,
        )
        for item, value in given.items()
        if measures.allows(questions.kind, item, value)
    )


def _waiting(row: Questions) -> Waiting:
    return Waiting(row.id, row.program_id, row.person_id, row.kind, row.occasion, row.due_at)
