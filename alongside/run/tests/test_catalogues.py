"""Translations are compiled when they are older than their source, and only then."""

from __future__ import annotations

import gettext
import os
from pathlib import Path

import polib
import pytest

from alongside.run import catalogues


@pytest.fixture
def words(tmp_path: Path) -> Path:
    """A folder of translations with one language."""
    folder = tmp_path / "install" / "words"
    write(folder, "Hello", "Habari")
    return folder


def write(folder: Path, english: str, swahili: str) -> None:
    catalogue = polib.POFile()
    catalogue.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    catalogue.append(polib.POEntry(msgid=english, msgstr=swahili))
    catalogue.append(
        polib.POEntry(
            msgid="%(n)s day", msgid_plural="%(n)s days", msgstr_plural={0: "siku %(n)s", 1: "siku %(n)s"}
        )
    )
    path = folder / "sw" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(path))


def said(folder: Path, language: str, english: str) -> str:
    return gettext.translation("django", str(folder), [language]).gettext(english)


def test_what_is_older_than_its_source_is_compiled_and_what_is_not_is_left(
    words: Path, tmp_path: Path
) -> None:
    ready = catalogues.prepared(words, tmp_path / "data", pseudo=False)
    assert said(ready, "sw", "Hello") == "Habari"
    compiled = ready / "sw" / "LC_MESSAGES" / "django.mo"
    before = compiled.stat()
    catalogues.prepared(words, tmp_path / "data", pseudo=False)
    assert compiled.stat().st_ino == before.st_ino
    write(words, "Hello", "Hujambo")
    source = words / "sw" / "LC_MESSAGES" / "django.po"
    os.utime(source, ns=(before.st_mtime_ns + 1, before.st_mtime_ns + 1))
    catalogues.prepared(words, tmp_path / "data", pseudo=False)
    assert compiled.stat().st_ino != before.st_ino
    raw = polib.mofile(str(compiled))
    assert raw.find("Hello").msgstr == "Hujambo"


def test_an_install_that_cannot_be_written_to_compiles_in_the_data_folder(tmp_path: Path) -> None:
    words, data = tmp_path / "install" / "words", tmp_path / "data"
    write(words, "Hello", "Habari")
    in_the_way = words / "sw" / "LC_MESSAGES" / "django.mo"
    in_the_way.mkdir()  # as root no file is read-only, but a folder cannot be replaced by a file
    os.utime(in_the_way, ns=(0, 0))
    ready = catalogues.prepared(words, data, pseudo=False)
    assert ready == data / "words"
    assert said(ready, "sw", "Hello") == "Habari"


def test_the_pseudo_language_is_made_only_when_asked_for(words: Path, tmp_path: Path) -> None:
    ready = catalogues.prepared(words, tmp_path / "data", pseudo=False)
    assert sorted(path.name for path in ready.iterdir()) == ["sw"]
    catalogues.prepared(words, tmp_path / "data", pseudo=True)
    assert sorted(path.name for path in ready.iterdir()) == ["ar_XB", "sw"]
    assert said(ready, "ar_XB", "Hello") == catalogues.pseudo("Hello") != "Hello"


@pytest.mark.parametrize(
    ("english", "kept"),
    [
        ("%(name)s is here", ["%(name)s"]),
        ("%(n)d of %(all)s, %s and 100%%", ["%(n)d", "%(all)s", "%s", "%%"]),
        ('Read <a href="%(where)s">the promise</a> &amp; go on', ['<a href="%(where)s">', "</a>", "&amp;"]),
        ("{count} lines", ["{count}"]),
    ],
)
def test_pseudo_words_keep_what_is_put_in_and_are_longer(english: str, kept: list[str]) -> None:
    made = catalogues.pseudo(english)
    assert [part for part in kept if part not in made] == []
    letters = made.replace(catalogues.RIGHT_TO_LEFT, "").replace(catalogues.AS_BEFORE, "")
    assert len(letters) > len(english)
    assert made.count(catalogues.RIGHT_TO_LEFT) == made.count(catalogues.AS_BEFORE) > 0
