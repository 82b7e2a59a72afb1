"""What steps holds about a person, opened for their own eyes."""

from collections.abc import Callable, Iterator

from alongside.rules.held import Held, Whose, held, wrote
from alongside.steps import days, next_steps
from alongside.steps.models import CheckIn, MeasureAnswer, NextStep, Questions, Rhythm
from alongside.vault import keys


def _next_steps(whose: Whose) -> Iterator[Held]:
    for row in NextStep.objects.filter(person_id=whose.person_id).order_by("-made_at").iterator():
        text = keys.read(whose.key_id, row.words, next_steps.place(row.id))
        yield held(
            "next_step",
            row.made_at,
            wrote(text),
            day=row.on,
            state=row.state,
            shared_with_peer=row.shared,
            ended_at=row.closed_at,
        )


def _days(whose: Whose) -> Iterator[Held]:
    for row in CheckIn.objects.filter(person_id=whose.person_id).order_by("-at").iterator():
        text = keys.read(whose.key_id, row.note, days.place(row.id))
        yield held(
            "day",
            row.at,
            wrote(text),
            day=row.day,
            word=row.word,
            number=row.number,
            by_way_of=row.channel,
            language=row.language,
        )


def _rhythm(whose: Whose) -> Iterator[Held]:
    for row in Rhythm.objects.filter(person_id=whose.person_id):
        yield held(
            "rhythm",
            None,
            how_often=row.how_often,
            hour=row.hour,
            weekdays=tuple(str(day) for day in range(7) if row.days >> day & 1),
            due_at=row.due_at,
            asked_at=row.asked_at,
            outlook=row.outlook,
            week_due_at=row.week_due_at,
        )


def _questions(whose: Whose) -> Iterator[Held]:
    for row in Questions.objects.filter(person_id=whose.person_id).order_by("-due_at").iterator():
        yield held(
            "questions",
            row.due_at,
            questions=row.kind,
            occasion=row.occasion,
            until=row.ends_at,
            answered_at=row.answered_at,
        )


def _answers(whose: Whose) -> Iterator[Held]:
    for row in MeasureAnswer.objects.filter(person_id=whose.person_id).order_by("-at", "id").iterator():
        yield held(
            "answer",
            row.at,
            item=row.item,
            value=row.value,
            by_way_of=row.channel,
            language=row.language,
            counted_by=row.scorer,
        )


# Table -> the page it is shown on (rules.held_words.GROUPS), and who reads it.
TABLES: dict[str, tuple[str, Callable[[Whose], Iterator[Held]]]] = {
    "NextStep": ("steps", _next_steps),
    "CheckIn": ("days", _days),
    "Rhythm": ("days", _rhythm),
    "Questions": ("answers", _questions),
    "MeasureAnswer": ("answers", _answers),
}
