"""How long the wait may be: said from what happened to others here, or not said at all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

ENOUGH = 12
MOST = 0.75

NEW = "new"
LONG = "long"
MINUTES = "minutes"
HOURS = "hours"
DAYS = "days"

_STEPS: tuple[tuple[str, int, tuple[int, ...]], ...] = (
    (MINUTES, 1, (5, 10, 15, 20, 30, 45)),
    (HOURS, 60, (1, 2, 3, 4, 6, 8, 12)),
    (DAYS, 24 * 60, (1, 2, 3, 4, 5, 7)),
)


@dataclass(frozen=True, slots=True)
class Waited:
    """How long one person waited; `met` is False where they were still waiting when we looked."""

    minutes: float
    met: bool


@dataclass(frozen=True, slots=True)
class Outlook:
    """What may be said: nothing yet (`new`), no time (`long`), or "most within about `count` `unit`"."""

    unit: str
    count: int = 0


def outlook(past: Iterable[Waited]) -> Outlook:
    """What most people waited, rounded up to a round number.

    Who still waits counts as well, for as long as they have: leaving them out would make every wait look
    shorter than it is. (This is the Kaplan-Meier estimate of the time by which most have met.)
    """
    waits = sorted(past, key=lambda waited: (waited.minutes, not waited.met))
    if sum(waited.met for waited in waits) < ENOUGH:
        return Outlook(NEW)
    minutes = _when_most_have_met(waits)
    return Outlook(LONG) if minutes is None else _round_up(minutes)


def _when_most_have_met(waits: Sequence[Waited]) -> float | None:
    still = 1.0
    for place, waited in enumerate(waits):
        if waited.met:
            still *= 1 - 1 / (len(waits) - place)
            if still <= 1 - MOST + 1e-9:
                return waited.minutes
    return None


def _round_up(minutes: float) -> Outlook:
    for unit, size, counts in _STEPS:
        for count in counts:
            if minutes <= count * size:
                return Outlook(unit, count)
    return Outlook(LONG)
