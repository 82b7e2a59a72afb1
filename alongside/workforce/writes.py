"""Verbs about readiness. Each needs a transaction around it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from alongside.base import turn
from alongside.rules import readiness
from alongside.workforce.models import Readiness, Requirement, Tick

OWN = "own"


def ask_the_usual(program_id: int) -> None:
    """A new program begins with our list; it may change it."""
    turn.required()
    Requirement.objects.bulk_create(
        Requirement(program_id=program_id, code=code, place=place)
        for place, code in enumerate(readiness.DEFAULT)
    )


def put_requirements(program_id: int, codes: list[str], own: list[str], now: datetime) -> None:
    """From now on the program asks exactly these: of our list by code, and in its own words.

    What was ticked before stays ticked where it is still asked, also when it was left out for a while.
    """
    turn.required()
    wanted = [(code, "") for code in codes if readiness.by_code(code)] + [(OWN, words) for words in own]
    there = {(row.code, row.words): row for row in Requirement.objects.filter(program_id=program_id)}
    for place, (code, words) in enumerate(wanted):
        row = there.pop((code, words), None)
        if row is None:
            Requirement.objects.create(program_id=program_id, code=code, words=words, place=place)
        else:
            Requirement.objects.filter(id=row.id).update(place=place, retired_at=None)
    gone = [row.id for row in there.values() if row.retired_at is None]
    Requirement.objects.filter(id__in=gone).update(retired_at=now)


def tick(program_id: int, requirement_id: int, peer_id: int, by: int, now: datetime) -> None:
    """A named person has seen that this peer meets a requirement. Ticked twice: the first stands."""
    turn.required()
    asked = Requirement.objects.filter(id=requirement_id, program_id=program_id, retired_at=None)
    if not asked.exclude(code=readiness.SUPERVISOR).exists():
        return
    Tick.objects.get_or_create(
        program_id=program_id,
        requirement_id=requirement_id,
        peer_id=peer_id,
        defaults={"by_id": by, "at": now},
    )


def untick(program_id: int, requirement_ids: Iterable[int], peer_id: int) -> None:
    turn.required()
    ticks = Tick.objects.filter(program_id=program_id, peer_id=peer_id)
    ticks.filter(requirement_id__in=list(requirement_ids)).delete()


def name_supervisor(program_id: int, peer_id: int, supervisor_id: int | None) -> None:
    """Who stands beside this peer."""
    turn.required()
    Readiness.objects.update_or_create(
        peer_id=peer_id, defaults={"program_id": program_id, "supervisor_id": supervisor_id}
    )


def make_ready(program_id: int, peer_id: int, by: int, now: datetime) -> None:
    turn.required()
    Readiness.objects.filter(program_id=program_id, peer_id=peer_id).update(
        made_ready_by_id=by, made_ready_at=now
    )


def take_back(program_id: int, peer_id: int) -> None:
    """Not ready any more: suggested to nobody new."""
    turn.required()
    Readiness.objects.filter(program_id=program_id, peer_id=peer_id).update(
        made_ready_by=None, made_ready_at=None
    )
