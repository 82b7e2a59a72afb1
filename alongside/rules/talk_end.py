"""When a talk (a sitting) is over: with a goodbye, or after 30 minutes without a message."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

QUIET_FOR = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Sitting:
    """One talk, from its first line to its last."""

    begins: datetime
    last: datetime

    @property
    def over_at(self) -> datetime:
        """When it counts as over where nobody said goodbye."""
        return self.last + QUIET_FOR


def sittings(times: Iterable[datetime]) -> list[Sitting]:
    """The talks that lines said at these times make, oldest first."""
    found: list[Sitting] = []
    for at in sorted(times):
        if found and at - found[-1].last < QUIET_FOR:
            found[-1] = Sitting(found[-1].begins, at)
        else:
            found.append(Sitting(at, at))
    return found


def is_over(last_at: datetime | None, ended_at: datetime | None, now: datetime) -> bool:
    """Whether nobody is talking here any more: it was closed, or has been quiet for long enough."""
    return ended_at is not None or last_at is None or now - last_at >= QUIET_FOR
