"""Form fields as templates show them: label, hint, what was typed, and what to say about a mistake."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

LINE, LONG, CHOICE, ONE, SOME, TICK = "text", "long", "choice", "one", "some", "tick"


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose."""

    value: str
    words: str
    chosen: bool = False
    also: str = ""  # other words to find it by; not shown


@dataclass(frozen=True, slots=True)
class Field:
    """A question of a form. `kind`: an input type, or LONG, CHOICE (a list), ONE and SOME (to tap), TICK."""

    name: str
    label: str
    value: str = ""
    mistake: str = ""
    hint: str = ""
    kind: str = LINE
    options: list[Option] = field(default_factory=list)
    rows: int = 4
    fills: str = ""  # what a browser may fill in (autocomplete)

    @property
    def described_by(self) -> str:
        """The ids of what is said about this field."""
        said = [
            f"{self.name}-hint" if self.hint else "",
            f"{self.name}-wrong" if self.mistake else "",
        ]
        return " ".join(part for part in said if part)


class Shown:
    """Makes fields from what was typed (or kept) and the mistakes in it."""

    def __init__(self, typed: Mapping[str, Any], mistakes: Mapping[str, str] | None = None) -> None:
        self.typed = typed
        self.mistakes = mistakes or {}

    def __call__(self, name: str, label: str, **more: Any) -> Field:
        """A field with one value."""
        value = "" if more.get("kind") == "password" else str(self.typed.get(name, ""))
        return Field(name, label, value, self.mistakes.get(name, ""), **more)

    def choice(
        self, name: str, label: str, options: Iterable[tuple[str, str]], *, kind: str = CHOICE, **more: Any
    ) -> Field:
        """One choice out of several: a list to open (CHOICE), or all of them to tap (ONE)."""
        value = str(self.typed.get(name, ""))
        shown = [Option(code, words, code == value) for code, words in options]
        return Field(name, label, value, self.mistakes.get(name, ""), kind=kind, options=shown, **more)

    def some(
        self,
        name: str,
        label: str,
        options: Iterable[tuple[str, str]],
        *,
        also: Mapping[str, str] | None = None,
        **more: Any,
    ) -> Field:
        """Any number of choices. `also`: other words to find a choice by, by its code."""
        values, beside = self.values(name), also or {}
        shown = [Option(code, words, code in values, beside.get(code, "")) for code, words in options]
        return Field(name, label, "", self.mistakes.get(name, ""), kind=SOME, options=shown, **more)

    def values(self, name: str) -> list[str]:
        """Everything that was ticked under this name."""
        if hasattr(self.typed, "getlist"):
            return list(self.typed.getlist(name))
        value = self.typed.get(name, [])
        return list(value) if isinstance(value, list | tuple | set) else [str(value)]
