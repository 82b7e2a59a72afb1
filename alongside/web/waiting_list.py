"""What waits for somebody on a desk: one short list, whatever it is that waits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Waits:
    """One thing that waits: words without anybody's private words in them, and where it is seen to."""

    words: str
    address: str
    since: datetime
    urgent: bool = False  # a person waits for a person right now: first on the list


Lister = Callable[[Any, datetime], Sequence[Waits]]


def gathered(listers: Sequence[Lister], desk: Any, now: datetime) -> list[Waits]:
    """All that waits, the urgent first, then the longest waiting.

    `desk` is what was read for it, a question a room: a lister only writes the lines of its kind.
    """
    found = [each for lister in listers for each in lister(desk, now)]
    return sorted(found, key=lambda each: (not each.urgent, each.since))
