"""Every marked word is gathered, and a translation once made is kept."""

from __future__ import annotations

import polib
import pytest

from alongside.run import words
from alongside.run.words import Marked, NotPlain


@pytest.mark.parametrize(
    ("template", "marked"),
    [
        ('<h1>{% translate "You\'re here" %}</h1>', [("You're here", "")]),
        ("{% blocktranslate trimmed %}\n  One\n  line\n{% endblocktranslate %}", [("One line", "")]),
        (
            "{% blocktranslate with peer=words.peer %}Your {{ peer }} (really){% endblocktranslate %}",
            [("Your %(peer)s (really)", "")],
        ),
        (
            "{% blocktranslate count n=days %}a day{% plural %}{{ n }} days{% endblocktranslate %}",
            [("a day", "%(n)s days")],
        ),
        ('{% include "x.html" with label=_("Name") %}', [("Name", "")]),
        ('{{ words|default:_("none (yet)") }}', [("none (yet)", "")]),
        ("{% comment %}{% translate 'no' %}{% endcomment %}<p>{{ name }}</p>", []),
    ],
)
def test_marked_words_of_a_template_are_found(template: str, marked: list[tuple[str, str]]) -> None:
    assert [(one.words, one.more) for one in words.in_template(template, "x.html")] == marked


def test_marked_words_of_python_are_found_and_others_left() -> None:
    text = """
header("not this")
_("Hello")
gettext("Good "
        "day")
ngettext("%(n)s line", "%(n)s lines", n)
said("from a rule")
gettext(words)
"""
    assert [(one.words, one.more) for one in words.in_python(text, "x.py")] == [
        ("Hello", ""),
        ("Good day", ""),
        ("%(n)s line", "%(n)s lines"),
        ("from a rule", ""),
    ]


def test_words_for_a_place_of_their_own_are_found_with_it() -> None:
    text = """
pgettext("sms", "Hello")
npgettext("ussd", "%(n)s line", "%(n)s lines", n)
said_in("ussd", "Read")
pgettext("sms", words)
"""
    assert [(one.context, one.words, one.more) for one in words.in_python(text, "x.py")] == [
        ("sms", "Hello", ""),
        ("ussd", "%(n)s line", "%(n)s lines"),
        ("ussd", "Read", ""),
    ]


def test_the_same_words_in_two_places_are_two_translations() -> None:
    catalogue = polib.POFile()
    marked = [Marked("Read", "", "a.py"), Marked("Read", "", "b.py", "ussd")]
    assert words.merge(catalogue, marked) == (2, 0)
    assert [(entry.msgctxt, entry.msgid) for entry in catalogue] == [(None, "Read"), ("ussd", "Read")]
    assert words.merge(catalogue, marked) == (0, 0)


@pytest.mark.parametrize("call", ['_(f"Hello {name}")', '_("Hello " + name)', '_("Hello %s" % name)'])
def test_words_put_together_before_translation_are_refused(call: str) -> None:
    with pytest.raises(NotPlain):
        list(words.in_python(call, "x.py"))


def test_merging_keeps_translations_adds_what_is_new_and_drops_what_is_gone() -> None:
    catalogue = polib.POFile()
    catalogue.append(polib.POEntry(msgid="kept", msgstr="imebaki"))
    catalogue.append(polib.POEntry(msgid="gone", msgstr="imeondoka"))
    marked = [Marked("new %(n)s", "", "a.html"), Marked("kept", "", "b.html"), Marked("kept", "", "c.py")]
    assert words.merge(catalogue, marked) == (1, 1)
    assert [(entry.msgid, entry.msgstr) for entry in catalogue] == [("new %(n)s", ""), ("kept", "imebaki")]
    assert catalogue.find("kept").occurrences == [("b.html", ""), ("c.py", "")]
    assert catalogue.find("new %(n)s").flags == ["python-format"]
