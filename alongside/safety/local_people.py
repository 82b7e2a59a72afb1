"""Somebody near: the program's own list of people who can come or listen, by place and hours."""

from dataclasses import asdict, dataclass
from datetime import date

from django.db.models import Max

from alongside.base import turn
from alongside.safety.models import LocalPerson


@dataclass(frozen=True, slots=True)
class Near:
    """Somebody near, as the program's team writes it. Everybody can read it."""

    kind: str  # rules.local_help
    name: str
    where: str = ""
    hours: str = ""  # as they say it; empty: not known
    phone: str = ""


def of(program_id: int) -> list[LocalPerson]:
    """Everyone the program names, by place, each place in the program's order."""
    rows = LocalPerson.objects.filter(program_id=program_id).order_by("place", "id")
    places = {row.where: None for row in rows}
    return sorted(rows, key=lambda row: list(places).index(row.where))


def one(program_id: int, local_id: int) -> LocalPerson | None:
    """One of this program; None when it names no such person."""
    return LocalPerson.objects.filter(program_id=program_id, id=local_id).first()


def add(program_id: int, near: Near, asked_on: date) -> LocalPerson:
    """One more, at the end. Somebody of the team asked them on this day whether they may be named."""
    turn.required()
    last = LocalPerson.objects.filter(program_id=program_id).aggregate(last=Max("place"))["last"]
    place = 0 if last is None else last + 1
    return LocalPerson.objects.create(program_id=program_id, place=place, checked_on=asked_on, **asdict(near))


def change(program_id: int, local_id: int, near: Near, asked_on: date) -> bool:
    """Writes it anew; False when the program names no such person."""
    turn.required()
    rows = LocalPerson.objects.filter(program_id=program_id, id=local_id)
    return bool(rows.update(checked_on=asked_on, **asdict(near)))


def remove(program_id: int, local_id: int) -> bool:
    """Names them no more; False when the program names no such person."""
    turn.required()
    return bool(LocalPerson.objects.filter(program_id=program_id, id=local_id).delete()[0])
