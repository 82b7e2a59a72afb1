"""What a person sets for themselves: language and time zone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from alongside.base import turn
from alongside.people.models import Person


@dataclass(frozen=True, slots=True)
class Preferences:
    """How someone has set things. No time zone: the program's."""

    language: str
    time_zone: str


def of(person_id: int) -> Preferences:
    """How this person has set things."""
    row = Person.objects.filter(id=person_id).values_list("language", "time_zone").get()
    return Preferences(*row)


def set_language(person_id: int, language: str, time_zone: str) -> None:
    """Which language pages are in, and in which zone times are told."""
    turn.required()
    Person.objects.filter(id=person_id).update(language=language, time_zone=time_zone)


def rest_until(person_id: int, until: datetime | None) -> None:
    """Their own pause: nothing of ours begins before then; None: they carry on."""
    turn.required()
    Person.objects.filter(id=person_id).update(paused_until=until)


def resting(person_ids: Iterable[int], now: datetime) -> set[int]:
    """Who of these rests now."""
    rows = Person.objects.filter(id__in=list(person_ids), paused_until__gt=now)
    return set(rows.values_list("id", flat=True))


def rested(now: datetime, at_most: int = 200) -> list[int]:
    """Whose rest is over."""
    rows = Person.objects.filter(paused_until__lte=now, deleted_at=None).order_by("paused_until")
    return list(rows.values_list("id", flat=True)[:at_most])


def wants_help_card(person_id: int) -> bool:
    """Whether the quiet help card may show for this person. On until they say otherwise."""
    return Person.objects.filter(id=person_id, help_card=True).exists()


def set_help_card(person_id: int, shows: bool) -> None:
    turn.required()
    Person.objects.filter(id=person_id).update(help_card=shows)


def zones(person_ids: Iterable[int]) -> dict[int, str]:
    """In which time zone each of these people lives: their own, or the program's."""
    rows = Person.objects.filter(id__in=set(person_ids))
    told = rows.values_list("id", "time_zone", "program__time_zone")
    return {person_id: own or programs for person_id, own, programs in told}
