"""The glossary keeps up with the house: what it names is there, and every table is in it."""

import re
from pathlib import Path

from django.apps import apps

HOUSE = Path(__file__).parent.parent
TEXT = (HOUSE / "docs" / "glossary.md").read_text("utf-8")
ROOMS = "matching|outbox|people|safety|steps|talk|vault|workforce|gateways"


def test_every_table_has_its_word_and_every_word_its_table() -> None:
    named = set(re.findall(rf"`((?:{ROOMS})\.[A-Z]\w+)`", TEXT))
    tables = {
        f"{model.__module__.split('.')[1]}.{model.__name__}"
        for model in apps.get_app_config("alongside").get_models()
    }
    assert named == tables


def test_every_file_it_names_is_there() -> None:
    files = set(re.findall(r"`([a-z_/]+\.py)`", TEXT))
    assert len(files) > 30
    missing = [
        name for name in files if not any((HOUSE / base / name).exists() for base in ("", "alongside"))
    ]
    assert missing == []


def test_words_are_in_one_place_only() -> None:
    words = re.findall(r"^\| ([^|]+) \|", TEXT, re.MULTILINE)
    twice = {word for word in words if words.count(word) > 1} - {"word", "---"}
    assert twice == set()
