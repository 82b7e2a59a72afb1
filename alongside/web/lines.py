"""One line of a talk as HTML: the page, the older lines and the live stream all show this same text.

Made without a template: it is the hottest text of the house. Everything a person wrote is escaped.
"""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from html import escape
from zoneinfo import ZoneInfo

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import override

from alongside.flows.voice_note_is_heard import line_words
from alongside.rules import voice_note


@dataclass(frozen=True, slots=True)
class Reader:
    """How someone is shown times: their zone and language."""

    zone: str
    language: str


def line_html(talk: int, n: int, seat: int, text: str | None, at: datetime, reader: Reader) -> str:
    """`text` is as it is kept; None where its author had everything about them deleted."""
    if text is None:
        shown = _gone(reader.language)
    elif text.startswith(voice_note.MARK):
        shown = _voice(talk, n, text, reader.language)
    else:
        shown = _words(text)
    kind = f"s{seat}" if text is not None else f"s{seat} soft"
    moment = at.astimezone(zone_named(reader.zone))
    return f'<li id="m{n}" class="{kind}"><span dir="auto">{shown}</span><time>{moment:%H:%M}</time></li>'


def _words(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br>")


def _voice(talk: int, n: int, text: str, language: str) -> str:
    """Played by the browser itself; nothing is fetched before somebody wants to hear it."""
    seconds, beside = voice_note.parts(text)
    words = escape(line_words(seconds, language))
    where = f"/talk/{talk}/voice/{n}"
    how = 'controls controlslist="nodownload" preload="none"'  # what is saved stays on a phone others hold
    return f'{words}<audio {how} src="{where}" aria-label="{words}"></audio>{_words(beside)}'


def day_html(at: datetime, before: datetime | None, reader: Reader) -> str:
    """The line that names the day, where a day begins."""
    zone = zone_named(reader.zone)
    day = at.astimezone(zone).date()
    if before is not None and before.astimezone(zone).date() == day:
        return ""
    return f'<li class="day"><time datetime="{day}">{escape(_day_words(day, reader.language))}</time></li>'


@lru_cache(64)
def zone_named(name: str) -> ZoneInfo:
    return ZoneInfo(name)


@lru_cache(1024)
def _day_words(day: date, language: str) -> str:
    with override(language):
        return str(formats.date_format(day, "l, j F"))


@lru_cache(64)
def _gone(language: str) -> str:
    with override(language):
        return escape(_("These words were deleted by the person who wrote them."))
