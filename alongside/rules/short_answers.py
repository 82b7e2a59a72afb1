"""Short answers to our questions, as people type them on a phone: a number, a yes, two hours, a day."""

import re
from collections.abc import Mapping

from alongside.rules.steering import folded
from alongside.rules.today import NUMBERS, WORDS

DAY_ENDS = 24 * 60

YES: Mapping[str, frozenset[str]] = {
    "en": frozenset({"yes", "y", "yeah", "yep", "ok", "okay", "sure", "only mine", "mine", "just me"}),
    "sw": frozenset({"ndiyo", "ndio", "naam", "eeh", "sawa", "yangu", "yangu tu"}),
}
NO: Mapping[str, frozenset[str]] = {
    "en": frozenset({"no", "n", "nope", "shared", "not mine"}),
    "sw": frozenset({"hapana", "la", "siyo", "ya wote", "si yangu"}),
}
NUMBER_WORDS: Mapping[str, tuple[str, ...]] = {
    "en": ("zero", "one", "two", "three", "four", "five"),
    "sw": ("sifuri", "moja", "mbili", "tatu", "nne", "tano"),
}
SKIP = frozenset({"skip", "ruka"})
# How the five words for a day are typed, beside what the screens call them.
DAYS: Mapping[str, Mapping[str, int]] = {
    "en": {
        **{folded(words): number for number, words in WORDS.items()},
        "alright": 4,
        "ok": 4,
        "okay": 4,
        "fine": 4,
        "so so": 3,
        "middle": 3,
    },
    "sw": {
        "ngumu sana": 1,
        "ngumu": 2,
        "katikati": 3,
        "wastani": 3,
        "sawa": 4,
        "vizuri": 4,
        "nzuri": 5,
        "vizuri sana": 5,
    },
}
# Greetings that say nothing yet: whoever begins with one has first words still to write.
GREETINGS: Mapping[str, frozenset[str]] = {
    "en": frozenset(
        {
            *("hi", "hello", "hey", "hallo", "good morning", "good evening", "good afternoon", "start"),
            *("hi there", "hello there", "test", "are you there", "hello hello", "anyone there", "hi hi"),
        }
    ),
    "sw": frozenset(
        {
            *("habari", "hujambo", "jambo", "mambo", "sasa", "niaje", "salama", "shikamoo", "hodi", "anza"),
            *("habari yako", "habari za leo", "habari za asubuhi", "habari za jioni", "vipi", "mambo vipi"),
        }
    ),
}
_HOURS = re.compile(
    r"(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm)?\s*(?:-|–|to|till|until|and|hadi|mpaka|na|\s)\s*"
    r"(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm)?"
)


def number(text: str, language: str) -> int | None:
    """A number that is all there is: "2", "2.", "(2)", "two"."""
    said = folded(text)
    if said.isdecimal() and len(said) < 3:
        return int(said)
    for tongue in (language.partition("-")[0], "en"):
        words = NUMBER_WORDS.get(tongue, ())
        if said in words:
            return words.index(said)
    return None


def choice(text: str, language: str, options: int, *, yes_no: bool = False) -> int | None:
    """Which of the options 1 to `options` (or 0, where they skip); None where it answers something else."""
    told = number(text, language)
    if told is not None:
        return told if told <= options else None
    said = folded(text)
    if said in SKIP:
        return 0
    for tongue in (language.partition("-")[0], "en") if yes_no else ():
        if said in YES.get(tongue, ()):
            return 1
        if said in NO.get(tongue, ()):
            return 2
    return None


def is_greeting(text: str) -> bool:
    """Whether this says no more than hello, in whatever language."""
    said = folded(text)
    return not said or any(said in greetings for greetings in GREETINGS.values())


def language_of(text: str, languages: tuple[str, ...]) -> str:
    """The program's language in which somebody greets; empty where that cannot be told."""
    said = folded(text)
    for language in languages:
        known = GREETINGS.get(language.partition("-")[0], frozenset())
        if any(said == greeting or said.startswith(f"{greeting} ") for greeting in known):
            return language
    return ""


def days(language: str) -> Mapping[str, tuple[int | None, int | None]]:
    """How a day may be said, folded -> (word 1-5, number 0-10), one of them None.

    1 to 5 are the five words, as we ask for them; 0 and 6 to 10 are numbers of ten, for who thinks in those.
    """
    told: dict[str, tuple[int | None, int | None]] = {}
    for each in NUMBERS:
        told[str(each)] = (each, None) if each in WORDS else (None, each)
    for tongue in ("en", language.partition("-")[0]):
        told |= {words: (word, None) for words, word in DAYS.get(tongue, {}).items()}
    return told


def hours(text: str) -> tuple[int, int] | None:
    """Two times of a day in minutes: "9-17", "9am to 5pm", "20:30 - 6". None where it is something else.

    "9-5" is nine to five in the afternoon: nobody means four hours before waking.
    """
    found = _HOURS.fullmatch(" ".join(text.casefold().strip(" .").split()))
    if found is None:
        return None
    first, last = _minute(found[1], found[2], found[3]), _minute(found[4], found[5], found[6])
    if first is None or last is None or first == last % DAY_ENDS:
        return None
    halves = found[3] or found[6]
    if not halves and int(found[4]) < int(found[1]) <= 12 and int(found[4]) <= 9 and int(found[1]) >= 6:
        last += DAY_ENDS // 2
    return first, last % DAY_ENDS


def _minute(hour: str, minute: str | None, half: str | None) -> int | None:
    told = int(hour)
    if half:
        if not 1 <= told <= 12:
            return None
        told = told % 12 + (12 if half == "pm" else 0)
    at = told * 60 + int(minute or 0)
    return at if told <= 24 and int(minute or 0) < 60 and at <= DAY_ENDS else None
