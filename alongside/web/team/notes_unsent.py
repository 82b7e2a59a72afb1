"""On the team's desk: how many people could not be told, and why. Nobody's name, nobody's address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.rules.sending import TROUBLES


def unsent(counts: Mapping[str, int]) -> Sequence[str]:
    """One sentence for each reason."""
    told = []
    for trouble, count in counts.items():
        words = ngettext("%(count)d note could not be sent.", "%(count)d notes could not be sent.", count)
        told.append(f"{words % {'count': count}} {_(TROUBLES[trouble])}")
    return told
