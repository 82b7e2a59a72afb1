"""Who looked at something of a person's, or did something about them: written down, and theirs to see."""

from dataclasses import dataclass
from datetime import datetime

from alongside.base import turn
from alongside.people.models import Trace


@dataclass(frozen=True, slots=True)
class Seen:
    """One trace. `by` is None where that person is gone."""

    by: int | None
    what: str  # rules.traces
    about: int | None
    at: datetime


def leave(
    program_id: int, person_id: int, by: int, what: str, now: datetime, about: int | None = None
) -> None:
    """`by` looked at, or did, `what` about this person. `about`: the row it was."""
    turn.required()
    Trace.objects.create(program_id=program_id, person_id=person_id, by_id=by, what=what, about=about, at=now)


def of(person_id: int, at_most: int = 200) -> list[Seen]:
    """This person's traces, the newest first."""
    rows = Trace.objects.filter(person_id=person_id).order_by("-at", "-id")[:at_most]
    return [Seen(row.by_id, row.what, row.about, row.at) for row in rows]
