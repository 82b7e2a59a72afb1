"""The code of a card: two easy words and two digits, short enough to say aloud at a bedside."""

import re
import secrets
import unicodedata
from collections.abc import Callable
from functools import cache

from alongside.rules import recovery

Chance = Callable[[int], int]  # chance(n) is a number from 0 to n - 1, each as likely as another

LONGEST_WORD = 6
DIGITS = 2
TYPED_AT_MOST = 100


@cache
def words(language: str) -> tuple[str, ...]:
    """The shorter words of the language's list for coming back."""
    return tuple(word for word in recovery.words(language) if len(word) <= LONGEST_WORD)


def code(language: str = "en", chance: Chance = secrets.randbelow) -> str:
    """ "river apple 42": about a hundred million ways, and tries are limited."""
    listed = words(language)
    return f"{listed[chance(len(listed))]} {listed[chance(len(listed))]} {chance(10**DIGITS):0{DIGITS}d}"


def read(typed: str) -> str:
    """The one way to write a typed code, for hashing: capitals, accents, dashes and signs do not matter,
    digits of any script count, and the number may stand before the words. Empty: this is no code."""
    typed = typed[:TYPED_AT_MOST]
    two = recovery.read(typed)
    digits = "".join(str(unicodedata.digit(sign)) for sign in re.findall(r"\d", typed))
    return f"{' '.join(two)} {digits}" if len(two) == 2 and len(digits) == DIGITS else ""
