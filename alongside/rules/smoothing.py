"""What one person's next answer may be, from their own answers so far: a middle, and a range for 4 in 5.

Several plain ways of guessing stand beside each other: as on average, as lately, as last time, in between.
They count by how well each did: in public diaries (`_KNOWN`), for others so far (`Common`, if there is one),
and soon most of all for this person. Whoever swings is not told of a trend, whoever drifts not of an average.
The range is made of this person's last surprises. It grows with each miss and shrinks with each hit, so that
it comes to hold for everyone about as often as it says.

`Smoothing` is fed one answer after the other, and asked before each: it never sees what it guesses.
"""

from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil, exp, floor
from operator import mul

RANGE_HOLDS = 0.8

# How much worse than the best each way was in public diaries, as a share: 209 people, 18 questions. In the
# order of `_ways`. It counts as 30 guesses, and less and less as guesses for this person and others come in.
_KNOWN = (0.04, 0.03, 0.14, 0.06, 0.02, 0.04, 0.01, 0.015, 0.045, 0.005)
_ON_STEPS = 3  # as many of them, at the beginning, guess what was answered once
_KNOWN_COUNTS = 30.0
_KNOWN_FADES = 100.0  # guesses of others, or a tenth as many of their own, that halve it
_OTHERS_COUNT = 350.0  # guesses: what the experience of others counts for at most
_OTHERS_BEGIN = 1000.0  # guesses of others until it counts for half of that
_OTHERS_FADE = 30.0  # guesses of their own until it counts for half again
_OWN_COUNTS = 0.5  # what one guess of their own counts for; twice that where there are no others
_LEAST = 1e-3  # of the scale: the smallest usual surprise that is told apart from none
_FINER = 1e-6  # nobody answers as finely as this, and sums are off by less

_LATELY = 9  # answers that are "lately"
_PACES = (0.3, 0.4, 0.6)  # how far a level moves towards each answer: slow, medium, quick

_LAST_SURPRISES = 50
_FIRST_SURPRISES = (-2.8, -1.5, -0.8, -0.25, 0.25, 0.8, 1.5, 2.8)  # in usual surprises, until there are own
_USUAL = 0.15  # of the scale: the usual surprise, as long as nothing is known
_USUAL_COUNTS = 3.0  # guesses
_STEP, _REACH = 0.05, 0.15  # what a miss adds to the share that a range is to hold, and how much at most
_SHARED_STEP, _SHARED_REACH = 4.0, 0.2  # the same, for what ranges missed among many


@dataclass(frozen=True, slots=True)
class Scale:
    """What can be answered: from `low` to `high` in steps of `step`, or anything between if `step` is 0."""

    low: float
    high: float
    step: float = 1.0

    @property
    def length(self) -> float:
        return self.high - self.low

    def nearest(self, value: float) -> float:
        """The nearest answer in steps; of two, the higher."""
        return self.low + floor((value - self.low) / self.step + 0.5) * self.step

    def inside(self, low: float, high: float, middle: float) -> tuple[float, float]:
        """The lowest and highest answer from `low` to `high`; where there is none, the one at `middle`."""
        if not self.step:
            return low, high
        first = self.low + ceil((low - self.low) / self.step - 1e-9) * self.step
        last = self.low + floor((high - self.low) / self.step + 1e-9) * self.step
        return (first, last) if first <= last else (self.nearest(middle),) * 2


@dataclass(frozen=True, slots=True)
class Guess:
    """The next answer: `middle` or near it; from `low` to `high` in about four of five cases."""

    middle: float
    low: float
    high: float
    ways: tuple[float, ...] = field(default=(), repr=False)

    def holds(self, value: float) -> bool:
        return self.low - _FINER <= value <= self.high + _FINER


@dataclass(slots=True)
class Common:
    """What many people's guesses have in common: two dozen sums over all of them, and nobody's answers."""

    guesses: int = 0
    missed: int = 0
    surprise: float = 0.0
    lost: list[float] = field(default_factory=list)

    def take(self, guess: Guess, value: float) -> None:
        """Learns from one guess and what came."""
        self.guesses += 1
        self.missed += not guess.holds(value)
        self.surprise += abs(value - guess.middle)
        self.lost = _added(self.lost, guess.ways, value)

    def wider(self) -> float:
        """How much more than it says a range should be made to hold, after what ranges missed so far."""
        over = (self.missed - (1 - RANGE_HOLDS) * self.guesses) / (self.guesses + 50)
        return _at_most(_SHARED_STEP * over, _SHARED_REACH)


@dataclass(slots=True)
class Smoothing:
    """Follows one person's answers, oldest first."""

    scale: Scale
    common: Common = field(default_factory=Common)
    _count: int = 0
    _last: float = 0.0
    _sum: float = 0.0
    _levels: list[float] = field(default_factory=list)
    _ranked: list[float] = field(default_factory=list)
    _lately: list[float] = field(default_factory=list)
    _lost: list[float] = field(default_factory=list)
    _surprise: float = 0.0
    _surprises: list[float] = field(default_factory=list)
    _ranked_surprises: list[float] = field(default_factory=list)
    _wider: float = 0.0

    def guess(self) -> Guess | None:
        """What the next answer may be; None before any."""
        if not self._count:
            return None
        ways = self._ways()
        weights = self._weights(len(ways))
        middle = sum(map(mul, ways, weights)) / sum(weights)
        low, high = self.scale.inside(*self._range(middle), middle)
        return Guess(middle, low, high, ways)

    def take(self, value: float) -> Guess | None:
        """Learns from the next answer. Gives what it had guessed before."""
        guess = self.guess()
        if guess:
            self._learn(guess, value)
        self._count += 1
        self._last = value
        self._sum += value
        levels = self._levels or [value] * len(_PACES)
        self._levels = [level + pace * (value - level) for level, pace in zip(levels, _PACES, strict=True)]
        insort(self._ranked, value)
        self._lately.append(value)
        del self._lately[:-_LATELY]
        return guess

    def _learn(self, guess: Guess, value: float) -> None:
        surprise = value - guess.middle
        self._surprise += abs(surprise)
        self._lost = _added(self._lost, guess.ways, value)
        self._surprises.append(surprise)
        insort(self._ranked_surprises, surprise)
        if len(self._surprises) > _LAST_SURPRISES:
            gone = self._surprises.pop(0)
            del self._ranked_surprises[bisect_left(self._ranked_surprises, gone)]
        missed = not guess.holds(value)
        self._wider = _at_most(self._wider + _STEP * (missed - (1 - RANGE_HOLDS)), _REACH)

    def _ways(self) -> tuple[float, ...]:
        """The plain guesses; where only steps can be answered, those off them also as the nearest step."""
        mean, last = self._sum / self._count, self._last
        middle = _median(self._ranked)
        slow, medium, quick = self._levels
        ways = (
            middle,
            _median(sorted(self._lately)),
            last,
            mean,
            slow,
            quick,
            mean + 0.7 * (medium - mean),
            mean + 0.3 * (last - mean),
            mean + 0.7 * (last - mean),
            (middle + last) / 2,
        )
        return (*ways, *map(self.scale.nearest, ways[_ON_STEPS:])) if self.scale.step else ways

    def _weights(self, ways: int) -> list[float]:
        others, own = self.common.guesses, self._count - 1
        least = _LEAST * self.scale.length
        known = _KNOWN_COUNTS * _KNOWN_FADES / (_KNOWN_FADES + others + 10 * own)
        against = [known * worse for worse in (*_KNOWN, *_KNOWN[_ON_STEPS:])[:ways]]
        if others:
            best = min(self.common.lost)
            counts = _OTHERS_COUNT * others / (others + _OTHERS_BEGIN) * _OTHERS_FADE / (_OTHERS_FADE + own)
            each = counts / max(best, least * others)
            against = [a + each * (lost - best) for a, lost in zip(against, self.common.lost, strict=True)]
        if own:
            best = min(self._lost)
            alone = 1 + _OTHERS_BEGIN / (_OTHERS_BEGIN + others)
            each = _OWN_COUNTS * alone / max(self._surprise / own, least)
            against = [a + each * (lost - best) for a, lost in zip(against, self._lost, strict=True)]
        least_against = min(against)
        return [exp(least_against - a) for a in against]

    def _range(self, middle: float) -> tuple[float, float]:
        usual = self._usual()
        surprises = sorted([*self._ranked_surprises, *[usual * first for first in _FIRST_SURPRISES]])
        lowest, highest = self.scale.low, self.scale.high
        begin, end = bisect_left(surprises, lowest - middle), bisect_left(surprises, highest - middle)
        may_be = [lowest] * begin + [middle + each for each in surprises[begin:end]]
        may_be += [highest] * (len(surprises) - end)
        share = RANGE_HOLDS + self._wider + self.common.wider()
        return _shortest(may_be, min(max(ceil(share * len(may_be)), 1), len(may_be)))

    def _usual(self) -> float:
        """How far off a guess for this person usually is."""
        others = self.common.guesses
        usual = (_USUAL * self.scale.length * 20 + self.common.surprise) / (20 + others)
        return (self._surprise + _USUAL_COUNTS * usual) / (self._count - 1 + _USUAL_COUNTS)


def _added(lost: list[float], ways: tuple[float, ...], value: float) -> list[float]:
    if not lost:
        return [abs(value - way) for way in ways]
    return [so_far + abs(value - way) for so_far, way in zip(lost, ways, strict=True)]


def _at_most(value: float, reach: float) -> float:
    return min(max(value, -reach), reach)


def _median(ranked: Sequence[float]) -> float:
    half = len(ranked) // 2
    return ranked[half] if len(ranked) % 2 else (ranked[half - 1] + ranked[half]) / 2


def _shortest(ranked: Sequence[float], many: int) -> tuple[float, float]:
    """The shortest stretch that holds `many` of them; of equally short ones, the one nearest the middle."""
    spare = len(ranked) - many
    lengths = [
        (high - low, abs(2 * at - spare), low, high)
        for at, (low, high) in enumerate(zip(ranked, ranked[many - 1 :], strict=False))
    ]
    return min(lengths)[2:]
