"""A peer showed how they were after a talk: to who stands beside them, and to nobody else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from alongside.base import clock
from alongside.base.door import TEAM, door
from alongside.flows import peer_says_how_they_are, team_talk_begins
from alongside.people import reads
from alongside.rules import after_talk as rules
from alongside.web import answers
from alongside.web.moments import when_words
from alongside.web.talk import told
from alongside.web.typed import Typed
from alongside.web.waiting_list import Waits
from alongside.workforce import after_talks
from alongside.workforce import reads as workforce

if TYPE_CHECKING:
    from alongside.web.team.gathered import TeamDesk


def waits(desk: TeamDesk, now: datetime) -> Sequence[Waits]:
    """What the peers one stands beside have shown and one has not seen."""
    return [
        Waits(_("%(name)s shows you how they are") % {"name": desk.name(peer)}, f"/program/after/{note}", at)
        for note, peer, at in desk.peers.shown
    ]


def _beside(request: Any) -> list[int]:
    me = request.here.person_id
    return [peer for peer, by in workforce.supervisors(request.program.id).items() if by == me]


@door(TEAM, "GET", "POST")
def after(request: Any, after: int) -> HttpResponse:
    """For who stands beside this peer; for everybody else there is no such page."""
    note, now = after_talks.shown(request.program.id, after), clock.now()
    peer = reads.person(note.peer_id) if note and note.peer_id in _beside(request) else None
    if note is None or peer is None:
        raise Http404
    if request.method == "POST":
        do = Typed(request.POST).one_of("do", ("talk", "seen"))
        if do:
            peer_says_how_they_are.was_seen(note.id, now)
        talk = (
            team_talk_begins.begin(request.program.id, request.here.person_id, peer.id, now)
            if do == "talk"
            else None
        )
        return answers.see(f"/talk/{talk}" if talk else "/program")
    how = after_talks.how_of(note.id, peer.key_id)
    return answers.page(
        request,
        "team/after_talk.html",
        name=reads.names([peer.id]).get(peer.id, told.someone()),
        how=_(rules.ANSWERS[how]) if how in rules.ANSWERS else "",
        at=when_words(note.at, now, request.here.zone),
        seen=note.seen_at is not None,
    )
