"""Every file of the house is held to the rules of `syntax_rules.py`; each rule is seen to break."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from tests import syntax_rules as rules
from tests.syntax_rules import Rule

HOUSE = Path(__file__).parent.parent
TEMPLATES = "alongside/web/templates"

# A rule, where the text would stand, text that breaks it, and the same thing done rightly.
PLANTED: list[tuple[Rule, str, str, str]] = [
    (
        rules.transactions_open_only_in_flows,
        "alongside/web/team/today.py",
        "with turn.write():\n    pass",
        "with turn.required():\n    pass",
    ),
    (
        rules.transactions_open_only_in_flows,
        "alongside/people/writes.py",
        "with transaction.atomic():\n    pass",
        "turn.required()",
    ),
    (
        rules.only_rooms_ask_the_tables,
        "alongside/web/team/today.py",
        "Person.objects.get(id=1)",
        "reads.names([1])",
    ),
    (
        rules.only_rooms_ask_the_tables,
        "alongside/flows/match_ends.py",
        "rows = Match.objects",
        "reads.open_match",
    ),
    (
        rules.saves_name_their_fields,
        "alongside/people/writes.py",
        "person.save()",
        "person.save(update_fields=['name'])",
    ),
    (rules.rules_are_told_the_time, "alongside/rules/wait.py", "at = datetime.now(UTC)", "at = told.at"),
    (rules.rules_are_told_the_time, "alongside/rules/wait.py", "day = date.today()", "day = told.day"),
    (rules.rules_are_told_the_time, "alongside/rules/wait.py", "s = time.time()", "s = told.seconds"),
    (rules.rules_are_told_the_time, "alongside/rules/pick.py", "from random import choice", "import math"),
    (rules.rules_are_told_the_time, "alongside/rules/pick.py", "n = secrets.randbelow(3)", "n = chance(3)"),
    (rules.rules_are_told_the_time, "alongside/rules/lines.py", "open('lines.csv')", "opened('lines.csv')"),
    (rules.one_clock, "alongside/web/desk.py", "datetime.now(UTC)", "clock.now()"),
    (
        rules.one_clock,
        "alongside/web/desk.py",
        "from alongside.base.clock import now",
        "from alongside.base import clock",
    ),
    (
        rules.verbs_need_a_transaction,
        "alongside/talk/writes.py",
        "def end(id):\n    Match.objects.filter(id=id).update(open=False)",
        "def end(id):\n    turn.required()\n    Match.objects.filter(id=id).update(open=False)",
    ),
    (
        rules.functions_are_short,
        "alongside/web/desk.py",
        "def long():\n" + "    pass\n" * 60,
        "def long():\n" + "    pass\n" * 59,
    ),
    (rules.files_are_short, "alongside/web/desk.py", "pass\n" * 301, "pass\n" * 300),
    (rules.files_are_short, f"{TEMPLATES}/long.html", "<p>\n" * 121, "<p>\n" * 120),
    (rules.silenced_with_a_reason, "alongside/web/desk.py", "x = 1  # no" + "qa", "x = 1"),
    (
        rules.silenced_with_a_reason,
        "alongside/web/desk.py",
        "x = 1  # no" + "qa: S101",
        "x = 1  # no" + "qa: S101  a state that cannot be",
    ),
    (
        rules.silenced_with_a_reason,
        "alongside/web/desk.py",
        "x = 1  # type: " + "ignore[misc]",
        "x = 1  # type: " + "ignore[misc]  # the stubs say so",
    ),
    (rules.nothing_is_skipped, "tests/test_x.py", "pytest.skip('slow')", "pytest.fail('slow')"),
    (rules.nothing_is_skipped, "tests/test_x.py", "@pytest.mark.xfail\ndef test(): ...", "def test(): ..."),
    *(
        (rules.templates_carry_no_code, f"{TEMPLATES}/x.html", wrong, right)
        for wrong, right in [
            ('<p style="color:red">', '<p class="style">'),
            ('<button onclick="go()">', '<button name="one">'),
            ("<script>go()</script>", '<script type="module" src="{% file "talk.js" %}"></script>'),
            ("<style>p{}</style>", "<style>{{ style }}</style>"),
            ('<img src="https://elsewhere.example/x.png">', '<img src="{% file "mark.svg" %}">'),
            ('<form action="//elsewhere.example">', '<form action="/desk">'),
            ('<link rel="stylesheet" href="/x.css">', '<link rel="manifest" href="/x">'),
            ('<a href="javascript:go()">', '<a href="/go">'),
            ("{{ words|safe }}", "{{ words }}"),
            ("{% autoescape off %}", "{% autoescape on %}"),
        ]
    ),
]


def texts(pattern: str, *, without: Iterable[str] = ()) -> list[tuple[str, str]]:
    """The place and the text of each file that fits."""
    found = []
    for path in sorted(HOUSE.glob(pattern)):
        place = path.relative_to(HOUSE).as_posix()
        if "__pycache__" not in place and not any(part in f"/{place}" for part in without):
            found.append((place, path.read_text()))
    assert found, pattern
    return found


def faults(held_to: Iterable[Rule], files: Iterable[tuple[str, str]]) -> str:
    """What is wrong, a line each; nothing where all is well."""
    files = list(files)
    return "\n".join(
        f"{place}:{fault}  ({rule.__name__})"
        for rule in held_to
        for place, text in files
        for fault in rule(place, text)
    )


ROOMS = {"without": ("/tests/", "/migrations/")}
OURS = ("alongside/**/*.py", "tests/**/*.py", "bench/**/*.py", "conftest.py")


def test_rooms_keep_their_rules() -> None:
    assert faults(rules.FOR_ROOMS, texts("alongside/**/*.py", **ROOMS)) == ""


@pytest.mark.parametrize("pattern", OURS)
def test_files_and_functions_are_short_and_silence_has_a_reason(pattern: str) -> None:
    assert faults(rules.FOR_PYTHON, texts(pattern, without=("/migrations/",))) == ""


def test_no_test_is_left_out() -> None:
    files = texts("alongside/*/**/tests/**/*.py") + texts("tests/**/*.py", without=("/test_syntax.py",))
    assert faults(rules.FOR_TESTS, files) == ""


def test_templates_carry_no_code_and_are_short() -> None:
    assert faults(rules.FOR_TEMPLATES, texts(f"{TEMPLATES}/**/*.html")) == ""


@pytest.mark.parametrize(
    "pattern", ["alongside/web/static/*.js", "alongside/web/static/*.css", "docs/**/*.md"]
)
def test_scripts_style_and_documents_are_short(pattern: str) -> None:
    assert faults(rules.FOR_STATIC, texts(pattern)) == ""


def test_base_stays_small() -> None:
    modules = {path.name for path in (HOUSE / "alongside/base").glob("*.py")} - {"__init__.py"}
    assert len(modules) <= 8, sorted(modules)


def test_tests_of_a_room_are_no_part_of_it() -> None:
    """A package of tests would be a module of the room, held to its floor."""
    assert sorted((HOUSE / "alongside").glob("**/tests/__init__.py")) == []


@pytest.mark.parametrize(("rule", "place", "wrong", "right"), PLANTED)
def test_each_rule_can_be_broken(rule: Rule, place: str, wrong: str, right: str) -> None:
    assert len(rule(place, wrong)) == 1
    assert rule(place, right) == []


def test_every_rule_is_planted() -> None:
    held = {*rules.FOR_ROOMS, *rules.FOR_PYTHON, *rules.FOR_TESTS, *rules.FOR_TEMPLATES, *rules.FOR_STATIC}
    assert {rule for rule, *_ in PLANTED} == held
