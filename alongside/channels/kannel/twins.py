"""An operator sends again what bearerbox could not confirm, though bearerbox may have it on disk: then the
same text comes twice, by two names. Only around a break of the line can that be, so only there are two equal
texts of one sender taken for one."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from alongside.channels.kannel.box import WORDS
from alongside.channels.kannel.parts import Whole

APART = 60  # seconds between the two at the most
SLACK = 2  # bearerbox counts whole seconds, and still takes texts while it stops


@dataclass
class Twins:
    """What came lately, as far as it takes to know it again. No words are kept."""

    broke_at: float = 0.0  # seconds since 1970, when the line broke last
    _seen: dict[bytes, tuple[str, int]] = field(default_factory=dict)

    def named(self, whole: Whole) -> Whole:
        """The text, by the name it came with first."""
        first = whole.sms[0]
        if first.kind != WORDS:
            return whole
        told = f"{first.sender}\0{first.receiver}\0{whole.words}"
        known = self._seen.get(look := hashlib.sha256(told.encode()).digest())
        if known and known[0] != first.id and self._around_a_break(known[1], first.time):
            whole.twin = known[0]
        else:
            self._seen[look] = (first.id, first.time)
        self._seen = {each: at for each, at in self._seen.items() if first.time - at[1] <= 2 * APART}
        return whole

    def _around_a_break(self, before: int, after: int) -> bool:
        earlier, later = sorted((before, after))
        return (
            later - earlier <= APART and earlier <= self.broke_at + SLACK and later >= self.broke_at - SLACK
        )
