"""What someone typed into a form, read with care: whatever is sent, a form gets plain words or nothing."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from alongside.rules.typed import clean

LINE = 120
TEXT = 4_000


def cleaned(words: str, *, lines: bool = False) -> str:
    """Words without what nobody types on purpose: control signs, lone surrogates, space at the ends."""
    words = clean(words)
    if not lines:
        words = " ".join(words.split())
    return unicodedata.normalize("NFC", words)


@dataclass
class Typed:
    """A form that came in. `mistakes` gathers what to say beside each field, in the order of the page."""

    fields: Any
    mistakes: dict[str, str] = field(default_factory=dict)

    def line(self, name: str, *, at_most: int = LINE, needed: str = "") -> str:
        """One line of words. `needed`: what to say when it is empty."""
        return self._checked(name, cleaned(self.raw(name)), at_most, needed)

    def text(self, name: str, *, at_most: int = TEXT, needed: str = "") -> str:
        """Several lines of words."""
        return self._checked(name, cleaned(self.raw(name), lines=True), at_most, needed)

    def lines(self, name: str, *, each: int = 80, at_most: int = 60) -> list[str]:
        """A list, one thing a line; what is written twice is kept once."""
        found: dict[str, str] = {}
        for row in self.raw(name)[: each * at_most * 2].splitlines():
            words = cleaned(row)
            if len(words) > each:
                self.wrong(name, _("Please write each line in %(most)d letters or fewer.") % {"most": each})
            elif words:
                found.setdefault(words.casefold(), words)
        if len(found) > at_most:
            self.wrong(name, _("Please keep this list to %(most)d lines.") % {"most": at_most})
        return list(found.values())

    def one_of(self, name: str, allowed: Iterable[str] | Mapping[str, Any], *, needed: str = "") -> str:
        """One choice out of those the page offered; nothing when it is another."""
        value = self.raw(name)
        if value in allowed:
            return value
        if needed:
            self.wrong(name, needed)
        return ""

    def some_of(self, name: str, allowed: Iterable[str]) -> list[str]:
        """The ticked choices, in the order the page offers them."""
        ticked = set(self.fields.getlist(name))
        return [value for value in allowed if value in ticked]

    def number(self, name: str, lowest: int, highest: int, words: str) -> int:
        """A whole number between two others; `words` are said when it is not one."""
        value = cleaned(self.raw(name))
        if re.fullmatch(r"[0-9]{1,6}", value) and lowest <= int(value) <= highest:
            return int(value)
        self.wrong(name, words)
        return lowest

    def ticked(self, name: str) -> bool:
        return bool(self.fields.get(name))

    def raw(self, name: str) -> str:
        """What was sent, to show it again or to hash it: only signs that cannot be stored are replaced."""
        return str(self.fields.get(name, "")).encode("utf-8", "replace").decode()

    def wrong(self, name: str, words: str) -> None:
        """Notes what is to be said beside a field; the first word on it stands."""
        self.mistakes.setdefault(name, words)

    def said_once(self) -> list[tuple[str, str]]:
        """The mistakes for the list on top: each sentence once, leading to the first field it is beside."""
        first: dict[str, str] = {}
        for name, words in self.mistakes.items():
            first.setdefault(words, name)
        return [(name, words) for words, name in first.items()]

    def _checked(self, name: str, words: str, at_most: int, needed: str) -> str:
        if needed and not words:
            self.wrong(name, needed)
        if len(words) > at_most:
            self.wrong(name, _("Please write this in %(most)d letters or fewer.") % {"most": at_most})
        return words


def identity(raw: str) -> int:
    """A row's number out of a form or an address; 0 (no row) for anything else."""
    return int(raw) if re.fullmatch(r"[0-9]{1,18}", raw) else 0
