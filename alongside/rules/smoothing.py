"""What one person's next answer may be, from their own answers so far: a middle and a range for 4 in 5.

`Smoothing` is fed one answer after the other and can be asked before each. It knows one person only; what it
has in common for everyone are the constants here.
"""

from bisect import insort
from dataclasses import dataclass, field

RANGE_HOLDS = 0.8


@dataclass(frozen=True, slots=True)
class Scale:
    """What can be answered: from `low` to `high`, and whether only in whole numbers."""

    low: float
    high: float
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Guess:
    """The next answer: most likely near `middle`; between `low` and `high` in about four of five cases."""

    middle: float
    low: float
    high: float


@dataclass(slots=True)
class Smoothing:
    """Follows one person's answers, oldest first."""

    scale: Scale
    _past: list[float] = field(default_factory=list)

    def guess(self, at: int) -> Guess | None:
        """What the answer at `at` (a day or a prompt, after all that were taken) may be; None before any."""
        if not self._past:
            return None
        count = len(self._past)
        return Guess(
            self._past[count // 2], self._past[int(count * 0.1)], self._past[min(count - 1, int(count * 0.9))]
        )

    def take(self, at: int, value: float) -> None:
        """Learns from the answer at `at`."""
        insort(self._past, value)
