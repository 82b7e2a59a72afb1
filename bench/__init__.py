"""What is measured. Each module here with a `run(args)` is one bench; `python -m bench` lists them.

A bench starts what is shipped, with shipped settings, and chooses only port, data folder, database and load.
"""

from typing import TypedDict


class Figure(TypedDict):
    """One measured number, with its unit and how it came about."""

    value: float
    unit: str
    note: str


Figures = dict[str, Figure]


def figure(value: float, unit: str, note: str = "") -> Figure:
    """A number rounded to what the measurement can tell apart."""
    return {"value": round(value, 3), "unit": unit, "note": note}


def percentile(values: list[float], share: float) -> float:
    """The value that `share` (0 to 1) of the values do not exceed."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(share * len(ranked)))]
