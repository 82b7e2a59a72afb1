"""Help lines as their organisations and others published them, read from `help_lines.csv` beside this file.

The sources are from 2016 to 2026 and are named row by row. Nobody of this project rang any of the lines: a
program does that, and says when (`HelpLine.checked_on`). A copy goes to a program when it is set up.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

CHILDREN = "children"


@dataclass(frozen=True, slots=True)
class PublishedLine:
    """One line of one country. Words are as published; empty means not known."""

    country: str
    name: str
    phone: str
    sms: str  # a number, or "WORD to NUMBER"
    hours: str
    who_for: str  # "children; people facing violence at home"; empty: everyone
    source: str
    languages: str = ""

    @property
    def for_children(self) -> bool:
        """Whether it is for children alone. Such a line is never given to adults as theirs."""
        return self.who_for == CHILDREN


def lines(country: str) -> tuple[PublishedLine, ...]:
    """The published lines of a country by its two letters, in the order of the file."""
    return tuple(line for line in everything() if line.country == country.upper())


@cache
def numbers() -> frozenset[tuple[str, str, str]]:
    """Name, number to ring and number to write to of every published line: to know a copy of one again."""
    return frozenset((line.name, line.phone, line.sms) for line in everything())


@cache
def everything() -> tuple[PublishedLine, ...]:
    """Every published line that has a number. Some services are known by name only: they are left out."""
    return tuple(line for line in _rows() if line.phone or line.sms)


def _rows() -> Iterator[PublishedLine]:
    text = resources.files(__package__).joinpath("help_lines.csv").read_text("utf-8")
    for row in csv.DictReader(text.splitlines()):
        yield PublishedLine(
            country=row["country_iso2"],
            name=row["name"],
            phone=row["phone"],
            sms=row["sms"],
            hours=row["hours"],
            who_for=row["who_for"],
            source=row["source"],
            languages=row["languages"],
        )
