"""Each text of ours is paid for: it fits one segment in every language, with its blanks at their longest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import polib
import pytest
from django.conf import settings

from alongside.rules.text_sentences import LONGEST
from alongside.rules.text_units import forces, plain, segments
from alongside.run import catalogues, words

BLANK = re.compile(r"%\((\w+)\)[sd]")
# Blanks of sentences that stand elsewhere than in rules.text_sentences.
MORE_BLANKS = {
    "code": "234 567",
    "where": "https://help.example.org/phone",
    "length": "10:00",
    "minutes": "10",
}
# Sentences that take two segments, and why. None takes more.
TWO: dict[str, str] = {}
# Languages whose letters the short alphabet has not: 70 units are one segment, so two are allowed.
OTHER_LETTERS = {"am": "Ethiopic", "ti": "Ethiopic", "ar": "Arabic", "he": "Hebrew"}


LANGUAGES = [code for code, _ in settings.LANGUAGES if code != catalogues.PSEUDO]
PLAIN = [code for code in LANGUAGES if code not in OTHER_LETTERS]


@cache
def sentences(language: str) -> list[tuple[str, str]]:
    return list(_sentences(language))


def _sentences(language: str) -> Iterator[tuple[str, str]]:
    """(the English, as it is said) of every text by SMS that is translated; a plural counts as two."""
    if language == "en":
        marked = [one for one in words.everything() if one.context == "sms"]
        yield from ((one.words, each) for one in marked for each in (one.words, one.more) if each)
        return
    for entry in polib.pofile(str(words.WORDS / language / "LC_MESSAGES" / "django.po")):
        if entry.msgctxt == "sms":
            said = [entry.msgstr, *entry.msgstr_plural.values()]
            yield from ((entry.msgid, each) for each in said if each)


def filled(text: str) -> str:
    blanks = {**LONGEST, **MORE_BLANKS}
    return plain(BLANK.sub(lambda found: blanks[found[1]], text)).replace("%%", "%")


def test_every_blank_has_a_longest() -> None:
    named = {name for _, text in sentences("en") for name in BLANK.findall(text)}
    assert named - {*LONGEST, *MORE_BLANKS} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_fits_one_segment(language: str) -> None:
    found = sentences(language)
    assert found
    allowed = 2 if language in OTHER_LETTERS else 1
    long = [
        (text, segments(filled(text)).units)
        for english, text in found
        if segments(filled(text)).segments > (2 if english in TWO else allowed)
    ]
    assert long == []


@pytest.mark.parametrize("language", PLAIN)
def test_no_sign_makes_a_text_dear(language: str) -> None:
    dear = [(text, forces(plain(text))) for _, text in sentences(language) if forces(plain(text))]
    assert dear == []


def test_what_is_named_as_long_is_so() -> None:
    long = {
        english
        for language in PLAIN
        for english, text in sentences(language)
        if segments(filled(text)).segments > 1
    }
    assert set(TWO) == long
