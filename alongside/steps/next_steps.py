"""A member's next steps: theirs to set, change, let go and show. Words are sealed under the member's key."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F

from alongside.base import turn
from alongside.base.ids import new_id
from alongside.steps.models import NextStep
from alongside.vault import keys

OPEN, DONE, CHANGED, LET_GO = "open", "done", "changed", "let_go"
PAST_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Step:
    """One step as its own person reads it. `became`: the words of the step it turned into."""

    id: int
    words: str
    on: date | None
    state: str
    shared: bool
    made_at: datetime
    became: str = ""


def place(step_id: int) -> str:
    """What the sealed words are bound to."""
    return f"steps_next_step words/{step_id}"


def of(person_id: int, key_id: int) -> tuple[list[Step], list[Step]]:
    """This person's steps: the open ones, those with the nearest day first; and what was before."""
    rows = NextStep.objects.filter(person_id=person_id).order_by("-made_at", "-id")
    going = list(rows.filter(state=OPEN))
    past = list(rows.exclude(state=OPEN).order_by("-closed_at", "-id")[:PAST_SHOWN])
    turned = {row.became: row for row in past if row.became}
    became = {row.id: row for row in NextStep.objects.filter(person_id=person_id, id__in=turned)}
    words = _opened(key_id, {row.id: row for row in [*going, *past, *became.values()]})
    steps = [_step(row, words) for row in going]
    return (
        sorted(steps, key=lambda step: (step.on is None, step.on or date.max)),
        [_step(row, words) for row in past],
    )


def one(person_id: int, key_id: int, step_id: int) -> Step | None:
    """An open step of this very person; None for anybody else's."""
    row = NextStep.objects.filter(person_id=person_id, id=step_id, state=OPEN).first()
    return _step(row, _opened(key_id, {row.id: row})) if row else None


def shared_by(person_id: int) -> list[Step]:
    """The open steps that this person shows to whom they walk with. Prove that someone does, first."""
    theirs = NextStep.objects.filter(person_id=person_id, person__deleted_at=None, state=OPEN, shared=True)
    rows = list(theirs.annotate(key_id=F("person__key_id")).order_by("made_at"))
    words = _opened(rows[0].key_id, {row.id: row for row in rows}) if rows else {}
    return sorted(
        (_step(row, words) for row in rows), key=lambda step: (step.on is None, step.on or date.max)
    )


def write(
    program_id: int, person_id: int, key_id: int, words: str, on: date | None, shared: bool, now: datetime
) -> int:
    """A new step, in the person's own words."""
    turn.required()
    step_id = new_id()
    NextStep.objects.create(
        id=step_id,
        program_id=program_id,
        person_id=person_id,
        words=keys.seal(key_id, words, place(step_id)),
        on=on,
        shared=shared,
        made_at=now,
    )
    return step_id


def close(person_id: int, step_id: int, state: str, now: datetime, became: int | None = None) -> bool:
    """Done, changed or let go. False where it is not theirs, or was closed before."""
    turn.required()
    rows = NextStep.objects.filter(person_id=person_id, id=step_id, state=OPEN)
    return bool(rows.update(state=state, closed_at=now, became=became))


def on_day(person_id: int, step_id: int, on: date | None) -> bool:
    """The day they would like to do it on; None: no day."""
    turn.required()
    rows = NextStep.objects.filter(person_id=person_id, id=step_id, state=OPEN)
    return bool(rows.update(on=on, asked_at=None))


def was_none(person_id: int, step_id: int) -> str | None:
    """It was no step but words for somebody: it goes, and its words are given back."""
    turn.required()
    row = (
        NextStep.objects.filter(person_id=person_id, id=step_id, state=OPEN).select_related("person").first()
    )
    if row is None:
        return None
    words = keys.read(row.person.key_id, row.words, place(step_id))
    row.delete()
    return words


@dataclass(frozen=True, slots=True)
class Due:
    """A step whose day has come somewhere."""

    id: int
    person_id: int
    on: date


def due(first: date, last: date, at_most: int = 500) -> list[Due]:
    """Open steps for these days of which nobody was asked yet, the oldest first."""
    rows = NextStep.objects.filter(state=OPEN, on__range=(first, last), asked_at=None).order_by("on", "id")
    found = rows.values_list("id", "person_id", "on")[:at_most]
    return [Due(step_id, person_id, on) for step_id, person_id, on in found if on is not None]


def ask(step_id: int, now: datetime) -> bool:
    """They are asked about it. True for exactly one of the workers who try."""
    turn.required()
    rows = NextStep.objects.filter(id=step_id, state=OPEN, asked_at=None)
    return rows.update(asked_at=now) == 1


def share(person_id: int, step_id: int, shared: bool) -> bool:
    """Whom they walk with may read it from now on, or not any more."""
    turn.required()
    rows = NextStep.objects.filter(person_id=person_id, id=step_id, state=OPEN)
    return bool(rows.update(shared=shared))


def _opened(key_id: int, rows: dict[int, NextStep]) -> dict[int, str]:
    cipher = keys.ciphers([key_id]).get(key_id)
    return {
        step_id: keys.opened_with(cipher, row.words, place(step_id)) or "" for step_id, row in rows.items()
    }


def _step(row: NextStep, words: dict[int, str]) -> Step:
    return Step(
        id=row.id,
        words=words.get(row.id, ""),
        on=row.on,
        state=row.state,
        shared=row.shared,
        made_at=row.made_at,
        became=words.get(row.became, "") if row.became else "",
    )
