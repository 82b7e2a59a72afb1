"""What we say by texts fits one text, in every language, and never says what this is about unasked."""

from __future__ import annotations

import re
from pathlib import Path

import polib
import pytest

from alongside.rules import steering, text_answers, text_joining, text_sentences, text_stands, text_talking
from alongside.rules.text_sentences import JOINING, LONGEST, PROMISES, SENTENCES, WEEKDAYS, short
from alongside.rules.text_units import segments

WORDS = Path(__file__).resolve().parents[2] / "web" / "words"
EVERY = {**SENTENCES, **PROMISES}
FILES = sorted(WORDS.glob("*/LC_MESSAGES/django.po"))
LANGUAGES = {path.parent.parent.name: polib.pofile(str(path)) for path in FILES}
TELLS = ("support", "crisis", "clinic", "suicide", "counsel", "HIV", "violence", "depress", "mental")


def translated(words: str, language: str) -> str:
    found = {entry.msgid: entry.msgstr for entry in LANGUAGES[language] if entry.msgctxt == "sms"}
    return str(found[words])


@pytest.mark.parametrize("code", EVERY)
def test_each_sentence_fits_one_text_of_plain_letters(code: str) -> None:
    for words in (EVERY[code], *(translated(EVERY[code], language) for language in LANGUAGES)):
        counted = segments(words % LONGEST)
        assert (counted.encoding, counted.segments) == ("gsm7", 1), (counted.units, words)


def test_a_week_of_the_longest_days_fits_one_text() -> None:
    days = ", ".join(f"{name} in between" for name in WEEKDAYS)
    assert segments(SENTENCES["week"] % {"days": days}).segments == 1


@pytest.mark.parametrize("code", ["whose", "whose_again", "cost", "cost_ring", "code", "safe", "hello"])
def test_the_first_answers_say_nothing_about_the_service(code: str) -> None:
    assert not [word for word in TELLS if word.lower() in JOINING[code].lower()]


@pytest.mark.parametrize("code", EVERY)
def test_words_that_steer_are_named_as_they_are_understood(code: str) -> None:
    names = {word: steering.name_of(word, "en") for word in steering.FORMS["en"]}
    named = {word for word, name in names.items() if re.search(rf"\b{name}\b", EVERY[code])}
    for language in LANGUAGES:
        said = translated(EVERY[code], language)
        theirs = {word: steering.name_of(word, language) for word in names}
        assert {word for word, name in theirs.items() if re.search(rf"\b{name}\b", said)} == named
    assert not re.search(r"\b(END|QUIT|CANCEL|YES|UNSUBSCRIBE)\b", EVERY[code])


def test_every_reply_of_the_rules_has_its_sentence() -> None:
    codes: set[str] = set()
    for module in (text_joining, text_talking, text_answers):
        source = Path(module.__file__ or "").read_text()
        codes |= set(re.findall(r"""\b(?:Reply|reply)\(\s*"(\w+)\"""", source))
    assert codes - set(SENTENCES) == set()
    assert set(JOINING) >= text_stands.JOINING


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("Rosa", "Rosa"),
        ("Somebody with a very long name", "Somebody with a..."),
        ("Abcdefghijklmnopqrstuvwxyz", "Abcdefghijklmnopq..."),
    ],
)
def test_a_long_name_is_cut_between_words(text: str, cut: str) -> None:
    assert short(text) == cut
    assert len(cut) <= text_sentences.NAME_AT_MOST
