"""What the lists people choose from have in common: a code, a bit in a mask, and words to find it by."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol, TypeVar

BITS = 63  # what a signed 64-bit column holds
APOSTROPHES = "'’‘ʼ`´"


class Choice(Protocol):
    """One thing to choose."""

    @property
    def code(self) -> str: ...
    @property
    def bit(self) -> int: ...
    @property
    def words(self) -> str: ...
    @property
    def search(self) -> str: ...


One = TypeVar("One", bound=Choice)


def mask(by_code: Mapping[str, Choice], codes: Iterable[str]) -> int:
    """One bit for each code. A code that is not in the list is left out: forms can hold anything."""
    bits = 0
    for code in codes:
        if code in by_code:
            bits |= 1 << by_code[code].bit
    return bits


def codes(choices: Sequence[Choice], bits: int) -> tuple[str, ...]:
    """The codes whose bit is set, in the list's order."""
    return tuple(choice.code for choice in choices if bits >> choice.bit & 1)


def plain(text: str) -> str:
    """Small letters, without accents and marks, so that how it was typed does not matter."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(_kept(letter) for letter in apart).split())


def _kept(letter: str) -> str:
    if unicodedata.combining(letter) or letter in APOSTROPHES:
        return ""
    if letter.isalnum() or unicodedata.category(letter).startswith("M"):  # vowel signs are part of a word
        return letter
    return " "


def find(choices: Sequence[One], text: str, translate: Callable[[str], str]) -> tuple[One, ...]:
    """The choices whose words begin like what was typed, in the reader's language or in English.

    Who is named by their own words comes before who is only found by a word beside them.
    """
    typed = plain(text).split()
    if not typed:
        return ()
    named: list[One] = []
    beside: list[One] = []
    for choice in choices:
        if _begins(typed, f"{choice.words} {translate(choice.words)}"):
            named.append(choice)
        elif _begins(typed, " ".join((choice.words, translate(choice.words), _also(choice, translate)))):
            beside.append(choice)
    return tuple(named + beside)


def _also(choice: Choice, translate: Callable[[str], str]) -> str:
    return f"{choice.search} {translate(choice.search)}" if choice.search else ""


def _begins(typed: list[str], words: str) -> bool:
    known = plain(words).split()
    return all(any(word.startswith(start) for word in known) for start in typed)
