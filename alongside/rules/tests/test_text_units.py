"""What a text costs on its way, judged beside a library that counts for a living."""

import smsutil
from hypothesis import example, given
from hypothesis import strategies as st

from alongside.rules.text_units import (
    ESCAPED,
    LETTERS,
    PLAIN,
    Counted,
    cut,
    folded,
    forces,
    plain,
    segments,
    units,
)

short = st.text(alphabet=LETTERS + ESCAPED, min_size=1, max_size=700)
wide = st.text(alphabet=st.characters(codec="utf-16"), min_size=1, max_size=400)
near = st.builds(lambda most, few: most + few, st.text("a", min_size=60, max_size=165), wide | short)
any_text = (short | wide | near).filter(lambda text: "\x1b" not in text)  # an escape is no letter


@given(any_text)
@example("€" * 76 + "a" + "€" * 76)
@example("😀" * 36)
@example("a" * 161)
def test_a_text_is_counted_as_smsutil_counts_it(text: str) -> None:
    judged = smsutil.split(text)
    gsm = judged.encoding == "gsm0338"
    length = judged.total_bytes if gsm else judged.total_bytes // 2
    assert segments(text) == Counted("gsm7" if gsm else "ucs2", length, len(judged.parts))


def test_signs_of_the_second_table_take_two_units() -> None:
    assert (units("a€"), units("[]{}"), units("é")) == (3, 8, 1)


def test_a_segment_holds_160_or_70_and_a_part_of_more_153_or_67() -> None:
    counts = [segments(text).segments for text in ("a" * 160, "a" * 161, "a" * 306, "a" * 307)]
    wide_counts = [segments(text).segments for text in ("ሰ" * 70, "ሰ" * 71, "ሰ" * 134, "ሰ" * 135)]
    assert (counts, wide_counts) == ([1, 2, 2, 3], [1, 2, 2, 3])


def test_an_escape_is_never_parted_from_its_letter() -> None:
    assert segments("a" * 152 + "€" + "a" * 152).segments == 3
    assert segments("a" * 306).segments == 2


def test_nothing_is_no_segment() -> None:
    assert segments("") == Counted("gsm7", 0, 0)
    assert cut("", 1) == []


def test_the_sign_that_makes_a_text_dear_is_named() -> None:
    assert [forces("Habari yako"), forces("It’s fine…"), forces("ɗan ƙasa"), forces("€20")] == [
        "",
        "’",
        "ɗ",
        "",
    ]


def test_curly_signs_are_made_plain_where_the_text_becomes_cheaper() -> None:
    assert plain("I’m “here” – always…") == 'I\'m "here" - always...'
    assert plain("ten\u00a0past\u2009two") == "ten past two"
    assert plain("not now—later") == "not now - later"
    assert plain("cafe\u0301") == "café"


def test_what_a_person_wrote_stays_where_plain_signs_would_save_nothing() -> None:
    assert plain("I’m here 🌱") == "I’m here 🌱"
    assert plain("እሺ… “አዎ”") == "እሺ… “አዎ”"
    assert plain("…" * 70) == "…" * 70


@given(any_text)
def test_plain_never_costs_more_and_says_the_same_again(text: str) -> None:
    once = plain(text)
    assert segments(once).segments <= segments(text).segments
    assert plain(once) == once


@given(short)
def test_plain_touches_nothing_that_every_phone_has(text: str) -> None:
    assert plain(text) == text


def test_every_plain_sign_is_in_the_short_alphabet() -> None:
    assert [sign for sign in PLAIN if not forces(sign)] == []
    assert [sign for sign, instead in PLAIN.items() if forces(instead)] == []


def test_hausa_is_written_without_hooks_by_who_agreed() -> None:
    hausa = "Ina so in yi magana da kai. Ɗan’uwa, ƙarfe nawa ne? Ƴata ta ɓata."
    assert folded(hausa, "ha") == "Ina so in yi magana da kai. Dan'uwa, karfe nawa ne? Yata ta bata."
    assert plain(hausa) == hausa


def test_inupiaq_and_french_lose_only_marks_that_not_every_phone_has() -> None:
    assert folded("aġnaq suli ił̣isimaruq siñiktuŋa", "ik") == "agnaq suli ilisimaruq siñiktuna"
    assert folded("Ça va être dur, déjà", "fr") == "Ça va etre dur, déjà"


def test_where_marks_are_the_word_nothing_is_folded() -> None:
    assert folded("Ọkọ mi kò sí ńlé", "yo") == "Ọkọ mi kò sí ńlé"
    assert folded("ሰላም", "am") == "ሰላም"


def test_folding_that_saves_nothing_is_not_done() -> None:
    assert folded("ɗa 🌱", "ha") == "ɗa 🌱"


@given(any_text, st.integers(1, 8))
def test_parts_are_the_text_again_and_none_is_too_long(text: str, longest: int) -> None:
    parts = cut(text, longest)
    assert "".join(parts) == text
    assert max(segments(part).segments for part in parts) <= longest
    assert all(parts)


def test_a_text_is_cut_between_words() -> None:
    assert cut("one two " * 30, 1) == ["one two " * 20, "one two " * 10]


def test_what_is_seen_as_one_sign_stays_whole() -> None:
    family = "👩\u200d👩\u200d👧"
    assert cut("ሰ" * 66 + family, 1) == ["ሰ" * 66, family]
    assert cut("ሰ" * 69 + "e\u0323", 1) == ["ሰ" * 69, "e\u0323"]
    assert cut("x" * 160 + "ʼ", 1) == ["x" * 160, "ʼ"]
