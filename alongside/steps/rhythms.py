"""When a person wants to be asked how today is. Who never chose is not asked."""

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from alongside.base import turn
from alongside.rules.today import NEVER, When, goes_on, next_due
from alongside.steps.models import Rhythm

NOT_CHOSEN = ""  # the look at tomorrow was opened before any rhythm was chosen


@dataclass(frozen=True, slots=True)
class Kept:
    """What a person chose, when the next question falls due, and since when one waits for them."""

    when: When
    due_at: datetime | None
    asked_at: datetime | None
    outlook: bool
    week_due_at: datetime | None = None  # a line by text on how their week was


@dataclass(frozen=True, slots=True)
class Due:
    """A question that fell due."""

    person_id: int
    program_id: int
    due_at: datetime
    when: When


def of(person_id: int) -> Kept | None:
    """This person's rhythm, if they ever had one."""
    row = Rhythm.objects.filter(person_id=person_id).first()
    return Kept(_when(row), row.due_at, row.asked_at, row.outlook, row.week_due_at) if row else None


def choose(program_id: int, person_id: int, when: When, due_at: datetime | None) -> None:
    """From now on they are asked like this. What waits for them waits on, unless they want no questions."""
    turn.required()
    told = {"how_often": when.how_often, "hour": when.hour, "days": when.days, "due_at": due_at}
    Rhythm.objects.update_or_create(person_id=person_id, defaults={"program_id": program_id, **told})
    if when.how_often == NEVER:
        Rhythm.objects.filter(person_id=person_id).update(asked_at=None)


def due(now: datetime, at_most: int = 200) -> list[Due]:
    """The questions that have fallen due, the oldest first."""
    rows = Rhythm.objects.filter(due_at__lte=now).order_by("due_at")[:at_most]
    return [Due(row.person_id, row.program_id, row.due_at, _when(row)) for row in rows if row.due_at]


def ask(question: Due, zone: tzinfo, now: datetime) -> bool:
    """It waits for them from now on. True for exactly one of the workers who try."""
    turn.required()
    later = next_due(question.when, now, zone) if goes_on(question.when) else None
    still = Rhythm.objects.filter(person_id=question.person_id, due_at=question.due_at)
    return still.update(asked_at=now, due_at=later) == 1


def is_answered(person_id: int, zone: tzinfo, now: datetime) -> bool:
    """Today is said: nothing waits, and today asks no more. True where they never chose when to be asked.

    What was to be asked later today is asked next time; once was for one day, and ends with it.
    """
    turn.required()
    row = Rhythm.objects.filter(person_id=person_id).first()
    if row is None or row.how_often == NOT_CHOSEN:
        return True
    due_at = row.due_at
    if due_at is not None and due_at.astimezone(zone).date() <= now.astimezone(zone).date():
        due_at = next_due(_when(row), now, zone, answered=True) if goes_on(_when(row)) else None
    Rhythm.objects.filter(person_id=person_id).update(asked_at=None, due_at=due_at)
    return False


def move(person_id: int, zone: tzinfo, now: datetime) -> None:
    """Their clocks are set elsewhere now: the next question comes at their hour there."""
    turn.required()
    row = Rhythm.objects.filter(person_id=person_id).exclude(due_at=None).first()
    if row is not None and row.due_at is not None:
        when = _when(row)
        # Counted from a day before what was due, so that "tomorrow, once" does not wait another day.
        after = max(now, row.due_at - timedelta(days=1)) if goes_on(when) else row.due_at - timedelta(days=1)
        Rhythm.objects.filter(person_id=person_id).update(due_at=next_due(when, after, zone))


def open_outlook(program_id: int, person_id: int, is_open: bool) -> None:
    """The person opens the look at tomorrow, or closes it. It is closed until they do."""
    turn.required()
    Rhythm.objects.update_or_create(
        person_id=person_id,
        defaults={"outlook": is_open},
        create_defaults={"program_id": program_id, "outlook": is_open, "how_often": NOT_CHOSEN},
    )


WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class WeekDue:
    """The line on how somebody's week was falls due."""

    person_id: int
    program_id: int
    due_at: datetime


def tell_weekly(program_id: int, person_id: int, first_at: datetime | None) -> None:
    """A line a week on how they were, the first one then; None: none is wanted."""
    turn.required()
    Rhythm.objects.update_or_create(
        person_id=person_id,
        defaults={"week_due_at": first_at},
        create_defaults={"program_id": program_id, "week_due_at": first_at, "how_often": NOT_CHOSEN},
    )


def weeks_due(now: datetime, at_most: int = 200) -> list[WeekDue]:
    """Whose line is due, the oldest first."""
    rows = Rhythm.objects.filter(week_due_at__lte=now).order_by("week_due_at")[:at_most]
    return [WeekDue(row.person_id, row.program_id, row.week_due_at) for row in rows if row.week_due_at]


def week_told(week: WeekDue, now: datetime) -> bool:
    """The next one comes in a week. True for exactly one of the workers who try."""
    turn.required()
    later = week.due_at
    while later <= now:
        later += WEEK
    still = Rhythm.objects.filter(person_id=week.person_id, week_due_at=week.due_at)
    return still.update(week_due_at=later) == 1


def _when(row: Rhythm) -> When:
    return When(row.how_often, row.hour, row.days)
