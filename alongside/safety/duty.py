"""The team's rota: whose turn it is to answer, and who of them is really here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from alongside.base import turn
from alongside.people import sessions
from alongside.rules import duty
from alongside.rules.duty import Stretch
from alongside.safety.models import Duty


@dataclass(frozen=True, slots=True)
class Answering:
    """Somebody whose turn it is. `here`: a device of theirs showed a sign within the last 15 minutes."""

    person_id: int
    here: bool


def rota(program_id: int) -> list[Stretch]:
    """The program's rota, in the week's order."""
    rows = Duty.objects.filter(program_id=program_id).order_by("weekday", "begins", "id")
    return [Stretch(row.person_id, row.weekday, row.begins, row.ends) for row in rows]


def answering(
    program_id: int, zone: str, now: datetime, known: list[Stretch] | None = None
) -> list[Answering]:
    """Whose turn it is now and who is of the team still, those who are here first.

    `known`: the rota, where it was asked for already.
    """
    people = duty.who(rota(program_id) if known is None else known, now.astimezone(ZoneInfo(zone)))
    if not people:
        return []
    here = sessions.team_here(people, now)
    return sorted(
        (Answering(each, here[each]) for each in people if each in here), key=lambda one: not one.here
    )


def next_turn(
    program_id: int, zone: str, now: datetime, known: list[Stretch] | None = None
) -> tuple[datetime, int] | None:
    """When the next turn begins and whose it is; None where the rota is empty."""
    return duty.begins_next(rota(program_id) if known is None else known, now.astimezone(ZoneInfo(zone)))


def write_rota(program_id: int, stretches: Iterable[Stretch]) -> None:
    """The whole rota anew."""
    turn.required()
    Duty.objects.filter(program_id=program_id).delete()
    Duty.objects.bulk_create(
        Duty(
            program_id=program_id,
            person_id=each.person_id,
            weekday=each.weekday,
            begins=each.begins,
            ends=each.ends,
        )
        for each in stretches
    )
