"""What every template knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils import translation
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from alongside.web import assets

if TYPE_CHECKING:
    from alongside.people.models import Program


def words_of(program: Program | None) -> dict[str, str]:
    """The program's own words for its people, in the page's language; ours where it has none."""
    language = translation.get_language() or "en"
    ours = {
        "peer": _("peer supporter"),
        "peers": _("peer supporters"),
        "member": _("member"),
        "members": _("members"),
        "supervisor": _("supervisor"),
        "supervisors": _("supervisors"),
    }
    own = (program.words or {}).get(language, {}) if program else {}
    return ours | {key: word for key, word in own.items() if word}


def everywhere(request: Any) -> dict[str, Any]:
    program = getattr(request, "program", None)
    return {
        "style": mark_safe(assets.style()),  # noqa: S308  our own file; its hash is in the CSP
        "program": program,
        "visitor": getattr(request, "visitor", None),
        "words": words_of(program),
        "direction": "rtl" if translation.get_language_bidi() else "ltr",
        "language": translation.get_language(),
        "all_languages": settings.LANGUAGES,
    }
