"""Translations, made ready at the start: each .po file is compiled to the .mo that gettext reads.

Only what is older than its source is compiled, beside it; where the install may not be written to, in the
data folder. So nothing compiled is ever committed, shipped stale, or needs Debian's gettext.

With ALONGSIDE_PSEUDO=1 there is one more language, made of English: it runs from right to left, is a third
longer and has an accent on every letter. In it one sees at a glance what would break in Arabic or German.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PSEUDO = "ar-xb"
PSEUDO_NAME = "Pseudo"
RIGHT_TO_LEFT, AS_BEFORE = "\u202e", "\u202c"
KEPT = re.compile(r"<[^>]*>|&#?\w+;|%%|%\(\w+\)[a-z]|%[a-z]|\{\w*\}|\s+")
ACCENTED = str.maketrans("aceghijklnorstuwyzACEGHIJKLNORSTUWYZ", "áçéĝĥíĵķļñóŕšťúŵýžÁÇÉĜĤÍĴĶĻÑÓŔŠŤÚŴÝŽ")


def prepared(words: Path, data: Path, *, pseudo: bool) -> Path:
    """The folder where gettext finds every language of `words`, compiled."""
    try:
        return _compiled(words, words, pseudo)
    except OSError:
        return _compiled(words, data / "words", pseudo)


def _compiled(words: Path, into: Path, pseudo: bool) -> Path:
    for source, target, is_pseudo in _wanted(words, into, pseudo):
        if not target.exists() or target.stat().st_mtime_ns < source.stat().st_mtime_ns:
            _compile(source, target, is_pseudo)
    return into


def _wanted(words: Path, into: Path, pseudo: bool) -> Iterator[tuple[Path, Path, bool]]:
    sources = sorted(words.glob("*/LC_MESSAGES/django.po"))
    for source in sources:
        yield source, (into / source.relative_to(words)).with_suffix(".mo"), False
    if pseudo and sources:
        yield sources[0], into / "ar_XB" / "LC_MESSAGES" / "django.mo", True


def _compile(source: Path, target: Path, is_pseudo: bool) -> None:
    import polib  # only when something is to be compiled: a start is quicker without it

    catalogue = polib.pofile(str(source))
    if is_pseudo:
        _make_pseudo(catalogue)
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    catalogue.save_as_mofile(str(draft))
    newest = source.stat().st_mtime_ns
    os.utime(draft, ns=(newest, newest))
    os.replace(draft, target)  # whole or not at all, also when two processes start at once


def _make_pseudo(catalogue: Any) -> None:
    catalogue.metadata["Language"] = "ar_XB"
    for entry in catalogue:
        entry.msgstr = "" if entry.msgid_plural else pseudo(entry.msgid)
        if entry.msgid_plural:
            entry.msgstr_plural = {0: pseudo(entry.msgid), 1: pseudo(entry.msgid_plural)}


def pseudo(english: str) -> str:
    """English as no language has it: accented, longer, each word from right to left; placeholders kept."""
    parts: list[str] = []
    end = 0
    for kept in KEPT.finditer(english):
        parts += [_pseudo_word(english[end : kept.start()]), kept.group()]
        end = kept.end()
    return "".join([*parts, _pseudo_word(english[end:])])


def _pseudo_word(word: str) -> str:
    if not word:
        return ""
    longer = re.sub(r"[aeiou]", lambda vowel: vowel.group() * 2, word, count=max(1, len(word) // 3))
    return f"{RIGHT_TO_LEFT}{longer.translate(ACCENTED)}{AS_BEFORE}"


def offer_pseudo() -> tuple[str, str]:
    """Tells Django of the language that is made here; returns its line for LANGUAGES."""
    from django.conf.locale import LANG_INFO

    LANG_INFO[PSEUDO] = {"bidi": True, "code": PSEUDO, "name": PSEUDO_NAME, "name_local": PSEUDO_NAME}
    return PSEUDO, PSEUDO_NAME
