"""Who of the team stands for a line of "Before we open", and since when."""

from dataclasses import dataclass
from datetime import datetime

from alongside.base import turn
from alongside.people.models import Assurance


@dataclass(frozen=True, slots=True)
class Stands:
    """`by` is None where that person is gone: then nobody stands for it any more."""

    by: int | None
    at: datetime


def stand(program_id: int, code: str, by: int, now: datetime) -> None:
    """`by` stands for this line (rules.before_opening) from now on."""
    turn.required()
    Assurance.objects.update_or_create(program_id=program_id, code=code, defaults={"by_id": by, "at": now})


def of(program_id: int) -> dict[str, Stands]:
    """Every line that somebody stood for."""
    rows = Assurance.objects.filter(program_id=program_id)
    return {row.code: Stands(row.by_id, row.at) for row in rows}


def leave(person_id: int) -> None:
    """A person deletes everything: they stand for nothing any more."""
    turn.required()
    Assurance.objects.filter(by_id=person_id).update(by=None)
