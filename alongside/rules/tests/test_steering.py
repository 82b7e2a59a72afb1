"""The few words that steer, and everything else, which is a message."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.rules import short_answers, steering
from alongside.rules.steering import (
    CALL,
    CHANGE,
    DONE,
    FORMS,
    HELP,
    NEXT,
    PAUSE,
    START,
    STEP,
    STOP,
    TODAY,
    Steer,
    folded,
    steer,
)

EN = short_answers.days("en")
SW = short_answers.days("sw")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("STOP", STOP),
        ("stop", STOP),
        (" Stop. ", STOP),
        ("stóp!!", STOP),
        ("«Stop»", STOP),
        ("ＳＴＯＰ", STOP),
        ("Start", START),
        ("help?", HELP),
        ("HELP\n", HELP),
        ("step", STEP),
        ("Today", TODAY),
        ("call", CALL),
        ("Call me", CALL),
        ("change", CHANGE),
        ("pause…", PAUSE),
        ("next", NEXT),
        ("done.", DONE),
    ],
)
def test_a_text_that_is_only_the_word_steers(text: str, word: str) -> None:
    assert steer(text, "en", EN) == Steer(word)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Sitisha", STOP),
        ("ANZA", START),
        ("msaada!", HELP),
        ("hatua", STEP),
        ("Leo", TODAY),
        ("piga", CALL),
        ("nipigie", CALL),
        ("badili", CHANGE),
        ("pumzika", PAUSE),
        ("ifuatayo", NEXT),
        ("tayari", DONE),
        ("help", HELP),  # English is understood beside every language
    ],
)
def test_each_language_has_its_own_words(text: str, word: str) -> None:
    assert steer(text, "sw", SW) == Steer(word)


@pytest.mark.parametrize(
    "text",
    [
        "Please stop hurting me",
        "stop it",
        "I want to stop",
        "stop stop",
        "help me",
        "can you help",
        "today was hard",
        "Today I could not get up.",
        "today is good",
        "call my mother",
        "call her",
        "please call",
        "things change",
        "next week",
        "I am done",
        "start again",
        "step by step",
        "Step dad hit me",
        "step-by-step I am getting there",
        "stepping out",
        "footstep",
        "STOPP",
        "s t o p",
        "🙂",
        "",
        "   ",
        "?",
        "END",
        "quit",
        "Cancel",
        "YES",
        "unsubscribe",
        "stopall",
    ],
)
def test_everything_else_is_a_message(text: str) -> None:
    assert steer(text, "en", EN) is None


@pytest.mark.parametrize("word", sorted(steering.NEVER_OURS))
def test_words_on_which_phone_companies_act_are_never_ours(word: str) -> None:
    assert not any(word in forms for language in FORMS.values() for forms in language.values())
    assert steer(word, "en", EN) is None


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("STEP call my sister", "call my sister"),
        ("step: Call my sister.", "Call my sister."),
        ("Step - buy seeds", "buy seeds"),
        ("STEP:go to the market", "go to the market"),
        ("step go", "go"),
    ],
)
def test_a_step_comes_with_its_words_as_they_were_written(text: str, rest: str) -> None:
    assert steer(text, "en", EN) == Steer(STEP, rest)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("TODAY 4", "4"),
        ("today hard", "hard"),
        ("Today: all right", "all right"),
        ("today very hard!", "very hard"),
    ],
)
def test_today_takes_one_of_our_words_or_a_number(text: str, rest: str) -> None:
    assert steer(text, "en", EN) == Steer(TODAY, rest)


def test_today_with_a_word_of_another_language_is_a_message() -> None:
    assert steer("leo ngumu sana", "sw", SW) == Steer(TODAY, "ngumu sana")
    assert steer("leo ngumu sana", "en", EN) is None


def test_stop_is_understood_in_every_language() -> None:
    for forms in FORMS.values():
        assert steer(forms[STOP][0], "am", {}) == Steer(STOP)


def test_every_language_names_every_word() -> None:
    for language, words in FORMS.items():
        assert words.keys() == FORMS["en"].keys(), language
        shown = [steering.name_of(word, language) for word in words]
        assert len(set(shown)) == len(words)
        assert all(" " not in name for name in shown)


def test_a_language_without_words_of_its_own_is_told_the_english_ones() -> None:
    assert steering.name_of(STOP, "am") == "STOP"


words = st.lists(st.text(st.characters(categories=["L"]), min_size=1, max_size=8), min_size=3, max_size=9)


@given(words)
def test_any_text_of_more_than_two_words_is_a_message(some: list[str]) -> None:
    text = " ".join(some)
    found = steer(text, "en", EN)
    if folded(some[0]) == "step":
        assert found is None or found.word == STEP
    elif not (folded(some[0]) == "today" and found is not None and found.rest in EN):
        assert found is None or len(folded(text).split()) < 3


@given(st.text())
def test_any_text_at_all_is_read(text: str) -> None:
    found = steer(text, "sw", SW)
    assert found is None or found.word in FORMS["en"]
