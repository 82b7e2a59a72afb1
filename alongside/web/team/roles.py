"""What someone is in the program, in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from alongside.web.context import words_of

if TYPE_CHECKING:
    from alongside.people.models import Program


def role_words(roles: Iterable[str], program: Program | None) -> str:
    """ "coordinator, supervisor" in the program's own words where it has some."""
    held = set(roles)
    return ", ".join(words for role, words in choices(program) if role in held)


def choices(program: Program | None) -> list[tuple[str, str]]:
    """The roles a link can give, with words for each."""
    words = words_of(program)
    return [
        ("peer", words["peer"]),
        ("supervisor", words["supervisor"]),
        ("coordinator", _("coordinator")),
    ]
