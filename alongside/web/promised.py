"""The promise in the reader's language, line by line; what a program wrote itself stays as it wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterable
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
    return _words(rules.lines(profile, promise.sentence, promise.law), peer)


def promise_on_contact(promise: Promise | None, peer: str) -> list[str]:
    """What it says of dying, and of telling someone outside: the program's own sentence, and the law's."""
    profile = rules.by_code(promise.profile) if promise else None
    if promise is None or profile is None:
        return []
    every = (*rules.lines(profile, promise.sentence, promise.law), *rules.in_full(promise.law))
    wanted = (rules.DYING, rules.OUTSIDE, rules.LAW, rules.NO_LAW)
    return _words((line for line in every if line.code in wanted), peer)


def promise_in_full(promise: Promise | None, peer: str) -> list[str]:
    """What the page of the whole promise says after those lines."""
    return _words(rules.in_full(promise.law), peer) if promise else []


def _words(lines: Iterable[rules.Line], peer: str) -> list[str]:
    return [line.words if line.own else _filled(_(line.words), {"peer": peer, **line.told}) for line in lines]


def _filled(words: str, told: dict[str, str]) -> str:
    """Each blank is filled once: what stands in a program's own words is no blank."""
    return re.sub(r"\{(\w+)\}", lambda blank: told.get(blank[1], blank[0]), words)
