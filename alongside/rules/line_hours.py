"""A help line's hours as they were published ("24/7", "Mon-Fri 9-17"), read with care.

What cannot be read for certain is not known, and what is not known is never open now.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from alongside.rules import opening, week

Rows = list[list[Any]]

_ALWAYS = frozenset(
    (
        *("24/7", "24 7", "24h", "24 h", "24 hours", "24 hours a day", "24 hours every day"),
        *("24 hours a day, 7 days a week", "day and night", "always", "all day, every day"),
    )
)
_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_EVERY = {
    "daily": range(week.DAYS),
    "every day": range(week.DAYS),
    "weekdays": range(5),
    "weekends": range(5, week.DAYS),
}
_DAY = "(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*"
_DAYS = re.compile(rf"({_DAY})(?:\s*-\s*({_DAY}))?")
_WHEN = rf"(?:daily|every day|weekdays|weekends|{_DAY}(?:\s*-\s*{_DAY})?)"
_TIME = r"\d{1,2}(?:[:.h]\d{2}|h)?(?:\s*[ap]\.?m\.?)?|\d{4}"
_PART = re.compile(rf"(?:({_WHEN})\s*:?\s+)?({_TIME})\s*-\s*({_TIME})(?:\s+({_WHEN}))?")
_ONLY_DAYS = re.compile(_WHEN)
_CLOSED = re.compile(rf"({_WHEN})\s*:?\s+closed")


@dataclass(frozen=True, slots=True)
class State:
    """Whether somebody answers now. `open` is None where that is not known.

    `changes`: when it closes, or opens next; None for a line that never closes, or where it is not known.
    """

    open: bool | None
    changes: datetime | None = None


NOT_KNOWN = State(None)


def state(published: str, local: datetime) -> State:
    """`local` is the time where the line is."""
    rows = read(published)
    if rows is None:
        return NOT_KNOWN
    if rows == always():
        return State(True)
    closes = opening.closes(rows, local)
    if closes is not None:
        return State(True, closes)
    return State(False, opening.opens_next(rows, local))


def always() -> Rows:
    """Day and night, every day."""
    return [[day, "00:00", "24:00"] for day in range(week.DAYS)]


def read(published: str) -> Rows | None:
    """[[weekday, from, to], ...] as `rules.opening` has them; None for what cannot be read for certain."""
    text = " ".join(re.sub("[\u2012-\u2015]| to ", "-", published.lower()).split()).strip(" .")
    if text in _ALWAYS:
        return always()
    rows: Rows = []
    days: Sequence[int] = range(week.DAYS)
    waiting: list[int] = []  # "Mon, Wed, Fri 9-17": days named before the times come
    for part in re.split(r"\s*[,;]\s*", text):
        found, closed = _PART.fullmatch(part), _CLOSED.fullmatch(part)
        if closed:
            continue
        if found is None:
            if not _ONLY_DAYS.fullmatch(part):
                return None
            waiting += _days(part)
            continue
        named = found[1] or found[4]
        days = [*waiting, *_days(named)] if named else waiting or days
        waiting = []
        times = _times(found[2], found[3])
        if times is None or (found[1] and found[4]):
            return None
        rows += [[day, *times] for day in days]
    return sorted(rows) if rows and not waiting else None


def _days(named: str) -> list[int]:
    """Weekdays by name, Monday 0. "Sat-Mon" goes round the end of the week."""
    if named in _EVERY:
        return list(_EVERY[named])
    found = _DAYS.fullmatch(named)
    assert found is not None
    first = _NAMES.index(found[1][:3])
    last = _NAMES.index((found[2] or found[1])[:3])
    return [(first + ahead) % week.DAYS for ahead in range((last - first) % week.DAYS + 1)]


def _times(begins: str, ends: str) -> tuple[str, str] | None:
    """Both as "08:00". "9-5" may mean the evening or the morning: that is not known."""
    halves = [bool(re.search("[ap]", each)) for each in (begins, ends)]
    opens, closes = opening.clock(begins), opening.clock(ends)
    if opens is None or closes is None or halves[0] != halves[1] or opens in ("24:00", closes):
        return None
    plain = not any(halves) and begins.isdigit() and ends.isdigit() and len(begins + ends) < 4
    return None if plain and closes < opens else (opens, closes)
