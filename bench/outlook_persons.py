"""Simulated persons, so that an outlook is also tried on kinds of days that no public diary here shows.

Each kind is a few lines that make one person's days; all numbers come from one seed.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from alongside.rules.smoothing import Scale
from bench.outlook_series import Point, Series

Days = Callable[[Random, int], list[float]]


@dataclass(frozen=True, slots=True)
class Kind:
    """`persons` people with `days` days each; `gaps` is the share of days without an answer."""

    name: str
    persons: int
    days: int
    scale: Scale
    make: Days
    gaps: float = 0.0


def around(level: float, spread: float, swing: float, stays: tuple[float, float], noise: float = 0.0) -> Days:
    """Around a level of their own. `stays`: how much of a day's mood is still there on the next."""

    def make(chance: Random, days: int) -> list[float]:
        own, stay = chance.gauss(level, spread), chance.uniform(*stays)
        size = swing * chance.uniform(0.5, 1.5)
        mood, made = chance.gauss(0, size), []
        for _ in range(days):
            mood = stay * mood + chance.gauss(0, size * math.sqrt(1 - stay * stay))
            made.append(own + mood + chance.gauss(0, noise))
        return made

    return make


def drifting(begin: tuple[float, float], step: float, noise: float) -> Days:
    """Without any level to come back to."""

    def make(chance: Random, days: int) -> list[float]:
        mood, made = chance.uniform(*begin), []
        for _ in range(days):
            mood += chance.gauss(0, step)
            made.append(mood + chance.gauss(0, noise))
        return made

    return make


def turning(levels: tuple[float, ...], turns: float, noise: float) -> Days:
    """On one level for a while, then on another."""

    def make(chance: Random, days: int) -> list[float]:
        level, made = chance.choice(levels), []
        for _ in range(days):
            level = chance.choice(levels) if chance.random() < turns else level
            made.append(level + chance.gauss(0, noise))
        return made

    return make


def leading(low: float, high: float, noise: float) -> Days:
    """Slowly from one level to another."""

    def make(chance: Random, days: int) -> list[float]:
        begin, end = chance.uniform(low, high), chance.uniform(low, high)
        return [begin + (end - begin) * day / days + chance.gauss(0, noise) for day in range(days)]

    return make


def weekly(level: float, better: float, noise: float, length: int = 7, good: int = 2) -> Days:
    """Better on the same two days each week (or at the same prompts each day)."""

    def make(chance: Random, days: int) -> list[float]:
        own, rise, first = chance.gauss(level, 1), chance.uniform(0, better), chance.randrange(length)
        return [
            own + (rise if (day + first) % length < good else 0) + chance.gauss(0, noise)
            for day in range(days)
        ]

    return make


def mostly_lowest(lowest: float, often: tuple[float, float], size: float) -> Days:
    """The lowest answer on most days, as people answer who are asked about what rarely is."""

    def make(chance: Random, days: int) -> list[float]:
        share = chance.betavariate(*often)
        return [
            lowest if chance.random() < share else lowest + abs(chance.gauss(0, size)) for _ in range(days)
        ]

    return make


def wild(level: float, spread: float, size: float) -> Days:
    """Now and then a day far off."""

    def make(chance: Random, days: int) -> list[float]:
        own = chance.gauss(level, spread)
        return [
            own + size * chance.gauss(0, 1) / math.sqrt(max(0.05, chance.gammavariate(1, 1)))
            for _ in range(days)
        ]

    return make


def calm_then_wild(chance: Random, days: int) -> list[float]:
    """Twenty calm days, twenty wild ones, and so on."""
    own = chance.gauss(50, 12)
    return [own + chance.gauss(0, 18 if day // 20 % 2 else 4) for day in range(days)]


def always_the_same(chance: Random, days: int) -> list[float]:
    """One answer, nearly always."""
    own = chance.randint(1, 5)
    return [own if chance.random() > 0.04 else chance.randint(1, 5) for _ in range(days)]


def all_kinds_of_people(chance: Random, days: int) -> list[float]:
    """Some swing, some drift, some turn."""
    kinds = (
        around(5, 1.5, 1.4, (0, 0)),
        around(5, 1.5, 1.4, (0.5, 0.8)),
        drifting((3, 7), 0.7, 0),
        turning((2, 5, 8), 0.05, 0.8),
    )
    return chance.choice(kinds)(chance, days)


WORDS, SEVEN, TEN = Scale(1, 5), Scale(1, 7), Scale(0, 10)
SLIDER, MEAN_OF_ITEMS, BELOW_ZERO = Scale(0, 100, 0), Scale(1, 5, 0), Scale(-50, 50)

KINDS = (
    Kind("swinging, slider", 60, 60, SLIDER, around(50, 15, 15, (0, 0))),
    Kind("swinging, 0-10", 60, 60, TEN, around(5, 1.5, 1.6, (0, 0))),
    Kind("swinging, words, 14 days", 150, 14, WORDS, around(3, 0.7, 0.9, (0, 0))),
    Kind("swinging, slider, 14 days", 150, 14, SLIDER, around(50, 15, 15, (0, 0))),
    Kind("lingering a little, 0-10", 60, 60, TEN, around(5, 1.5, 1.6, (0.1, 0.5))),
    Kind("lingering, slider", 60, 60, SLIDER, around(50, 15, 17, (0.6, 0.9))),
    Kind("lingering, 1-7", 60, 60, SEVEN, around(4, 1, 1.3, (0.6, 0.9))),
    Kind("lingering, with noise, 0-10", 60, 90, TEN, around(5, 1.5, 1.4, (0.8, 0.97), 1.0)),
    Kind("drifting, slider", 60, 60, SLIDER, drifting((30, 70), 4, 0)),
    Kind("drifting, 0-10", 60, 60, TEN, drifting((3, 7), 0.6, 0)),
    Kind("drifting, slider, 14 days", 150, 14, SLIDER, drifting((30, 70), 5, 0)),
    Kind("drifting, with noise, words", 60, 60, WORDS, drifting((2, 4), 0.2, 0.5)),
    Kind("turning, 0-10", 60, 80, TEN, turning((2, 4, 6, 8), 0.05, 1)),
    Kind("turning, slider", 60, 80, SLIDER, turning((20, 40, 60, 80), 0.04, 8)),
    Kind("leading somewhere, 0-10", 60, 60, TEN, leading(1, 9, 1.2)),
    Kind("weekly, 0-10", 60, 70, TEN, weekly(5, 3, 1.2)),
    Kind("five prompts a day, 0-10", 40, 100, TEN, weekly(5, 3, 1.2, 5)),
    Kind("mostly lowest, words", 80, 60, WORDS, mostly_lowest(1, (5, 2), 1.2)),
    Kind("mostly lowest, mean of items", 80, 40, MEAN_OF_ITEMS, mostly_lowest(1, (3, 3), 1)),
    Kind("wild, slider", 60, 60, SLIDER, wild(50, 12, 6)),
    Kind("calm, then wild, slider", 60, 80, SLIDER, calm_then_wild),
    Kind("half of the days missing, 0-10", 60, 80, TEN, around(5, 1.5, 1.6, (0.3, 0.8)), 0.45),
    Kind("three people, 0-10", 3, 400, TEN, around(5, 1.5, 1.6, (0.3, 0.7))),
    Kind("one person, 1-7", 1, 1000, SEVEN, around(4, 1, 1.2, (0.9, 0.97), 0.6)),
    Kind("always the same, words", 60, 40, WORDS, always_the_same),
    Kind("below zero too", 60, 60, BELOW_ZERO, around(0, 15, 14, (0.2, 0.6))),
    Kind("all kinds of people, 0-10", 80, 60, TEN, all_kinds_of_people),
    Kind("400 people, 9 days, 1-7", 400, 9, SEVEN, around(4.5, 1, 1, (0.2, 0.6))),
)


def simulated(kinds: Sequence[Kind] = KINDS, seed: int = 20261122) -> list[Series]:
    """A series of each kind; each kind with a chance of its own, so that a new one changes no other."""
    return [of_kind(kind, Random(f"{seed} {kind.name}")) for kind in kinds]


def of_kind(kind: Kind, chance: Random) -> Series:
    scale, people = kind.scale, {}
    for person in range(kind.persons):
        days = [min(max(day, scale.low), scale.high) for day in kind.make(chance, kind.days)]
        people[str(person)] = [
            Point(t, scale.nearest(day) if scale.step else day)
            for t, day in enumerate(days)
            if chance.random() >= kind.gaps
        ]
    return Series(kind.name, scale, people)
