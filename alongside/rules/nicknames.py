"""Nicknames to begin with: calm, about things and places, never about the person who gets them."""

import re
import secrets
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from alongside.rules import word_lists

Chance = Callable[[int], int]  # chance(n) is a number from 0 to n - 1, each as likely as another
LANGUAGES = ("en", "sw")
LONGEST = 40

# why a name cannot be used
EMPTY, LONG, CHARACTERS, CONTACT = "empty", "long", "characters", "contact"

_CONTACT = re.compile(
    r"@|://|\bwww\b|\b[\w-]+\.(?:com|org|net|info|io|me|co|ke|za|ug|tz|uk|us)\b", re.IGNORECASE
)
_DIGITS = 6
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
_JOINERS = "\u200c\u200d"


@dataclass(frozen=True, slots=True)
class Lists:
    """The two parts of a language's nicknames, in the order they are said."""

    first: tuple[str, ...]
    second: tuple[str, ...]


@cache
def lists(language: str) -> Lists:
    """The lists of a language; the English ones where there are none of its own."""
    parts = word_lists.parts(f"nicknames.{language if language in LANGUAGES else 'en'}.txt")
    return Lists(parts["first"], parts["second"])


def offer(language: str, count: int = 3, chance: Chance = secrets.randbelow) -> tuple[str, ...]:
    """Nicknames to choose from, alike in no part."""
    both = lists(language)
    firsts, seconds = _some(both.first, count, chance), _some(both.second, count, chance)
    return tuple(f"{first} {second}" for first, second in zip(firsts, seconds, strict=True))


def _some(words: Sequence[str], count: int, chance: Chance) -> list[str]:
    left = list(words)
    return [left.pop(chance(len(left))) for _ in range(count)]


def name_is_fine(text: str) -> str | None:
    """Why this cannot be the name someone goes by here; None when it can.

    A name that is a number, an address or a link would tell strangers how to reach the person.
    """
    name = text.strip()
    if any(unicodedata.category(letter) in _UNSEEN for letter in name if letter not in _JOINERS):
        return CHARACTERS
    if not any(letter.isalnum() or unicodedata.category(letter) == "So" for letter in name):
        return EMPTY
    if len(name) > LONGEST:
        return LONG
    if _CONTACT.search(name) or sum(letter.isdecimal() for letter in name) >= _DIGITS:
        return CONTACT
    return None
