"""Someone says they walk with this peer and lost their words: is it them, and who?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from alongside.base import clock
from alongside.base.door import PEER, door
from alongside.flows import lost_words_are_asked
from alongside.people import lost_words, reads
from alongside.web import answers
from alongside.web.fields import ONE, Shown
from alongside.web.moments import when_words
from alongside.web.typed import Typed, identity
from alongside.web.waiting_list import Waits

if TYPE_CHECKING:
    from alongside.people.lost_words import Lost
    from alongside.web.peers.gathered import PeerDesk


def waits(desk: PeerDesk, now: datetime) -> Sequence[Waits]:
    """One line for each, without a name."""
    words = _("Someone says they walk with you and lost their words")
    return [Waits(words, f"/desk/lost/{number}", since) for number, since in desk.people.lost]


@door(PEER, "GET", "POST")
def lost(request: Any, lost: int) -> HttpResponse:
    """What they told, whom it could be, and two buttons. Until they are in, a yes can be taken back."""
    here, now = request.here, clock.now()
    found = lost_words.one(here.program_id, lost)
    if found is None or found.peer_id != here.person_id:
        raise Http404
    typed = Typed(request.POST)
    if request.method != "POST":
        return _page(request, found, typed, now)
    if typed.one_of("do", ("them", "not")) != "them":
        if typed.raw("do") == "not":
            lost_words_are_asked.refuse(found, now)
        return answers.see(f"/desk/lost/{lost}")
    try:
        known = lost_words_are_asked.peer_says_who(here.person_id, found, identity(typed.raw("who")), now)
    except lost_words_are_asked.NotTheirs:
        typed.wrong("who", _("Please choose who it is."))
        return _page(request, found, typed, now, 422)
    if not known:
        typed.wrong("who", _("Somebody else asks as this person, or it was stopped. Speak with the team."))
        return _page(request, found, typed, now, 422)
    return answers.see(f"/desk/lost/{lost}")


def _page(request: Any, found: Lost, typed: Typed, now: datetime, status: int = 200) -> HttpResponse:
    here = request.here
    people = reads.names(lost_words_are_asked.whom_they_know(here.program_id, here.person_id))
    name, how = lost_words.words(found, request.program.key_id)
    shown = Shown(typed.fields, typed.mistakes)
    options = sorted(((str(each), name) for each, name in people.items()), key=lambda one: one[1].casefold())
    return answers.page(
        request,
        "peers/lost.html",
        status,
        told_name=name,
        told_how=how,
        since=when_words(found.made_at, now, here.zone),
        known=reads.names([found.person_id]).get(found.person_id, "") if found.person_id else "",
        over=found.told.used_at is not None or found.told.refused_at is not None or found.told.ends_at <= now,
        who=shown.choice("who", _("Who of those you know is it?"), options, kind=ONE),
        anybody=bool(options),
        mistakes=typed.mistakes.items(),
    )
