"""The word lists behind the quiet help card: what they must not miss, and what they leave alone."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from alongside.rules.help_card import LANGUAGES, speaks_of_dying

AT_LEAST = 120  # in each language
HERE = Path(__file__).parent
# Said in so many words: never missed, and never shown.
PLAIN = ("i want to die", "I am going to kill myself", "im suicidal", "I want to end my life", "i cut myself")
QUIET = (
    "this homework is killing me",
    "I am not suicidal",
    "my cousin died",
    "I'm dying to see you",
    "I could kill for a tea",
    "dead tired",
    "I don't want to die",
    "I used to want to die",
    "he killed himself",
    "I cut myself shaving",
)


def cases(language: str) -> list[tuple[str, bool]]:
    lines = (HERE / f"dying.{language}.cases.txt").read_text("utf-8").splitlines()
    return [(line[2:], line[0] == "+") for line in lines if line[:2] in ("+ ", "- ")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_shown_is_meant_and_what_is_meant_is_shown(language: str) -> None:
    """Precision and recall are both held; what misses is named."""
    told = cases(language)
    found = [(text, meant, speaks_of_dying(text, language)) for text, meant in told]
    missed = [text for text, meant, shown in found if meant and not shown]
    wrongly = [text for text, meant, shown in found if shown and not meant]
    right = sum(meant and shown for _, meant, shown in found)
    assert len(told) >= AT_LEAST
    assert min(sum(meant for _, meant in told), sum(not meant for _, meant in told)) >= AT_LEAST / 3
    assert right / (right + len(wrongly)) >= 0.98, wrongly
    assert right / (right + len(missed)) >= 0.98, missed


@pytest.mark.parametrize("words", PLAIN)
def test_the_plain_ones_are_never_missed(words: str) -> None:
    for said in (
        words,
        words.upper(),
        f"{words}.",
        f"ok so {words}",
        f"...{words}!!!",
        f"It is late.\n{words}",
    ):
        assert speaks_of_dying(said, "en"), said


@pytest.mark.parametrize("words", QUIET)
def test_these_never_show_it(words: str) -> None:
    for said in (words, words.upper(), words.replace("'", "’"), words.replace("'", ""), f"Well, {words}."):
        assert not speaks_of_dying(said, "en"), said


def test_a_language_without_a_list_is_quiet() -> None:
    assert speaks_of_dying("i want to die", "en") is True
    assert speaks_of_dying("i want to die", "xx") is False


def test_any_signs_at_all_can_be_read() -> None:
    for text in ("", " ", "\n\n", "*" * 500, "die " * 900, "i want " * 500, "(" * 900, "ß" * 300, "😀" * 400):
        for language in LANGUAGES:
            assert speaks_of_dying(text, language) in (True, False)


def test_an_ordinary_line_costs_next_to_nothing() -> None:
    """Under 20 microseconds for both lists on the machine this was written on; ten times that is allowed."""
    line = (
        "Thanks for listening. I slept a little, and the dog came to the river too. We went to the old mill."
    )
    speaks_of_dying(line, "en"), speaks_of_dying(line, "sw")
    began = time.perf_counter()
    for _ in range(2000):
        speaks_of_dying(line, "en")
        speaks_of_dying(line, "sw")
    assert (time.perf_counter() - began) / 2000 < 0.0002
    long = (line + " I want a new life and I live on pills from the wrist. ") * 27
    began = time.perf_counter()
    speaks_of_dying(long[:4000], "en")
    assert time.perf_counter() - began < 0.5
