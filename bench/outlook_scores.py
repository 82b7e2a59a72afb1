"""What an outlook would have been worth: each answer guessed, one step ahead, from what came before it.

All ways of guessing are scored on the same answers: each person's from the sixth on, as a page shows nothing
before five. `Common` learns from guesses of an earlier t, never from the same t or a later one.
"""

import math
from bisect import insort
from collections.abc import Iterator
from dataclasses import dataclass, field

from alongside.rules.outlook import ENOUGH
from alongside.rules.smoothing import Common, Guess, Smoothing
from bench.outlook_series import Series

MANY = 30  # scored answers of a person from which on their own coverage is judged
PACES = (0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
TENTH = 0.1


@dataclass(slots=True)
class Tally:
    """What was lost and held, summed over scored answers."""

    scored: int = 0
    lost: dict[str, float] = field(default_factory=dict)
    losses: dict[str, list[float]] = field(default_factory=dict)
    widths: float = 0.0
    empirical_widths: float = 0.0
    empirical_held: int = 0
    held: dict[str, list[bool]] = field(default_factory=dict)

    def add(self, way: str, loss: float) -> None:
        self.lost[way] = self.lost.get(way, 0.0) + loss
        self.losses.setdefault(way, []).append(loss)

    def mae(self, way: str) -> float:
        return self.lost[way] / self.scored

    def best(self) -> str:
        """The simple guess that lost least, smoothing told its pace in hindsight."""
        return min((way for way in self.lost if way != "outlook"), key=lambda way: self.lost[way])

    def chance(self) -> float:
        """The standard error of the outlook's loss as a share of the best simple guess's."""
        pairs = zip(self.losses["outlook"], self.losses[self.best()], strict=True)
        apart = [ours - best for ours, best in pairs]
        mean, best = sum(apart) / self.scored, self.mae(self.best())
        spread = sum((each - mean) ** 2 for each in apart) / max(self.scored - 1, 1)
        return math.sqrt(spread / self.scored) / best if best else 0.0


class Simple:
    """The guesses that an outlook is held against, for one person: all their answers so far."""

    def __init__(self) -> None:
        self.ranked: list[float] = []
        self.sum = self.last = 0.0
        self.levels: list[float] = []

    def take(self, value: float) -> None:
        levels = self.levels or [value] * len(PACES)
        self.levels = [level + pace * (value - level) for level, pace in zip(levels, PACES, strict=True)]
        self.last = value
        self.sum += value
        insort(self.ranked, value)

    def mean(self) -> float:
        return self.sum / len(self.ranked)

    def empirical(self) -> tuple[float, float]:
        """From the tenth to the ninetieth of a hundred of their answers."""
        count = len(self.ranked)
        return self.ranked[math.ceil(TENTH * count) - 1], self.ranked[math.ceil((1 - TENTH) * count) - 1]


def in_time(series: Series) -> Iterator[list[tuple[str, int, float]]]:
    """For each t, who answered then: person, how many answers they had given before, value."""
    moments: dict[int, list[tuple[str, int, float]]] = {}
    for person in sorted(series.people):
        for place, point in enumerate(series.people[person]):
            moments.setdefault(point.t, []).append((person, place, point.value))
    for t in sorted(moments):
        yield moments[t]


def replay(series: Series, pooled: bool) -> Tally:
    """Guesses each answer before it is seen. `pooled`: with what guesses of an earlier t have in common."""
    common = Common()
    people = {
        person: (Smoothing(series.scale, common) if pooled else Smoothing(series.scale), Simple())
        for person in series.people
    }
    tally, smoothed = Tally(), [0.0] * len(PACES)
    for answers in in_time(series):
        pace = smoothed.index(min(smoothed))
        learned: list[tuple[Guess, float]] = []
        for person, place, value in answers:
            smoothing, simple = people[person]
            guess = smoothing.take(value)
            if guess:
                learned.append((guess, value))
                if place >= ENOUGH:
                    score(tally, person, guess, simple, value, pace)
            simple.take(value)
        if pooled:
            for guess, value in learned:
                common.take(guess, value)
        smoothed = [tally.lost.get(f"pace {each}", 0.0) for each in PACES]
    return tally


def score(tally: Tally, person: str, guess: Guess, simple: Simple, value: float, pace: int) -> None:
    """Adds one answer that was guessed."""
    tally.scored += 1
    tally.add("outlook", abs(value - guess.middle))
    tally.add("persistence", abs(value - simple.last))
    tally.add("mean", abs(value - simple.mean()))
    tally.add("smoothing", abs(value - simple.levels[pace]))
    for each, level in zip(PACES, simple.levels, strict=True):
        tally.add(f"pace {each}", abs(value - level))
    tally.held.setdefault(person, []).append(guess.holds(value))
    tally.widths += guess.high - guess.low
    low, high = simple.empirical()
    tally.empirical_widths += high - low
    tally.empirical_held += low <= value <= high


@dataclass(frozen=True, slots=True)
class Score:
    """The figures of one series. Shares are 0 to 1, widths and losses in the answers' own unit."""

    name: str
    whole: bool
    people: int
    people_with_many: int
    scored: int
    mae: float
    persistence: float
    mean: float
    smoothing: float
    smoothing_hindsight: float
    chance: float
    coverage: float
    worst_tenth: float
    coverage_of_all: float
    width: float
    empirical_width: float
    empirical_coverage: float

    @property
    def against_best(self) -> float:
        """The outlook's loss as a share of the best simple guess's, smoothing told its pace in hindsight."""
        best = min(self.persistence, self.mean, self.smoothing, self.smoothing_hindsight)
        return self.mae / best if best else 1.0 + self.mae

    def misses(self) -> list[str]:
        """Which marks it misses."""
        missed = []
        if self.against_best > 1.01:
            missed.append("error")
        if self.coverage < 0.77 or (self.coverage > 0.83 and not self.whole):
            missed.append("coverage")
        if self.people_with_many and self.worst_tenth < 0.6:
            missed.append("worst tenth")
        return missed


def scored(series: Series, pooled: bool = True) -> Score:
    """One series, replayed and summed up."""
    tally = replay(series, pooled)
    if not tally.scored:
        raise SystemExit(f"Nobody in {series.name} answered more than {ENOUGH} times.")
    every = sum(map(sum, tally.held.values())) / tally.scored
    many = [held for held in tally.held.values() if len(held) >= MANY]
    judged = many or list(tally.held.values())
    shares = sorted(sum(held) / len(held) for held in judged)
    worst = shares[: math.ceil(TENTH * len(shares))]
    return Score(
        name=series.name,
        whole=series.whole,
        people=len(tally.held),
        people_with_many=len(many),
        scored=tally.scored,
        mae=tally.mae("outlook"),
        persistence=tally.mae("persistence"),
        mean=tally.mae("mean"),
        smoothing=tally.mae("smoothing"),
        smoothing_hindsight=min(tally.mae(f"pace {pace}") for pace in PACES),
        chance=tally.chance(),
        coverage=sum(map(sum, judged)) / sum(map(len, judged)),
        worst_tenth=sum(worst) / len(worst),
        coverage_of_all=every,
        width=tally.widths / tally.scored,
        empirical_width=tally.empirical_widths / tally.scored,
        empirical_coverage=tally.empirical_held / tally.scored,
    )
