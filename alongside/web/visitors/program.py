"""The program whose page is open, and whether someone of it is here now: said as it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.people import availability, reads
from alongside.rules import opening
from alongside.web.moments import when_words

if TYPE_CHECKING:
    from alongside.people.models import Program


@dataclass(frozen=True, slots=True)
class Presence:
    """Whether someone is here now, and the words for it."""

    here: bool
    words: str


def opened(request: Any, slug: str) -> Program:
    """The program of this address. The page is shown as one of this program's."""
    theirs = getattr(request, "program", None)
    program = theirs if theirs and theirs.slug == slug else reads.program_by_slug(slug)
    if program is None:
        raise Http404
    request.program = program
    return program


def presence(program: Program, now: datetime, zone: str) -> Presence:
    """Who is here now, counted; when nobody is, when someone will be, as far as the program said."""
    count = len(availability.here(program.id, now))
    if count:
        words = ngettext("One person is here now.", "%(count)d people are here now.", count)
        return Presence(True, words % {"count": count})
    return Presence(False, f"{_('Nobody is here just now.')} {next_words(program, now, zone)}")


def next_words(program: Program, now: datetime, zone: str) -> str:
    """When someone will be here, from the program's hours, in the reader's own time."""
    local = now.astimezone(ZoneInfo(program.time_zone))
    closes = opening.closes(program.hours, local)
    if closes is not None:
        until = when_words(closes, now, zone)
        return _("We are open until %(time)s, so someone may come soon.") % {"time": until}
    opens = opening.opens_next(program.hours, local)
    if opens is None or not availability.anyone_ready(program.id):
        return _("We don’t know yet when someone will be.")
    return _("Someone is usually here from %(time)s.") % {"time": when_words(opens, now, zone)}


def pause_words(program: Program, now: datetime, zone: str) -> str:
    """Why and until when nobody new can begin; nothing when the program is open to new people."""
    if program.opened_at is None:
        return _("We are getting ready. We are not open yet.")
    if program.paused_until is None or program.paused_until <= now:
        return ""
    until = when_words(program.paused_until, now, zone)
    return _("Nobody new can begin until %(time)s. People who are already talking go on.") % {"time": until}
