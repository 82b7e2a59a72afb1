"""Series of answers, from a file with the columns person, t and value (or several, one series each)."""

import csv
import math
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from alongside.rules.smoothing import Scale

CARRIED = Path(__file__).parent / "series"
STEPS = (1.0, 0.5, 0.25, 0.2, 0.1)


@dataclass(frozen=True, slots=True)
class Point:
    """One answer: `t` is a whole day or the number of a prompt."""

    t: int
    value: float


@dataclass(frozen=True, slots=True)
class Series:
    """Answers of many people to one question, each person's in the order of time."""

    name: str
    scale: Scale
    people: dict[str, list[Point]]

    @property
    def whole(self) -> bool:
        return self.scale.step >= 1


def read(path: Path, value: str = "value", low: float | None = None, high: float | None = None) -> Series:
    """One column of a file as a series. What is no number is no answer; said twice for one t, the last
    counts; rows may stand in any order. Without `low` and `high`, the lowest and highest answer."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        head = file.readline()
        file.seek(0)
        rows = csv.reader(file, delimiter=max(",;\t", key=head.count))
        columns = [column.strip().lower() for column in next(rows, [])]
        missing = {"person", "t", value.lower()} - set(columns)
        if missing:
            raise SystemExit(f"{path.name} has no column {', '.join(sorted(missing))}.")
        at = [columns.index(column) for column in ("person", "t", value.lower())]
        found = [[row[place].strip() for place in at] for row in rows if len(row) > max(at)]
    people: dict[str, dict[int, float]] = {}
    for person, when, answer in found:
        t, number = moment(when), number_of(answer)
        if person and t is not None and number is not None:
            people.setdefault(person, {})[t] = number
    if not people:
        raise SystemExit(f"{path.name} has no answers.")
    ordered = {person: [Point(t, answers[t]) for t in sorted(answers)] for person, answers in people.items()}
    name = path.stem if value == "value" else f"{path.stem}.{value}"
    return Series(name, scale_of(ordered.values(), low, high), ordered)


def number_of(words: str) -> float | None:
    """The number, if it is one; "NA", "nan" and nothing are none."""
    try:
        number = float(words)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def moment(words: str) -> int | None:
    """A day or prompt: a number, or a date."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d.*", words):
        return date.fromisoformat(words[:10]).toordinal()
    number = number_of(words)
    return None if number is None else math.floor(number)


def scale_of(people: Iterable[list[Point]], low: float | None, high: float | None) -> Scale:
    """The scale, with the steps that all answers keep to."""
    values = [point.value for points in people for point in points]
    lowest, highest = min(values), max(values)
    low = lowest if low is None else low
    high = max(highest, low + 1) if high is None else high
    if high <= low:
        raise SystemExit("--low must be below --high.")
    outside = sum(not low <= value <= high for value in values)
    if outside:
        print(f"  {outside} answers are outside {low:g} to {high:g}; no range can hold them", file=sys.stderr)
    for step in STEPS:
        steps = [(value - low) / step for value in values]
        if all(abs(each - round(each)) < 1e-6 for each in steps):
            return Scale(low, high, step)
    return Scale(low, high, 0)


def carried() -> list[Series]:
    """The series that this project carries. See series/SOURCE.md."""
    scales = {"stress": (0, 10), "support": (0, 10), "pleasant": (1, 5), "unpleasant": (1, 5)}
    found = []
    for path in sorted(CARRIED.glob("*.csv")):
        with path.open(encoding="utf-8") as file:
            columns = file.readline().strip().split(",")[2:]
        for column in columns:
            low, high = scales.get(column, (0, 100))
            found.append(read(path, column, low, high))
    return found
