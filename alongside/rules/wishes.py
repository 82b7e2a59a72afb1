"""What a member wishes of a peer. Codes and choices only: free words are kept elsewhere and not compared."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from alongside.rules.said import said

GENDERS: tuple[str, ...] = (
    said("rather not say"),
    said("a woman"),
    said("a man"),
    said("neither, or in between"),
)
AGE_BANDS: tuple[str, ...] = (
    said("rather not say"),
    said("18 to 24"),
    said("25 to 34"),
    said("35 to 49"),
    said("50 to 64"),
    said("65 or older"),
)

KINDS: tuple[str, ...] = ("place", "people", "church", "work", "clinic")
LIKE, ANY, NOT = "like", "any", "not"
TOGETHER = "together"  # all the wishes at once, where no single one is in the way

ALL_BITS = (1 << 63) - 1


@dataclass(frozen=True, slots=True)
class Wishes:
    """What was chosen on the member's pages. `belongs` holds the member's own bits of each kind (their
    place, their church...), `near` what they wish of people who share them: like, any or not."""

    tongues: int
    lived: int = 0
    lived_own: int = 0
    loves: int = 0
    loves_own: int = 0
    gender: int = 0  # GENDERS; 0: no wish
    age_band: int = 0  # AGE_BANDS; 0: no wish
    belongs: Mapping[str, int] = field(default_factory=dict)
    near: Mapping[str, str] = field(default_factory=dict)

    def to_json(self) -> str:
        """As kept (sealed) with the request."""
        return json.dumps({name: value for name, value in asdict(self).items() if value})

    @classmethod
    def from_json(cls, text: str) -> "Wishes":
        """The wishes as they were kept."""
        kept: dict[str, Any] = json.loads(text)
        return cls(**{"tongues": 0, **kept})

    def hard(self) -> tuple[str, ...]:
        """The wishes that rule people out, by name; `without` takes one away."""
        asked = [name for name in ("gender", "age_band") if getattr(self, name)]
        return (*asked, *(kind for kind in KINDS if self.near.get(kind) == NOT))

    def liked(self) -> tuple[int, ...]:
        """For each kind the member would like to share: the bits that are theirs."""
        mine = (self.belongs.get(kind, 0) for kind in KINDS if self.near.get(kind) == LIKE)
        return tuple(bits for bits in mine if bits)

    def kept_from(self) -> tuple[tuple[int, int], ...]:
        """For each "please not": the bit of the kind in a peer's `told`, and the bits not to be shared."""
        return tuple(
            (1 << place, self.belongs.get(kind, 0))
            for place, kind in enumerate(KINDS)
            if self.near.get(kind) == NOT
        )

    def unanswerable(self) -> tuple[str, ...]:
        """Kinds with a "please not" but nothing to compare: nobody can be shown to be clear of them.

        A page asks for the missing word before it lets someone go on.
        """
        return tuple(kind for kind in KINDS if self.near.get(kind) == NOT and not self.belongs.get(kind, 0))

    def without(self, wish: str) -> "Wishes":
        """The same, with one wish (or all of them together) let go. Names that are no wish change nothing."""
        if wish == TOGETHER:
            lighter = self
            for each in self.hard():
                lighter = lighter.without(each)
            return lighter
        if wish == "gender":
            return replace(self, gender=0)
        if wish == "age_band":
            return replace(self, age_band=0)
        if wish in KINDS:
            return replace(self, near={**self.near, wish: ANY})
        return self
