"""Five words that let a member in again."""

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.rules import recovery

FRIGHTENING = """
alcohol attack blade bleed blood bomb bullet cliff cut dead death despair die disorder drug fear gun hang
abuse harm hospital hurt ill kill knife pain pill pistol poison police rape razor rope sad scissors suicide
victim weapon wound
chuki damu giza hatari hofu huzuni jela kaburi kamba kifo kisu kuchinja kufa maiti malaya maumivu mkasi mkuki
mshale mwizi nguruwe nyoka panga polisi pombe shetani shoka silaha sumu uchawi ugonjwa ukimwi vita wembe
"""


@pytest.mark.parametrize("language", recovery.LANGUAGES)
def test_a_list_has_enough_words_and_none_twice(language: str) -> None:
    words = recovery.words(language)
    assert len(words) >= recovery.AT_LEAST
    assert len(set(words)) == len(words)


@pytest.mark.parametrize("language", recovery.LANGUAGES)
def test_words_are_short_and_plain(language: str) -> None:
    odd = [word for word in recovery.words(language) if not re.fullmatch("[a-z]{3,12}", word)]
    assert odd == []
    short = [word for word in recovery.words(language) if len(word) <= 8]
    assert len(short) / len(recovery.words(language)) > 0.9


@pytest.mark.parametrize("language", recovery.LANGUAGES)
def test_no_word_frightens(language: str) -> None:
    assert set(FRIGHTENING.split()) & set(recovery.words(language)) == set()


@pytest.mark.parametrize("language", recovery.LANGUAGES)
def test_words_as_given_are_read_back_as_they_are(language: str) -> None:
    for word in recovery.words(language):
        assert recovery.read(word) == (word,)


def test_a_language_without_a_list_gets_the_english_one() -> None:
    assert recovery.words("xx") == recovery.words("en")


def test_five_words_come_from_the_whole_list() -> None:
    listed = recovery.words("en")
    assert recovery.five_words("en", lambda _: 0) == (listed[0],) * 5
    assert recovery.five_words("en", lambda n: n - 1) == (listed[-1],) * 5
    chance = random.Random(1).randrange
    drawn = {word for _ in range(4000) for word in recovery.five_words("en", chance)}
    assert len(drawn) > len(listed) * 0.99


def test_without_being_told_how_chance_is_the_systems() -> None:
    assert len({recovery.five_words() for _ in range(50)}) == 50


@pytest.mark.parametrize(
    "typed",
    [
        "acorn river lamp stone bread",
        "  Acorn  RIVER lamp\nstone\tbread ",
        "acorn, river, lamp, stone, bread.",
        "acorn-river–lamp—stone_bread",
        "1. acorn 2. river 3. lamp 4. stone 5. bread",
        "“acorn” ‘river’ lamp’ stone; bread!",
        "Ácorn rivér lâmp stöne bread",
        "ａｃｏｒｎ river lamp stone bread",
    ],
)
def test_how_it_was_typed_does_not_matter(typed: str) -> None:
    assert recovery.read(typed) == ("acorn", "river", "lamp", "stone", "bread")
    assert recovery.are_five(typed)
    assert recovery.phrase(recovery.read(typed)) == "acorn river lamp stone bread"


def test_the_order_matters() -> None:
    assert recovery.phrase(recovery.read("river acorn")) != recovery.phrase(recovery.read("acorn river"))


@pytest.mark.parametrize("typed", ["", "   ", "acorn river lamp stone", "a b c d e f", "1 2 3 4 5", "\x00"])
def test_what_is_not_five_words_is_known(typed: str) -> None:
    assert not recovery.are_five(typed)


@given(st.text())
def test_whatever_is_typed_is_read_without_trouble_and_twice_the_same(typed: str) -> None:
    once = recovery.read(typed)
    assert recovery.read(recovery.phrase(once)) == once
