"""An outlook is a range from someone's own answers, says how often it was right, and keeps still when low."""

import re
from random import Random

import pytest

from alongside.rules import outlook as rules
from alongside.rules.outlook import (
    ANY,
    BETWEEN,
    FIVE_WORDS,
    NUMBERS,
    ONE,
    SAME,
    Answer,
    LowDays,
    Outlook,
    followed_low_days,
    is_low,
    may_show,
    outlook,
)
from alongside.rules.smoothing import Scale


def words(line: str) -> list[Answer]:
    """A word a day from day 1, a dot for a day without an answer."""
    return [Answer(day, int(word)) for day, word in enumerate(line, start=1) if word != "."]


def numbers(*line: int) -> list[Answer]:
    return [Answer(day, number=number) for day, number in enumerate(line, start=1)]


def of(seen: Outlook | None) -> tuple[int, int, str, int, int] | None:
    return (seen.from_word, seen.to_word, seen.shape, seen.right, seen.of) if seen else None


@pytest.mark.parametrize("line", ["", "3", "3333", "3.3.3.3", "1234"])
def test_before_five_days_nothing_is_said(line: str) -> None:
    assert outlook(words(line), 99) is None


def test_two_answers_on_one_day_are_one_day_and_the_later_counts() -> None:
    twice = [*words("333"), Answer(2, 1), Answer(3, 5), Answer(3, 3)]
    assert [answer.as_word for answer in rules.by_day(twice)] == [3, 1, 3]
    assert outlook([*twice, Answer(4, 3)], 5) is None
    assert outlook([*twice, Answer(4, 3), Answer(5, 3)], 6) is not None


@pytest.mark.parametrize(
    ("line", "day", "says"),
    [
        ("33333", 6, (3, 3, SAME, 0, 0)),  # nothing was tried yet: the page says no record
        ("12345", 6, (3, 5, BETWEEN, 0, 0)),
        ("3333333333", 11, (3, 3, SAME, 5, 5)),
        ("3333333333", 12, (3, 3, ONE, 5, 5)),  # yesterday was not answered: nothing to be "like today"
        ("3333333332", 11, (3, 3, ONE, 4, 5)),
        ("1111111111", 11, (1, 1, SAME, 5, 5)),
        ("5555555555", 11, (5, 5, SAME, 5, 5)),
        ("1515151515", 11, (1, 5, ANY, 5, 5)),
        ("2323232323", 11, (2, 3, BETWEEN, 5, 5)),
        ("2.3.2.3.2.3.2.3", 16, (2, 3, BETWEEN, 3, 3)),
    ],
)
def test_what_is_said_of_days_in_words(line: str, day: int, says: tuple[int, int, str, int, int]) -> None:
    assert of(outlook(words(line), day)) == says


@pytest.mark.parametrize(
    ("line", "low", "high", "says"),
    [
        ((6, 6, 6, 6, 6, 6, 6, 6, 6, 6), 6, 6, (3, 3, SAME, 5, 5)),
        ((7, 8, 7, 8, 7, 8, 7, 8, 7, 8), 7, 8, (4, 4, SAME, 5, 5)),
        ((0, 10) * 6, 0, 10, (1, 5, ANY, 6, 7)),
    ],
)
def test_numbers_are_guessed_as_numbers_and_said_in_words(
    line: tuple[int, ...], low: int, high: int, says: tuple[int, int, str, int, int]
) -> None:
    seen = outlook(numbers(*line), len(line) + 1)
    assert seen is not None
    assert (seen.low, seen.high, seen.scale) == (low, high, NUMBERS)
    assert of(seen) == says


def test_words_and_numbers_mixed_are_read_as_words() -> None:
    mixed = [*words("44444"), *[Answer(day, number=8) for day in range(6, 12)]]
    seen = outlook(mixed, 12)
    assert seen is not None
    assert (seen.low, seen.high, seen.scale, of(seen)) == (4, 4, FIVE_WORDS, (4, 4, SAME, 6, 6))


@pytest.mark.parametrize(("number", "word"), list(enumerate((1, 1, 2, 2, 3, 3, 3, 4, 4, 5, 5))))
def test_each_number_has_its_word(number: int, word: int) -> None:
    assert Answer(1, number=number).as_word == word
    assert is_low(Answer(1, number=number)) == (word <= 2) == (number <= 3)


def test_the_order_of_the_rows_does_not_matter() -> None:
    line = words("123454321234")
    assert outlook(reversed(line), 13) == outlook(line, 13)


def test_what_comes_later_changes_nothing_that_was_said_before() -> None:
    line = words("3423432343")
    assert outlook([*line, Answer(11, 1), Answer(12, 5)], 11) == outlook(line, 11)


def test_how_often_it_was_right_is_what_was_really_said_before() -> None:
    chance = Random(4)
    line = [Answer(day, chance.choice((2, 3, 3, 4))) for day in range(1, 41)]
    held = 0
    for place in range(5, 40):
        seen = outlook(line[:place], line[place].day)
        assert seen is not None
        held += seen.low <= line[place].as_word <= seen.high
    last = outlook(line, 41)
    assert last is not None
    assert (last.right, last.of) == (held, 35)


@pytest.mark.parametrize("scale", [FIVE_WORDS, NUMBERS])
def test_whatever_was_answered_the_range_is_on_the_scale(scale: Scale) -> None:
    chance = Random(9)
    low, high = int(scale.low), int(scale.high)
    for _ in range(60):
        some = [chance.randint(low, high) for _ in range(chance.randint(5, 30))]
        told = numbers(*some) if scale == NUMBERS else [Answer(day, word) for day, word in enumerate(some)]
        seen = outlook(told, 99)
        assert seen is not None
        assert low <= seen.low <= seen.high <= high
        assert 1 <= seen.from_word <= seen.to_word <= 5
        assert 0 <= seen.right <= seen.of == len(some) - 5


@pytest.mark.parametrize(
    ("line", "today", "shown"),
    [
        ("", 1, False),
        ("4", 1, True),
        ("44443", 5, True),
        ("44442", 5, False),  # just given
        ("44441", 6, False),  # of yesterday, and nothing since
        ("44441", 7, True),
        ("11114", 5, True),
    ],
)
def test_it_is_never_beside_a_low_answer_just_given(line: str, today: int, shown: bool) -> None:
    assert may_show(words(line), today) is shown


def test_a_low_number_keeps_it_away_as_a_low_word_does() -> None:
    assert [may_show(numbers(8, 8, last), 3) for last in (3, 4)] == [False, True]


def test_a_low_answer_corrected_on_the_same_day_keeps_nothing_away() -> None:
    assert may_show([*words("444"), Answer(4, 1), Answer(4, 4)], 4) is True
    assert may_show([*words("444"), Answer(4, 4), Answer(4, 1)], 4) is False


@pytest.mark.parametrize(
    ("line", "today", "record"),
    [
        ("14" * 6, 14, LowDays(6, 6, 2)),
        ("14" * 5, 14, None),  # five low days are too few
        ("1.4" * 6, 20, LowDays(6, 6, 2)),  # on the second day is in time
        ("1..4" * 6, 26, None),  # on the third day is too late
        ("14" * 5 + "1..", 13, LowDays(6, 5, 2)),  # a day without an answer is not better
        ("14" * 5 + "1..", 12, None),  # its two days are not over
        ("12" * 6, 20, None),  # from the lowest word to the next is still low
        ("23" * 6, 20, LowDays(6, 6, 2)),  # "in between" is not low
        ("14" * 3 + "1..." * 3, 30, None),  # half is not most
        ("14" * 4 + "1..." * 3, 30, LowDays(7, 4, 2)),
        ("1" * 6 + "4", 9, None),  # of a long low time, only the last two days were followed by a better one
        ("4" * 20, 30, None),
        ("1..." * 10 + "14" * 10, 80, LowDays(10, 10, 2)),  # the last ten
        ("14" * 12, 80, LowDays(10, 10, 2)),
    ],
)
def test_what_followed_low_days(line: str, today: int, record: LowDays | None) -> None:
    assert followed_low_days(words(line), today) == record


def test_what_followed_low_days_reads_numbers_too() -> None:
    assert followed_low_days(numbers(*[3, 4] * 6), 20) == LowDays(6, 6, 2)
    assert followed_low_days(numbers(*[4, 5] * 6), 20) is None


def test_every_shape_has_words_and_the_words_ask_for_what_is_there() -> None:
    asked = {shape: set(re.findall(r"{(\w+)}", said)) for shape, said in rules.WORDS.items()}
    assert asked == {SAME: set(), ONE: {"low"}, BETWEEN: {"low", "high"}, ANY: set()}
    assert re.findall(r"{(\w+)}", rules.RIGHT_SO_FAR) == ["right", "of"]
    assert re.findall(r"{(\w+)}", rules.AFTER_LOW_DAYS) == ["low_days", "better"]
