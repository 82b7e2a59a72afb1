"""The wait, told as it is: who is asked, how long it may take, and who is here."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.base import clock
from alongside.base.door import MEMBER, door
from alongside.flows import support_is_asked, team_talk_begins
from alongside.matching import left_over, waits
from alongside.matching import reads as matching
from alongside.matching.access import NotHere
from alongside.people import reads
from alongside.rules import wait
from alongside.web import answers
from alongside.web.members.being_told import reach_of
from alongside.web.members.ways import onward
from alongside.web.night_letter import letter_tonight
from alongside.web.typed import Typed
from alongside.web.visitors.program import Presence, pause_words, presence

if TYPE_CHECKING:
    from alongside.matching.reads import State
    from alongside.matching.rows import Wish


@door(MEMBER, "GET", "POST")
def waiting(request: Any) -> HttpResponse:
    """The page to wait on, and to stop waiting."""
    now = clock.now()
    person_id = request.here.person_id
    wish = matching.open_request(person_id)
    if wish is None:
        return answers.see(onward(person_id))
    if request.method == "POST":
        return _told(request, wish, now)
    state = matching.state_of(wish)
    if state.kind == "choosing":
        return answers.see("/choose")
    return _page(request, wish, state, now)


@door(MEMBER)
def news(request: Any) -> HttpResponse:
    """Whether anything changed since the page was made: asked by the page itself, every ten seconds."""
    now = clock.now()
    person_id = request.here.person_id
    wish = matching.open_request(person_id)
    if wish is None:
        return JsonResponse({"go": onward(person_id)})
    state = matching.state_of(wish)
    if state.kind == "choosing":
        return JsonResponse({"go": "/choose"})
    there = presence(request.program, now, request.here.zone)
    return JsonResponse({"stamp": _stamp(state, there, left_over.taken_by(wish.id))})


def _told(request: Any, wish: Wish, now: datetime) -> HttpResponse:
    typed = Typed(request.POST)
    do = typed.one_of("do", ("withdraw", "next"))
    person_id = request.here.person_id
    try:
        if do == "withdraw":
            support_is_asked.withdraw(person_id, wish.id, now)
            return answers.see("/")
        next_id = matching.state_of(wish).next_id
        if do == "next" and next_id is not None:
            support_is_asked.ask_next(person_id, wish.id, next_id, now)
    except NotHere:  # met, or withdrawn in another tab, at this very moment
        return answers.see("/")
    return answers.see("/waiting")


@dataclass(frozen=True, slots=True)
class Writes:
    """Who of the team writes to this member, since nobody else could; and their talk."""

    name: str
    address: str


def who_writes(person_id: int, wish: Wish) -> Writes | None:
    """Only once somebody has taken it: it is not promised before."""
    by = left_over.taken_by(wish.id)
    name = reads.names([by]).get(by, "") if by else ""
    if by is None or not name:
        return None
    talk = team_talk_begins.between(by, person_id)
    return Writes(name, f"/talk/{talk}" if talk else "")


def _page(request: Any, wish: Wish, state: State, now: datetime) -> HttpResponse:
    here, program = request.here, request.program
    names = reads.names(peer for peer in (state.peer_id, state.next_id) if peer)
    there = presence(program, now, here.zone)
    return answers.page(
        request,
        "members/waiting.html",
        heading=_heading(state, names),
        cannot=_cannot(state, names),
        ask_next=_("Ask %(name)s") % {"name": names[state.next_id]} if state.next_id in names else "",
        outlook=_outlook_words(wait.outlook(waits.lately(program.id, now))),
        presence=there,
        letter=letter_tonight(request, program, now, somebody=there.here),
        pause=pause_words(program, now, here.zone),
        stamp=_stamp(state, there, left_over.taken_by(wish.id)),
        writes=who_writes(here.person_id, wish),
        reach=reach_of(here),
    )


def _heading(state: State, names: dict[int, str]) -> str:
    if state.kind == "asking" and state.peer_id in names:
        return _("We’ve asked %(name)s.") % {"name": names[state.peer_id]}
    if state.kind == "could_not":
        return _("Not just now")
    if state.kind == "asking_others":
        return _("We’re asking who is free.")
    return _("Nobody is free yet. We keep asking.")


def _cannot(state: State, names: dict[int, str]) -> str:
    if state.kind != "could_not" or state.peer_id is None:
        return ""
    name = names.get(state.peer_id, _("The person you asked"))
    words = _("%(name)s can’t take on someone new this week.") % {"name": name}
    if state.next_id in names:
        return f"{words} {_('Shall we ask %(name)s?') % {'name': names[state.next_id]}}"
    return f"{words} {_('Shall we look for someone else?')}"


def _outlook_words(outlook: wait.Outlook) -> str:
    if outlook.unit == wait.NEW:
        return _("How long it takes? We don’t know yet. We are new.")
    if outlook.unit == wait.LONG:
        return _("It has been taking long lately. We can’t name a time, and we don’t want to guess.")
    about = {
        wait.MINUTES: ngettext("%(count)d minute", "%(count)d minutes", outlook.count),
        wait.HOURS: ngettext("an hour", "%(count)d hours", outlook.count),
        wait.DAYS: ngettext("a day", "%(count)d days", outlook.count),
    }[outlook.unit] % {"count": outlook.count}
    return _("Most who asked here lately were talking within about %(time)s.") % {"time": about}


def _stamp(state: State, there: Presence, taken_by: int | None) -> str:
    """Changes when the page would read differently; tells nothing itself."""
    told = f"{state} {there.words} {taken_by}"
    return hashlib.blake2b(told.encode(), digest_size=6).hexdigest()
