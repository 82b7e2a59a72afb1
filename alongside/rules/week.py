"""The week: when a peer is usually here. Always in local time, which is passed in.

A peer's week is 28 bits, weekday (Monday 0) times four parts of the day. A night belongs to the day on
which it begins: two o'clock on Tuesday morning is Monday night.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

DAYS = 7
PARTS: tuple[str, ...] = ("morning", "afternoon", "evening", "night")
BEGINS: tuple[int, ...] = (6, 12, 17, 22)
BITS = DAYS * len(PARTS)
ALL = (1 << BITS) - 1
MORNING, AFTERNOON, EVENING, NIGHT = range(4)
FEW_DAYS = 3
_A_MONDAY = datetime(2026, 1, 5, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Usually:
    """When someone usually reads: parts of the day, and the weekdays where these are three or fewer."""

    parts: tuple[str, ...]
    days: tuple[int, ...] = ()


def bit(weekday: int, part: int) -> int:
    """The bit of one part of one day."""
    return weekday * len(PARTS) + part


def mask_of(pairs: Iterable[tuple[int, int]]) -> int:
    """The week of these (weekday, part) pairs. What is no such pair is left out: forms can hold anything."""
    bits = 0
    for weekday, part in pairs:
        if 0 <= weekday < DAYS and 0 <= part < len(PARTS):
            bits |= 1 << bit(weekday, part)
    return bits


def pairs_of(mask: int) -> tuple[tuple[int, int], ...]:
    """The (weekday, part) pairs of a week, in order."""
    return tuple(divmod(place, len(PARTS)) for place in range(BITS) if mask >> place & 1)


def part_of(local: datetime) -> int:
    """The bit of the part of the week in which this local time lies."""
    if local.hour < BEGINS[MORNING]:
        return bit((local.weekday() - 1) % DAYS, NIGHT)
    return bit(local.weekday(), max(part for part, hour in enumerate(BEGINS) if hour <= local.hour))


def usually_here(mask: int, local: datetime) -> bool:
    """Whether someone with this week is usually here at this time."""
    return bool(mask >> part_of(local) & 1)


def next_here(mask: int, local: datetime) -> datetime | None:
    """When someone with this week next begins to be here, after now. None when they told no hours.

    Parts that follow each other are one stretch: only its beginning counts.
    """
    for ahead in range(DAYS + 1):
        day = local.date() + timedelta(days=ahead)
        for part, hour in enumerate(BEGINS):
            place = bit(day.weekday(), part)
            begins_here = mask >> place & 1 and not mask >> (place - 1) % BITS & 1
            if begins_here and (start := at(day, time(hour), local)) > local:
                return start
    return None


def usually(mask: int) -> Usually | None:
    """The parts of the day someone is usually here, fit for one sentence; None where no hours were told.

    A part counts when it is held on at least half as many days as the part held most.
    """
    held = [sum(mask >> bit(day, part) & 1 for day in range(DAYS)) for part in range(len(PARTS))]
    if not any(held):
        return None
    parts = tuple(name for name, days in zip(PARTS, held, strict=True) if days * 2 >= max(held))
    days = tuple(sorted({weekday for weekday, part in pairs_of(mask) if PARTS[part] in parts}))
    return Usually(parts, days if len(days) <= FEW_DAYS else ())


def seen_from(mask: int, theirs: datetime, mine: datetime) -> int:
    """Someone's week as it lies in my own days: an evening there can be a morning here.

    `theirs` and `mine` are the same moment, each in its own zone. A part goes where its middle falls.
    """
    ahead = (mine.utcoffset() or timedelta(0)) - (theirs.utcoffset() or timedelta(0))
    if not ahead:
        return mask
    bits = 0
    for weekday, part in pairs_of(mask):
        ends = BEGINS[part + 1] if part < NIGHT else BEGINS[MORNING] + 24
        middle = timedelta(days=weekday, hours=(BEGINS[part] + ends) / 2)
        bits |= 1 << part_of(_A_MONDAY + middle + ahead)
    return bits


def at(day: date, clock: time, like: datetime) -> datetime:
    """This clock time on this day in the zone of `like`. A time that a clock change skips moves past it."""
    return datetime.combine(day, clock, like.tzinfo).astimezone(UTC).astimezone(like.tzinfo)
