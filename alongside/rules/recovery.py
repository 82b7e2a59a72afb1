"""Five words that let a member in again on any device: chosen by chance, typed back in any fashion.

With 2,048 words there are 36 million billion ways. What counts is the words as typed, not the list, so a
list may change and the words people wrote down go on working.
"""

import re
import secrets
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache

from alongside.rules import word_lists

HOW_MANY = 5
AT_LEAST = 2048
LANGUAGES = ("en", "sw")

Chance = Callable[[int], int]  # chance(n) is a number from 0 to n - 1, each as likely as another

_MARKS = re.compile("['’‘ʼ`´]")
_LETTERS = re.compile(r"[^\W\d_]+")


@cache
def words(language: str) -> tuple[str, ...]:
    """The list of a language; the English one where there is none of its own."""
    return word_lists.parts(f"recovery.{language if language in LANGUAGES else 'en'}.txt")[""]


def five_words(language: str = "en", chance: Chance = secrets.randbelow) -> tuple[str, ...]:
    """Five words by chance. The same word may come twice: only so is each way as likely as another."""
    listed = words(language)
    return tuple(listed[chance(len(listed))] for _ in range(HOW_MANY))


def read(typed: str) -> tuple[str, ...]:
    """The words in what someone typed: capitals, accents, numbers, commas and dashes do not matter."""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", _MARKS.sub("", typed)).casefold())
    return tuple(_LETTERS.findall("".join(mark for mark in apart if not unicodedata.combining(mark))))


def are_five(typed: str) -> bool:
    """Whether there are five words in what was typed, known or not."""
    return len(read(typed)) == HOW_MANY


def phrase(five: Sequence[str]) -> str:
    """The one way to write these words, for hashing. Their order matters."""
    return " ".join(five)
