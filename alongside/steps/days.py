"""Answers to "How is today?": numbers are plain, a note is sealed under its person's key.

Whoever answers twice on a day has two rows; the later one counts as the day (rules.outlook.by_day).
"""

from dataclasses import dataclass
from datetime import date, datetime

from alongside.base import turn
from alongside.base.ids import new_id
from alongside.rules import today
from alongside.rules.outlook import Answer
from alongside.steps.models import CheckIn
from alongside.vault import keys

LOOKED_BACK = 400  # answers at most


@dataclass(frozen=True, slots=True)
class Said:
    """One answer as it is given: a word from 1 to 5 or a number from 0 to 10, and a note if they like."""

    word: int | None
    number: int | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """One answer as its own person reads it again."""

    day: date
    word: int | None
    number: int | None
    at: datetime
    note: str = ""

    def answer(self) -> Answer:
        """As the outlook reads it."""
        return Answer(self.day.toordinal(), self.word, self.number)


def place(answer_id: int) -> str:
    """What the sealed note is bound to."""
    return f"steps_check_in note/{answer_id}"


def keep(
    program_id: int,
    person_id: int,
    key_id: int,
    said: Said,
    day: date,
    channel: str,
    language: str,
    now: datetime,
) -> None:
    """One more answer. `day` is the day where the person is."""
    turn.required()
    answer_id = new_id()
    CheckIn.objects.create(
        id=answer_id,
        program_id=program_id,
        person_id=person_id,
        day=day,
        word=said.word,
        number=said.number,
        note=keys.seal(key_id, said.note, place(answer_id)) if said.note else b"",
        channel=channel,
        language=language,
        at=now,
    )


def of(person_id: int) -> list[Day]:
    """This person's answers in the order they were given, the newest 400; no note is opened."""
    rows = CheckIn.objects.filter(person_id=person_id).order_by("-day", "-at", "-id")
    plain = rows.values_list("day", "word", "number", "at")[:LOOKED_BACK]
    return [Day(*row) for row in plain][::-1]


def answered(person_id: int, day: date) -> Day | None:
    """What this person said last on this day."""
    rows = CheckIn.objects.filter(person_id=person_id, day=day).order_by("-at", "-id")
    plain = rows.values_list("day", "word", "number", "at").first()
    return Day(*plain) if plain else None


def notes(person_id: int, key_id: int, since: date) -> list[Day]:
    """The answers with a note since this day, the newest first, opened for the person alone."""
    rows = CheckIn.objects.filter(person_id=person_id, day__gte=since).exclude(note=b"")
    cipher = keys.ciphers([key_id]).get(key_id)
    return [
        Day(row.day, row.word, row.number, row.at, keys.opened_with(cipher, row.note, place(row.id)) or "")
        for row in rows.order_by("-day", "-at")
    ]


def words_of_better_days(person_id: int, key_id: int, at_most: int = 3) -> list[Day]:
    """What this person noted on their better days, the newest first, opened for them alone."""
    rows = CheckIn.objects.filter(person_id=person_id).exclude(note=b"").order_by("-day", "-at")
    better = [row for row in rows[:LOOKED_BACK] if today.is_better(row.word, row.number)][:at_most]
    cipher = keys.ciphers([key_id]).get(key_id)
    return [
        Day(row.day, row.word, row.number, row.at, keys.opened_with(cipher, row.note, place(row.id)) or "")
        for row in better
    ]
