"""A card's code can be said aloud, and typed in any fashion."""

import re

import pytest

from alongside.rules import card_code, recovery


@pytest.mark.parametrize("language", recovery.LANGUAGES)
def test_there_are_a_hundred_million_ways_at_least(language: str) -> None:
    assert len(card_code.words(language)) ** 2 * 100 >= 100_000_000
    assert max(map(len, card_code.words(language))) == card_code.LONGEST_WORD


@pytest.mark.parametrize("language", recovery.LANGUAGES)
def test_a_code_is_two_words_and_two_digits(language: str) -> None:
    assert re.fullmatch(r"[a-z]{3,6} [a-z]{3,6} [0-9]{2}", card_code.code(language))
    first = card_code.words(language)[0]
    assert card_code.code(language, chance=lambda n: 0) == f"{first} {first} 00"


@pytest.mark.parametrize(
    "typed",
    [
        "river apple 42",
        "RIVER, Apple-42",
        "42 river apple",
        " river\napple 4 2 ",
        "river apple \u0664\u0662",
    ],
)
def test_however_it_is_typed_it_reads_the_same(typed: str) -> None:
    assert card_code.read(typed) == "river apple 42"


@pytest.mark.parametrize("typed", ["", "river 42", "river apple", "river apple pear 42", "river apple 421"])
def test_what_is_no_code_reads_as_none(typed: str) -> None:
    assert card_code.read(typed) == ""


def test_the_order_of_the_words_counts() -> None:
    assert card_code.read("apple river 42") != card_code.read("river apple 42")
