"""The next answer is guessed from past ones alone; the middle follows the person, the range holds 4 in 5."""

from collections.abc import Sequence
from random import Random

import pytest

from alongside.rules.smoothing import Common, Guess, Scale, Smoothing

WORDS, SLIDER = Scale(1, 5), Scale(0, 100, 0)


def guesses(scale: Scale, line: Sequence[float], common: Common | None = None) -> list[Guess]:
    """What was guessed before each answer but the first."""
    smoothing = Smoothing(scale, common or Common())
    made = [smoothing.take(value) for value in line]
    return [guess for guess in made if guess]


def last(scale: Scale, line: Sequence[float]) -> Guess:
    smoothing = Smoothing(scale)
    for value in line:
        smoothing.take(value)
    guess = smoothing.guess()
    assert guess is not None
    return guess


def error(made: list[Guess], line: Sequence[float]) -> float:
    """How far off the last forty guesses were on average."""
    pairs = list(zip(made, line[1:], strict=True))[-40:]
    return sum(abs(value - guess.middle) for guess, value in pairs) / len(pairs)


def test_before_any_answer_there_is_no_guess() -> None:
    assert Smoothing(WORDS).guess() is None
    assert Smoothing(WORDS).take(3) is None


def test_what_is_guessed_before_an_answer_is_what_take_gives_back() -> None:
    smoothing = Smoothing(WORDS)
    for value in (3, 4, 2, 3, 5):
        before = smoothing.guess()
        assert smoothing.take(value) == before


def test_guesses_know_nothing_of_later_answers() -> None:
    chance = Random(1)
    line = [chance.randint(1, 5) for _ in range(40)]
    other = line[:20] + [6 - value for value in line[20:]]
    assert guesses(WORDS, line)[:20] == guesses(WORDS, other)[:20]
    assert guesses(WORDS, line)[20:] != guesses(WORDS, other)[20:]


@pytest.mark.parametrize(
    ("line", "middle"),
    [
        ([40.0] * 30, (39.999, 40.001)),
        ([20.0] * 30 + [80.0] * 30, (79, 81)),  # whoever changed is followed
        ([10.0, 90.0] * 30, (40, 60)),  # whoever swings is not
        ([50.0] * 25 + [100.0] + [50.0] * 5, (49, 51)),  # one day does not count for long
        ([float(day) for day in range(60)], (58, 60)),  # whoever goes on a way is on it
    ],
)
def test_the_middle_follows_the_person(line: list[float], middle: tuple[float, float]) -> None:
    assert middle[0] <= last(SLIDER, line).middle <= middle[1]


def test_of_answers_that_are_mostly_the_lowest_the_lowest_is_guessed() -> None:
    chance = Random(2)
    line = [1 if chance.random() < 0.8 else chance.randint(2, 5) for _ in range(80)]
    assert all(guess.middle < 1.25 for guess in guesses(WORDS, line)[-20:])


def test_around_a_level_the_guess_is_as_good_as_the_mean_and_on_a_drift_as_good_as_the_last() -> None:
    chance = Random(3)
    swinging = [chance.gauss(50, 15) for _ in range(150)]
    drifting = [50.0]
    while len(drifting) < 150:
        drifting.append(min(max(drifting[-1] + chance.gauss(0, 4), 0), 100))
    mean = [sum(swinging[:at]) / at for at in range(1, 150)]
    of_mean = sum(abs(a - b) for a, b in zip(mean[-40:], swinging[-40:], strict=True)) / 40
    of_last = sum(abs(a - b) for a, b in zip(drifting[-41:-1], drifting[-40:], strict=True)) / 40
    assert error(guesses(SLIDER, swinging), swinging) < 1.05 * of_mean
    assert error(guesses(SLIDER, drifting), drifting) < 1.1 * of_last


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("swing", [2.0, 10.0, 25.0])
def test_the_range_holds_about_four_of_five_for_each_person(seed: int, swing: float) -> None:
    chance = Random(seed)
    line = [min(max(chance.gauss(50, swing), 0), 100) for _ in range(205)]
    held = [guess.holds(value) for guess, value in zip(guesses(SLIDER, line), line[1:], strict=True)][4:]
    assert 0.75 <= sum(held) / len(held) <= 0.85


def test_the_range_is_as_wide_as_the_person_is_changeable() -> None:
    chance = Random(5)
    calm = last(SLIDER, [chance.gauss(50, 2) for _ in range(60)])
    wild = last(SLIDER, [chance.gauss(50, 20) for _ in range(60)])
    assert calm.high - calm.low < 10 < 30 < wild.high - wild.low


def test_the_range_grows_again_when_someone_becomes_changeable() -> None:
    chance = Random(6)
    line = [chance.gauss(50, 2) for _ in range(60)] + [chance.gauss(50, 20) for _ in range(60)]
    held = [guess.holds(value) for guess, value in zip(guesses(SLIDER, line), line[1:], strict=True)]
    assert sum(held[-40:]) >= 28


@pytest.mark.parametrize("step", [1.0, 0.5, 0.25, 0])
@pytest.mark.parametrize(("low", "high"), [(0, 10), (1, 5), (-50, 50), (0, 1)])
def test_a_range_has_its_ends_on_the_scale_and_its_steps(low: float, high: float, step: float) -> None:
    scale, chance = Scale(low, high, step), Random(7)
    line = [chance.uniform(low, high) for _ in range(40)]
    line = [scale.nearest(value) for value in line] if step else line
    for guess in guesses(scale, line):
        assert low <= guess.low <= guess.high <= high
        assert low <= guess.middle <= high
        if step:
            assert [(end - low) / step % 1 for end in (guess.low, guess.high)] == [0, 0]


def test_steps_that_no_sum_meets_exactly_are_held_all_the_same() -> None:
    tenths = Scale(0, 1, 0.1)
    assert [guess.holds(0.3) for guess in guesses(tenths, [0.3] * 60)[20:]] == [True] * 39


@pytest.mark.parametrize("value", [0.0, 100.0, 37.5])
def test_always_the_same_answer_ends_in_just_that_answer(value: float) -> None:
    guess = last(SLIDER, [value] * 200)
    assert (guess.middle, guess.low, guess.high) == pytest.approx((value, value, value), abs=0.001)
    assert guess.holds(value)


def test_what_others_have_in_common_helps_who_has_told_little() -> None:
    chance, common = Random(8), Common()
    drifts = []
    for _ in range(60):
        drift = [50.0]
        while len(drift) < 12:
            drift.append(drift[-1] + chance.gauss(0, 4))
        drifts.append(drift)
    for drift in drifts[:40]:
        for guess, value in zip(guesses(SLIDER, drift, common), drift[1:], strict=True):
            common.take(guess, value)
    alone = sum(error(guesses(SLIDER, drift), drift) for drift in drifts[40:])
    helped = sum(error(guesses(SLIDER, drift, common), drift) for drift in drifts[40:])
    assert helped < 0.9 * alone


def test_what_is_common_holds_sums_and_nobodys_answers() -> None:
    common = Common()
    made = guesses(WORDS, [3, 4, 2])
    common.take(made[0], 4)
    common.take(made[1], 2)
    again = Common()
    again.take(made[1], 2)
    again.take(made[0], 4)
    assert (common, common.guesses, len(common.lost)) == (again, 2, len(made[0].ways))
