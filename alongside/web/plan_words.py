"""A plan as pages show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from alongside.rules.plan import PARTS

if TYPE_CHECKING:
    from alongside.safety.plans import Helps


def parts_of(helps: Helps | None) -> list[tuple[str, str]]:
    """(heading, words) of each part that has words."""
    if helps is None:
        return []
    return [(_(part.heading), helps.words[part.code]) for part in PARTS if part.code in helps.words]
