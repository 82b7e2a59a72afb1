"""The lists people choose from: stable bits, plain words, found by what people type."""

from collections.abc import Sequence
from typing import Any

import pytest

from alongside.rules import lived, loves, pick, tongues

LISTS: tuple[tuple[Any, Sequence[Any]], ...] = (
    (lived, lived.LIVED),
    (loves, loves.LOVES),
    (tongues, tongues.TONGUES),
)
MEDICAL = {"disorder", "schizophrenia", "bipolar", "depression", "ptsd", "addict", "suicide", "symptom"}


def same(words: str) -> str:
    return words


@pytest.mark.parametrize(("room", "choices"), LISTS)
def test_each_bit_is_the_place_in_the_list_and_fits_the_column(room: Any, choices: Sequence[Any]) -> None:
    assert [choice.bit for choice in choices] == list(range(len(choices)))
    assert len(choices) < pick.BITS


@pytest.mark.parametrize(("room", "choices"), LISTS)
def test_codes_are_distinct_and_fit_where_they_are_counted(room: Any, choices: Sequence[Any]) -> None:
    codes = [choice.code for choice in choices]
    assert len(set(codes)) == len(codes)
    assert [code for code in codes if not code.isascii() or not code.isalpha() or len(code) > 12] == []


@pytest.mark.parametrize(("room", "choices"), LISTS)
def test_a_mask_and_its_codes_say_the_same(room: Any, choices: Sequence[Any]) -> None:
    codes = tuple(choice.code for choice in choices)
    assert room.mask_of(codes) == (1 << len(choices)) - 1
    assert room.codes_of(room.mask_of(codes)) == codes
    for choice in choices:
        assert room.mask_of([choice.code]) == 1 << choice.bit
        assert room.codes_of(1 << choice.bit) == (choice.code,)
        assert room.by_code(choice.code) is choice


@pytest.mark.parametrize(("room", "choices"), LISTS)
def test_a_code_nobody_knows_is_left_out(room: Any, choices: Sequence[Any]) -> None:
    assert room.mask_of(["", "\x00", "nonsense", choices[1].code, choices[1].code]) == 2
    assert room.by_code("nonsense") is None
    assert room.codes_of(1 << 62) == ()


def test_bits_kept_in_rows_never_move() -> None:
    """If this fails, a code was renumbered: people's rows would say something else than they chose."""
    assert [one.code for one in lived.LIVED][:6] == ["low", "fear", "worry", "highs", "voices", "thoughts"]
    assert lived.mask_of(["hospital", "alone", "disaster"]) == 1 << 8 | 1 << 35 | 1 << 45
    assert loves.mask_of(["writing", "fishing", "customs"]) == 1 << 0 | 1 << 9 | 1 << 37
    assert tongues.mask_of(["en", "sw", "esu", "bfi"]) == 1 | 2 | 1 << 49 | 1 << 61


@pytest.mark.parametrize(("room", "choices"), LISTS[:2])
def test_groups_hold_every_choice_and_the_common_ones_exist(room: Any, choices: Sequence[Any]) -> None:
    assert {choice.group for choice in choices} == {code for code, _ in room.GROUPS}
    assert [code for code in room.COMMON if room.by_code(code) is None] == []
    assert len(set(room.COMMON)) == 10


@pytest.mark.parametrize(("room", "choices"), LISTS[:2])
def test_reasons_are_sentences_to_two_people(room: Any, choices: Sequence[Any]) -> None:
    assert [one.both for one in choices if not one.both.endswith(".") or " both" not in one.both] == []
    assert len({one.both for one in choices}) == len(choices)
    assert [one.words for one in choices if len(one.words) > 48] == []


def test_what_is_shown_names_no_diagnosis() -> None:
    shown = [f"{one.words} {one.both}" for one in lived.LIVED]
    assert [words for words in shown if MEDICAL & set(pick.plain(words).split())] == []


def test_an_experience_is_found_by_its_words_and_by_other_words() -> None:
    assert [one.code for one in lived.find("hospital", same)] == ["hospital", "forced", "homeagain"]
    assert [one.code for one in lived.find("depress", same)] == ["low"]
    assert [one.code for one in lived.find("  SUICID ", same)] == ["dying", "suicide"]
    assert [one.code for one in loves.find("poem", same)] == ["writing"]
    assert lived.find("", same) == lived.find(" ,.", same) == lived.find("zzzz", same) == ()


def test_every_word_typed_must_be_there() -> None:
    assert [one.code for one in lived.find("lost child", same)] == ["child", "pregnancy"]
    assert lived.find("lost guitar", same) == ()


def test_the_readers_language_and_english_both_find_it() -> None:
    swahili = {"fishing": "uvuvi", "been in hospital": "nimelazwa hospitalini"}

    def translate(words: str) -> str:
        return swahili.get(words, words)

    assert [one.code for one in loves.find("uvuvi", translate)] == ["fishing"]
    assert [one.code for one in loves.find("fishing", translate)] == ["fishing"]
    assert [one.code for one in lived.find("nimelazwa", translate)] == ["hospital"]


def test_a_language_is_found_by_its_own_name_without_accents() -> None:
    assert [one.code for one in tongues.find("espanol", same)] == ["es"]
    assert [one.code for one in tongues.find("yup'ik", same)] == ["esu"]
    assert [one.code for one in tongues.find("inupiat", same)] == ["ik"]
    assert [one.code for one in tongues.find("yupik", same)] == ["esu"]
    assert [one.code for one in tongues.find("العرب", same)] == ["ar"]
    assert [one.code for one in tongues.find("हिन्दी", same)] == ["hi"]
    assert tongues.name("zu") == "isiZulu"
    assert tongues.name("xx") == "xx"
