"""Every word a person sees can be said in their language, and is said kindly."""

from __future__ import annotations

import re
from pathlib import Path

import polib
import pytest
from django.conf import settings

from alongside.run import words
from alongside.run.catalogues import KEPT
from tests import bare_words
from tests.bare_words import bare_in_python, bare_in_script, bare_in_template
from tests.never_on_a_screen import MEANS_SOMETHING_ELSE, NEVER, NEVER_IN_SWAHILI

HOUSE = Path(__file__).parent.parent
WEB = HOUSE / "alongside" / "web"
TEMPLATES = sorted((WEB / "templates").glob("**/*.html"))
NO_TRANSLATION = {
    "nicknames.py": "names, from a list of its own for each language",
    "demo_days.py": "what made-up people note of their days",
    "demo_people.py": "what made-up people say of themselves, in their own languages",
    "demo_help.py": "what made-up people wrote ahead, in their own languages",
    "demo_told.py": "how made-up people say who they are",
}
SAYS_WORDS = [
    path
    for room in ("web", "flows", "rules", "people", "talk", "matching", "safety", "workforce", "outbox")
    for path in sorted((HOUSE / "alongside" / room).glob("**/*.py"))
    if "/tests/" not in path.as_posix()
    and path.name not in NO_TRANSLATION
    and not path.name.startswith("demo_")  # what made-up people say, as in demo_people.py
]

# Words of a template that are the same in every language.
SAME_EVERYWHERE = {
    "Alongside": "the name of this software",
}
# Sentences in Python that no page shows as they stand.
NOT_SHOWN = {
    "Something went wrong here. It was our mistake, not yours. Please try again in a moment.": (
        "said when the page that says it kindly cannot be made either, so translating may fail too"
    ),
}
# Translations that are rightly the same as the English.
SAME_IN_SWAHILI: dict[str, str] = {
    "%(days)s, %(parts)s": "only the order of two other translations",
    "%(by)s, %(at)s": "a name and a time",
}


def swahili() -> polib.POFile:
    return polib.pofile(str(words.WORDS / "sw" / "LC_MESSAGES" / "django.po"))


def msgids() -> set[str]:
    return {part for one in words.everything() for part in (one.words, one.more) if part}


def by_place(path: Path) -> str:
    return path.relative_to(HOUSE).as_posix()


@pytest.mark.parametrize("path", TEMPLATES, ids=by_place)
def test_no_word_of_a_template_is_bare(path: Path) -> None:
    assert [bare for bare in bare_in_template(path.read_text()) if bare not in SAME_EVERYWHERE] == []


def test_no_sentence_of_a_page_or_a_rule_is_bare() -> None:
    bare = {by_place(path): bare_in_python(path.read_text()) for path in SAYS_WORDS}
    told = {
        place: [one for one in found if one not in NOT_SHOWN and not names_somebody(place, one)]
        for place, found in bare.items()
    }
    assert {place: found for place, found in told.items() if found} == {}


def names_somebody(place: str, words: str) -> bool:
    """Whether it is only whose place in the demo a stop of the tour steps into."""
    return "/demo/tour_" in place and bool(re.fullmatch(r"[A-Z]\w+ [A-Z]\w+", words))


def test_scripts_take_their_words_from_the_page() -> None:
    scripts = sorted((WEB / "static").glob("*.js"))
    assert {
        path.name: bare_in_script(path.read_text()) for path in scripts if bare_in_script(path.read_text())
    } == {}


def test_the_swahili_file_holds_every_marked_word_and_no_other() -> None:
    """`python -m alongside.run.words` brings it up to date."""
    marked = {(one.context, one.words, one.more) for one in words.everything()}
    found = {(entry.msgctxt or "", entry.msgid, entry.msgid_plural) for entry in swahili()}
    assert found == marked


def test_every_word_is_translated_and_none_merely_copied() -> None:
    missing = [
        entry.msgid
        for entry in swahili()
        for one in (entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr])
        if not one.strip() or (one in (entry.msgid, entry.msgid_plural) and one not in SAME_IN_SWAHILI)
    ]
    assert missing == []


def test_translations_keep_what_is_put_into_them() -> None:
    """Names, numbers and tags stand in the translation as in the source."""
    wrong = []
    for entry in swahili():
        pairs = [(entry.msgid, entry.msgstr)]
        if entry.msgid_plural:
            pairs = [(entry.msgid, entry.msgstr_plural[0]), (entry.msgid_plural, entry.msgstr_plural[1])]
        wrong += [(source, made) for source, made in pairs if put_in(source) != put_in(made)]
    assert wrong == []


def put_in(text: str) -> list[str]:
    return sorted(part for part in KEPT.findall(text) if part.strip())


def test_the_swahili_file_says_that_a_native_speaker_must_review_it() -> None:
    assert "native speaker" in swahili().header


def test_every_language_that_is_offered_has_its_words() -> None:
    offered = {code for code, _ in settings.LANGUAGES} - {"en", "ar-xb"}
    assert {path.parent.parent.name for path in words.WORDS.glob("*/LC_MESSAGES/django.po")} == offered


def unkind(said: set[str], never: list[str]) -> list[str]:
    listed = re.compile(rf"\b(?:{'|'.join(never)})\b", re.IGNORECASE)
    plain = {
        one: re.sub(r"%\(\w+\)[sd]|<[^>]*>", " ", one) for one in said if one not in MEANS_SOMETHING_ELSE
    }
    return sorted(one for one, text in plain.items() if listed.search(text))


def test_words_that_hurt_are_never_on_a_screen() -> None:
    assert unkind(msgids(), NEVER) == []


def test_words_that_hurt_are_never_on_a_screen_in_swahili() -> None:
    shown = [entry for entry in swahili() if entry.msgid not in MEANS_SOMETHING_ELSE]
    said = {one for entry in shown for one in (entry.msgstr, *entry.msgstr_plural.values())}
    assert unkind(said, NEVER_IN_SWAHILI) == []


def test_what_means_something_else_is_still_said() -> None:
    assert set(MEANS_SOMETHING_ELSE) <= msgids()


UNKIND = [
    *(
        "Forget me",
        "Amina has left",
        "a check-in",
        "Your match",
        "matches",
        "an offer",
        "two requests",
        "users",
    ),
    *("Patient", "the client", "your case", "at risk", "Leave quickly", "On duty", "our policy"),
    *("your symptoms", "a diagnosis", "Relapse", "a disorder", "compliance", "in crisis", "Safety plan"),
    *("suicidal ideation", "committed suicide", "Escalate", "triage", "screening", "your score"),
    *("an incident", "a flag", "Submit", "Invalid", "Oops!", "Well done", "your journey", "a streak"),
]


HURTS_IN_SWAHILI = [
    *("Dalili zako", "mgonjwa", "kesi yako", "Alijiua", "ugonjwa wa akili", "mgogoro", "Hongera!"),
    *("ombi lako", "mhanga", "matibabu yako"),
]


@pytest.mark.parametrize("word", UNKIND)
def test_the_list_of_words_that_hurt_knows_them(word: str) -> None:
    assert unkind({word}, NEVER) == [word]


@pytest.mark.parametrize("word", HURTS_IN_SWAHILI)
def test_the_list_of_words_that_hurt_in_swahili_knows_them(word: str) -> None:
    assert unkind({word}, NEVER_IN_SWAHILI) == [word]


@pytest.mark.parametrize(
    "word", ["matchbox", "patiently", "casement", "%(user)s is here", "The program", "a database"]
)
def test_the_list_does_not_know_more_than_it_should(word: str) -> None:
    assert unkind({word}, NEVER) == []


@pytest.mark.parametrize(
    ("template", "bare"),
    [
        ("<h1>Hello</h1>", ["Hello"]),
        ('<h1>{% translate "Hello" %}</h1>', []),
        ("<p>{{ name }} is here</p>", ["is here"]),
        ("<p>{% blocktranslate %}{{ name }} is here{% endblocktranslate %}</p>", []),
        ('<input aria-label="Your name">', ["Your name"]),
        ("<input aria-label=\"{% translate 'Your name' %}\">", []),
        ('<input placeholder="{{ x }} words">', ["words"]),
        ('<img alt="Two lines" src="{% file "mark.svg" %}">', ["Two lines"]),
        ('<input type="submit" value="Send">', ["Send"]),
        ('<input type="hidden" value="choosing">', []),
        ('{% include "x.html" with label="Your name" %}', ["Your name"]),
        ('{% include "x.html" with label=_("Your name") kind="text" %}', []),
        ('{{ name|default:"Nobody" }}', ["Nobody"]),
        ('{{ at|date:"D j M" }} &middot; &nbsp;', []),
        ('{% if state == "Waiting now" %}{% endif %}', []),
        ("{% comment %}Why this stands here{% endcomment %}", []),
    ],
)
def test_bare_words_of_a_template_are_found(template: str, bare: list[str]) -> None:
    assert bare_in_template(template) == bare


@pytest.mark.parametrize(
    ("python", "bare"),
    [
        ('told = {"words": "Please try again."}', ["Please try again."]),
        ('told = {"words": _("Please try again.")}', []),
        ('page(request, "x.html", words="Not here now")', ["Not here now"]),
        ('def f():\n    "Says it again."\n    raise ValueError("Not this one")', []),
        ('log.warning("Someone came back")', []),
        ('said("Someone stands beside them")', []),
        ('kind = "text/html; charset=utf-8"', []),
    ],
)
def test_bare_sentences_of_python_are_found(python: str, bare: list[str]) -> None:
    assert bare_in_python(python) == bare


def test_bare_sentences_of_a_script_are_found() -> None:
    assert bare_words.bare_in_script('box.textContent = "Not sent yet";') == ["Not sent yet"]
    assert bare_words.bare_in_script("box.textContent = form.dataset.waiting; // it waits for you") == []
