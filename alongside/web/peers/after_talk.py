"""After a talk: how are you? One tap on the desk, skippable. A second tap shows it, a third gives a rest."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from alongside.base import clock
from alongside.base.door import PEER, door
from alongside.flows import peer_says_how_they_are
from alongside.people import reads
from alongside.rules import after_talk as rules
from alongside.web import answers
from alongside.web.moments import when_words
from alongside.web.talk import told
from alongside.web.typed import Typed
from alongside.workforce import after_talks
from alongside.workforce import reads as workforce

if TYPE_CHECKING:
    from alongside.web.peers.gathered import PeerDesk


def asked(desk: PeerDesk, now: datetime) -> dict[str, Any] | None:
    """The card on the desk: which talk, and the three answers."""
    standing = peer_says_how_they_are.asked_about(desk.me, now, desk.standings)
    if standing is None:
        return None
    name = next((desk.names[each] for each in standing.other_ids if each in desk.names), told.someone())
    ways = [(code, _(words)) for code, words in rules.ANSWERS.items()]
    return {"conversation": standing.conversation_id, "name": name, "ways": ways}


@door(PEER, "POST")
def after(request: Any, conversation: int) -> HttpResponse:
    """The one tap. Skipping is one too."""
    how = Typed(request.POST).one_of("how", (*rules.ANSWERS, rules.SKIPPED))
    if not how:
        return answers.see("/desk")
    note = peer_says_how_they_are.note(request.here, conversation, how, clock.now())
    return answers.see(f"/desk/after/{note}/kept" if note and how != rules.SKIPPED else "/desk")


@door(PEER, "GET", "POST")
def kept(request: Any, note: int) -> HttpResponse:
    """It is kept for the peer alone, unless they show it. Where it was hard: a rest is offered."""
    found, now = after_talks.own(request.here.person_id, note), clock.now()
    if found is None:
        raise Http404
    if request.method == "POST":
        do = Typed(request.POST).one_of("do", ("show", *map(str, rules.RESTS)))
        if do == "show":
            peer_says_how_they_are.show(request.here, note, now)
            return answers.see(f"/desk/after/{note}/kept")
        if do:
            peer_says_how_they_are.rest(request.here, int(do), now)
        return answers.see("/desk")
    beside = workforce.supervisors(request.program.id).get(request.here.person_id, 0)
    how = after_talks.how_of(note, request.here.key_id)
    return answers.page(
        request,
        "peers/after_talk.html",
        how=_(rules.ANSWERS[how]) if how in rules.ANSWERS else "",
        hard=how == rules.HARD,
        beside=reads.names([beside]).get(beside, "") if beside else "",
        shown=when_words(found.shared_at, now, request.here.zone) if found.shared_at else "",
        rests=rules.RESTS,
    )
