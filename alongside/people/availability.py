"""What matching may know of a peer: written when they tell it, kept true as their day goes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, fields
from datetime import datetime

from django.db.models import F

from alongside.base import turn
from alongside.people import tallies
from alongside.people.models import Availability
from alongside.rules.fit import Card, Traits, shown_masks

AS_KEPT = (
    *("person_id", "ready", "capacity", "walking_with", "hours"),
    *(each.name for each in fields(Traits)),
)


def begin(program_id: int, person_id: int) -> None:
    """An empty row for a new peer: ready for nobody, here for nobody."""
    turn.required()
    Availability.objects.create(program_id=program_id, person_id=person_id)


def tell(person_id: int, traits: Traits) -> None:
    """What the peer brings, as they tell it now."""

    def told(row: Availability) -> None:
        for name, value in asdict(traits).items():
            setattr(row, name, value)

    _change(person_id, told, list(asdict(traits)))


def set_ready(person_id: int, ready: bool) -> None:
    """From now on suggested to people, or not: a named person made them ready, and they said yes to it."""

    def made(row: Availability) -> None:
        row.ready = ready

    _change(person_id, made, ["ready"])


def be_here(person_id: int, until: datetime | None) -> None:
    """Here now, until then; None: gone."""
    turn.required()
    Availability.objects.filter(person_id=person_id).update(here_until=until)


def take_break(person_id: int, until: datetime | None) -> None:
    """Suggested to nobody until then; None: back."""
    turn.required()
    Availability.objects.filter(person_id=person_id).update(break_until=until)


def set_hours(person_id: int, hours: int) -> None:
    """When they are usually here: parts of the week (rules.week)."""
    turn.required()
    Availability.objects.filter(person_id=person_id).update(hours=hours)


def set_capacity(person_id: int, capacity: int) -> None:
    """How many people they can walk with at once."""
    turn.required()
    Availability.objects.filter(person_id=person_id).update(capacity=capacity)


def walk_begins(person_id: int) -> None:
    """One more person walks with this peer."""
    turn.required()
    Availability.objects.filter(person_id=person_id).update(walking_with=F("walking_with") + 1)


def walk_ends(person_id: int) -> None:
    """One person fewer walks with this peer."""
    turn.required()
    Availability.objects.filter(person_id=person_id, walking_with__gt=0).update(
        walking_with=F("walking_with") - 1
    )


def remove(person_id: int) -> None:
    """Takes a peer out of matching for good."""
    turn.required()
    set_ready(person_id, False)
    Availability.objects.filter(person_id=person_id).delete()


def cards(person_ids: Iterable[int], now: datetime) -> dict[int, Card]:
    """The cards of these peers. One question, however many they are."""
    ids = set(person_ids)
    if not ids:
        return {}
    rows = Availability.objects.filter(person_id__in=ids)
    with_profile = rows.annotate(shown=F("person__profile__shown"))
    return {row.person_id: _card(row, row.shown or {}, now) for row in with_profile}


def here(program_id: int, now: datetime) -> list[int]:
    """Who is here now and suggested to people, of this program."""
    rows = Availability.objects.filter(program_id=program_id, ready=True, here_until__gt=now)
    return list(rows.exclude(break_until__gt=now).order_by("person_id").values_list("person_id", flat=True))


def anyone_ready(program_id: int) -> bool:
    """Whether this program has a peer who can be suggested at all."""
    return Availability.objects.filter(program_id=program_id, ready=True).exists()


def hours_of(person_ids: Iterable[int]) -> dict[int, int]:
    """When these peers are usually here."""
    return dict(Availability.objects.filter(person_id__in=set(person_ids)).values_list("person_id", "hours"))


def _card(row: Availability, shown: dict[str, str], now: datetime) -> Card:
    shown_lived, shown_own = shown_masks(shown)
    return Card(
        **{name: getattr(row, name) for name in AS_KEPT},
        here=row.here_until is not None and row.here_until > now,
        on_break=row.break_until is not None and row.break_until > now,
        shown=shown_lived,
        shown_own=shown_own,
    )


def _change(person_id: int, change: Callable[[Availability], None], names: list[str]) -> None:
    """Changes a row and, with it, how many ready peers share what."""
    turn.required()
    row = Availability.objects.select_for_update().filter(person_id=person_id).first()
    if row is None:
        return
    before = _counted(row)
    change(row)
    Availability.objects.filter(person_id=person_id).update(**{name: getattr(row, name) for name in names})
    tallies.move(row.program_id, before, _counted(row))


def _counted(row: Availability) -> tallies.Counts:
    return tallies.counted(row.ready, {kind: getattr(row, kind) for kind in tallies.COUNTED})


@dataclass(frozen=True, slots=True)
class When:
    """When a peer can be met: until when they are here, their usual week, until when they rest."""

    here_until: datetime | None
    hours: int
    break_until: datetime | None
    zone: str  # in which their week is told


def when(person_id: int) -> When | None:
    """None for who is no peer."""
    row = Availability.objects.filter(person_id=person_id).select_related("person", "program").first()
    if row is None:
        return None
    return When(row.here_until, row.hours, row.break_until, row.person.time_zone or row.program.time_zone)
