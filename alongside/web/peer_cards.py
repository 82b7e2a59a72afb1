"""A peer's card as the choosing page and the peer's own preview show it: the same words in both."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from alongside.people.cards import Shown
from alongside.rules import tongues, week
from alongside.web.moments import when_words
from alongside.web.presence_words import joined


@dataclass(frozen=True, slots=True)
class Card:
    """What parts/peer_card.html shows as `person`."""

    name: str
    here_now: bool
    next_here_words: str
    reasons: list[str]
    about: str
    tongues: str


def card(shown: Shown, reasons: Iterable[str], now: datetime, zone: str) -> Card:
    """`zone` is the reader's; the peer's week is in the peer's own."""
    here = shown.is_here(now)
    return Card(
        name=shown.name,
        here_now=here,
        next_here_words="" if here else next_here_words(shown, now, zone),
        reasons=list(reasons),
        about=shown.about,
        tongues=joined([tongues.name(code) for code in tongues.codes_of(shown.tongues)]),
    )


def next_here_words(shown: Shown, now: datetime, zone: str) -> str:
    """When they are next here, as far as they told."""
    start = week.next_here(shown.hours, now.astimezone(ZoneInfo(shown.zone)))
    resting = shown.break_until
    if resting is not None and resting > now:
        return _("Resting until %(when)s") % {"when": when_words(resting, now, zone)}
    if week.usually_here(shown.hours, now.astimezone(ZoneInfo(shown.zone))):
        return _("Not here just now, but usually at this time")
    if start is None:
        return _("Not here just now")
    return _("Usually here from %(when)s") % {"when": when_words(start, now, zone)}
