"""The promise in the reader's language, line by line; what a program wrote itself stays as it wrote it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from alongside.rules import promise as rules

if TYPE_CHECKING:
    from alongside.people.models import Promise


def promise_lines(promise: Promise | None, peer: str) -> list[str]:
    """The lines of a promise; none where the program has not made one. `peer`: the program's word."""
    profile = rules.by_code(promise.profile) if promise else None
    if promise is None or profile is None:
        return []
    lines = rules.lines(profile, promise.sentence)
    return [line.words if line.own else _(line.words).replace("{peer}", peer) for line in lines]
