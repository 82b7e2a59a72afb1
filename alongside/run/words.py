"""Gathers every marked word and keeps the translators' files complete: `python -m alongside.run.words`.

Marked are `{% translate %}`, `{% blocktranslate %}` and `_("...")` in templates; `_()`, `gettext()` and
`ngettext()` in Python; and `said("...")` in rules, which know no framework. What is written for a place of
its own ("sms", "ussd") is marked with `pgettext()` and `npgettext()`, in rules with `said_in()`. Translations
already made stay; what is no longer said anywhere goes. Needs no gettext of the system.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import polib
from django.utils.translation.template import templatize

HOUSE = Path(__file__).resolve().parent.parent
WORDS = HOUSE / "web" / "words"
ONE = {"_", "gettext", "gettext_lazy", "said"}
ONE_OR_MORE = {"ngettext", "ngettext_lazy"}
# The same, with the place they are for before them.
ONE_IN = {"pgettext", "pgettext_lazy", "said_in"}
ONE_OR_MORE_IN = {"npgettext", "npgettext_lazy"}
IN_TEMPLATES = re.compile(r"\b_\(|\bn?gettext\(")
NEVER_TRANSLATED_BY_US = ("/tests/", "/migrations/")
HEADER = {
    "sw": "Swahili. It needs a native speaker's review before anybody relies on it.",
}


class Marked(NamedTuple):
    """Words a person may see, as they stand in a source."""

    words: str
    more: str  # the plural; empty where there is none
    place: str
    context: str = ""  # where they are said, if that changes how: "sms", "ussd"


class NotPlain(Exception):
    """A marked call whose words are not written out, so that no translator could find them."""


def in_template(text: str, place: str) -> Iterator[Marked]:
    """The marked words of one template."""
    python = templatize(text, origin=place)
    for found in IN_TEMPLATES.finditer(python):
        call = _whole_call(python, found.start())
        yield from _in_call(call, place)


def _whole_call(python: str, start: int) -> ast.Call:
    """The call that begins here. What `templatize` writes between calls is not Python."""
    end = python.find(")", start)
    while end > 0:
        try:
            expression = ast.parse(python[start : end + 1], mode="eval").body
        except SyntaxError:
            end = python.find(")", end + 1)
            continue
        assert isinstance(expression, ast.Call)
        return expression
    raise NotPlain(python[start : start + 60])


def in_python(text: str, place: str) -> Iterator[Marked]:
    """The marked words of one Python file."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call):
            yield from _in_call(node, place)


def _in_call(call: ast.Call, place: str) -> Iterator[Marked]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    within = int(name in ONE_IN | ONE_OR_MORE_IN)
    if (not within and name not in ONE | ONE_OR_MORE) or not call.args:
        return
    if any(isinstance(arg, ast.JoinedStr | ast.BinOp) for arg in call.args[: 2 + within]):
        raise NotPlain(f"{place}:{call.lineno}: {ast.unparse(call)}")
    written = [arg.value for arg in call.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
    context, written = (written[0] if within and written else ""), written[within:]
    if name in ONE_OR_MORE | ONE_OR_MORE_IN and len(written) == 2:
        yield Marked(written[0], written[1], place, context)
    elif name in ONE | ONE_IN and len(written) == 1:
        yield Marked(written[0], "", place, context)


def everything() -> list[Marked]:
    """All marked words of the house, in the order of its files."""
    found: list[Marked] = []
    for path in sorted([*HOUSE.glob("**/*.html"), *HOUSE.glob("**/*.py")]):
        place = path.relative_to(HOUSE.parent).as_posix()
        if not any(part in f"/{place}" for part in NEVER_TRANSLATED_BY_US):
            gather = in_template if path.suffix == ".html" else in_python
            found += gather(path.read_text(), place)
    return found


def merge(catalogue: polib.POFile, marked: list[Marked], *, drop: bool = True) -> tuple[int, int]:
    """Puts what is new into the catalogue and takes out what is no longer said; how many of each."""
    kept = {_key(entry): entry for entry in catalogue}
    places: dict[tuple[str, str, str], list[str]] = {}
    for one in marked:
        at = places.setdefault((one.context, one.words, one.more), [])
        if one.place not in at:
            at.append(one.place)
    gone = [entry for key, entry in kept.items() if key not in places]
    fresh = [key for key in places if key not in kept]
    if drop:
        for entry in gone:
            catalogue.remove(entry)
    for context, words, more in fresh:
        blank = {0: "", 1: ""} if more else {}
        catalogue.append(
            polib.POEntry(msgctxt=context or None, msgid=words, msgid_plural=more, msgstr_plural=blank)
        )
    for entry in catalogue:
        at = places.get(_key(entry), [])
        entry.occurrences = [(place, "") for place in at]
        if "python-format" not in entry.flags and re.search(r"%\(\w+\)[sd]|%[sd]", entry.msgid):
            entry.flags.append("python-format")
    order = {key: number for number, key in enumerate(places)}
    catalogue.sort(key=lambda entry: order.get(_key(entry), len(order)))
    return len(fresh), len(gone)


def _key(entry: polib.POEntry) -> tuple[str, str, str]:
    return entry.msgctxt or "", entry.msgid, entry.msgid_plural


def opened(language: str) -> polib.POFile:
    """The translators' file of a language, or a new one."""
    path = WORDS / language / "LC_MESSAGES" / "django.po"
    catalogue = polib.pofile(str(path), wrapwidth=100) if path.exists() else polib.POFile(wrapwidth=100)
    catalogue.fpath = str(path)
    catalogue.header = HEADER.get(language, "")
    catalogue.metadata = {
        "Project-Id-Version": "Alongside",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": catalogue.metadata.get("Plural-Forms", "nplurals=2; plural=(n != 1);"),
    }
    return catalogue


def main(languages: list[str]) -> None:
    """Brings the files of these languages up to date; of all there are, unless some are named."""
    marked = everything()
    for language in languages or sorted(path.name for path in WORDS.iterdir() if any(path.rglob("*.po"))):
        catalogue = opened(language)
        fresh, gone = merge(catalogue, marked)
        Path(catalogue.fpath).parent.mkdir(parents=True, exist_ok=True)
        catalogue.save()
        missing = len(catalogue.untranslated_entries())
        sys.stdout.write(f"{language}: {fresh} new, {gone} gone, {missing} to translate\n")


if __name__ == "__main__":
    main(sys.argv[1:])
