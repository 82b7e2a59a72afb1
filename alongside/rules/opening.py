"""A program's opening hours: [[weekday, "08:00", "20:00"], ...], Monday 0, in the program's own time.

"24:00" is the end of the day. An end before the beginning is on the next day ("22:00" to "06:00").
"""

import re
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

from alongside.rules import week

Hours = Sequence[Sequence[Any]]
AT_MOST = 28
END_OF_DAY = 24 * 60

# why hours cannot be read
SHAPE, WEEKDAY, OPENS, CLOSES, SAME, OVERLAP, MANY = (
    "shape",
    "weekday",
    "opens",
    "closes",
    "same",
    "overlap",
    "many",
)

_CLOCK = re.compile(r"(\d{1,2})(?:\s*[:.h]\s*(\d{2})|h)?\s*([ap])?\.?(?:m\.?)?", re.IGNORECASE)
_RUN_ON = re.compile(r"(\d{2})(\d{2})")


class BadHours(ValueError):
    """Hours that cannot be read: `code` says why, `row` which of them (from 0)."""

    def __init__(self, code: str, row: int) -> None:
        super().__init__(f"{code} in row {row}")
        self.code = code
        self.row = row


def clock(text: str) -> str | None:
    """A time as people type it ("8", "8:30", "8.30 pm", "0830") as "08:30"; None when it is no time."""
    typed = text.strip()
    found = _RUN_ON.fullmatch(typed) or _CLOCK.fullmatch(typed)
    if found is None or not typed.isascii():
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    half = (found[3] or "").lower() if found.re is _CLOCK else ""
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    if minute > 59 or hour * 60 + minute > END_OF_DAY:
        return None
    return f"{hour:02}:{minute:02}"


def read(rows: object) -> list[list[Any]]:
    """Hours as they are kept, in the week's order. Raises BadHours with the first thing that is wrong."""
    if not isinstance(rows, Sequence) or isinstance(rows, str | bytes):
        raise BadHours(SHAPE, 0)
    if len(rows) > AT_MOST:
        raise BadHours(MANY, AT_MOST)
    kept = [_row(row, number) for number, row in enumerate(rows)]
    spans = [(*_span(row), number) for number, row in enumerate(kept)]
    spans.sort()
    for place, (_, end, number) in enumerate(spans):
        after = spans[(place + 1) % len(spans)]
        next_start = after[0] + (week.DAYS * END_OF_DAY if place + 1 == len(spans) else 0)
        if next_start < end:
            raise BadHours(OVERLAP, max(number, after[2]))
    return [kept[number] for _, _, number in spans]


def open_now(hours: Hours, local: datetime) -> bool:
    """Whether the program is open at this time of its own day."""
    return closes(hours, local) is not None


def closes(hours: Hours, local: datetime) -> datetime | None:
    """When a program that is open now closes; None while it is closed. Hours that touch are one stretch.

    A program that never closes gives a time a week away.
    """
    here = _stretches(hours, local)
    return max((end for start, end in here if start <= local < end), default=None)


def opens_next(hours: Hours, local: datetime) -> datetime | None:
    """When the program next opens, after now. None where it has no hours, or never closes."""
    return min((start for start, _ in _stretches(hours, local) if start > local), default=None)


def _row(row: object, number: int) -> list[Any]:
    if not isinstance(row, Sequence) or isinstance(row, str | bytes) or len(row) != 3:
        raise BadHours(SHAPE, number)
    day, opens, shuts = row
    if not isinstance(day, int) or isinstance(day, bool) or not 0 <= day < week.DAYS:
        raise BadHours(WEEKDAY, number)
    begins = clock(opens) if isinstance(opens, str) else None
    if begins is None or begins == "24:00":
        raise BadHours(OPENS, number)
    ends = clock(shuts) if isinstance(shuts, str) else None
    if ends is None:
        raise BadHours(CLOSES, number)
    if begins == ends:
        raise BadHours(SAME, number)
    return [day, begins, ends]


def _minutes(text: str) -> int:
    return int(text[:2]) * 60 + int(text[3:])


def _span(row: Sequence[Any]) -> tuple[int, int]:
    """Minutes since Monday began. An end before the beginning is a day later."""
    start, end = _minutes(row[1]), _minutes(row[2])
    return row[0] * END_OF_DAY + start, row[0] * END_OF_DAY + end + (END_OF_DAY if end <= start else 0)


def _stretches(hours: Hours, local: datetime) -> list[tuple[datetime, datetime]]:
    """From yesterday to a week ahead: when the program is open, touching hours joined."""
    spans: list[tuple[datetime, datetime]] = []
    for ahead in range(-1, week.DAYS + 1):
        day = local.date() + timedelta(days=ahead)
        for row in hours:
            if row[0] != day.weekday():
                continue
            start, end = (_minutes(text) for text in row[1:])
            later = timedelta(days=1 if end <= start or end == END_OF_DAY else 0)
            begins = week.at(day, time(*divmod(start, 60)), local)
            spans.append((begins, week.at(day + later, time(*divmod(end % END_OF_DAY, 60)), local)))
    joined: list[tuple[datetime, datetime]] = []
    for begins, ends in sorted(spans):
        if joined and begins <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], ends))
        else:
            joined.append((begins, ends))
    return joined
