"""Countries and their time zones, from the tables of the time zone database (public domain)."""

from functools import cache
from importlib.resources import files
from zoneinfo import available_timezones


def _rows(name: str) -> list[list[str]]:
    text = (files("tzdata.zoneinfo") / name).read_text(encoding="utf-8")
    return [row.split("\t") for row in text.splitlines() if row and not row.startswith("#")]


@cache
def countries() -> dict[str, str]:
    """Code -> name, in the order of their names."""
    return dict(sorted(((row[0], row[1]) for row in _rows("iso3166.tab")), key=lambda pair: pair[1]))


@cache
def zones_of(country: str) -> tuple[str, ...]:
    """A country's time zones, the most usual first."""
    return tuple(row[2] for row in _rows("zone.tab") if row[0] == country) or ("UTC",)


@cache
def zones() -> tuple[str, ...]:
    """Every time zone that is named after a place."""
    places = {row[2] for row in _rows("zone.tab")}
    return ("UTC", *sorted(places & available_timezones()))
