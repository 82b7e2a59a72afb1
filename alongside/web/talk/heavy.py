"""This is heavy: for the peer, always behind the same link, whatever is written in the talk."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from alongside.base import clock
from alongside.base.door import MEMBER, PEER, door
from alongside.flows import backup_is_called, someone_else_takes_over
from alongside.matching import walks
from alongside.matching.walks import Walk
from alongside.outbox import notices, ways
from alongside.people import reads
from alongside.safety import backups, duty, take_overs
from alongside.safety import reads as safety
from alongside.safety.duty import Answering
from alongside.talk.access import NotHere
from alongside.talk.rows import Room
from alongside.web import answers, help_shown
from alongside.web.context import words_of
from alongside.web.moments import when_words
from alongside.web.presence_words import joined
from alongside.web.promised import promise_on_contact
from alongside.web.talk import told
from alongside.web.talk.page import entered
from alongside.web.typed import Typed

LINES_FOR_HELPERS = 2


@door(PEER, "GET", "POST")
def heavy(request: Any, conversation: int) -> HttpResponse:
    """What may help now: to stay, to say what our promise is, to have someone beside, to stop for today."""
    room, _seat = entered(request, conversation)
    walk = walks.walk_in(conversation)
    if walk is None or walk.peer_id != request.here.person_id:
        raise Http404
    now = clock.now()
    if request.method == "POST":
        _do(request, conversation, now)
        return answers.see(f"/talk/{conversation}/heavy")
    return _page(request, room, walk, now)


def _do(request: Any, conversation: int, now: datetime) -> None:
    do = Typed(request.POST).one_of("do", ("backup", "back", "someone"))
    peer_id = request.here.person_id
    try:
        if do == "backup":
            backup_is_called.call(request.program, peer_id, conversation, now)
        elif do == "back":
            backup_is_called.take_back(peer_id, conversation, now)
        elif do == "someone":
            someone_else_takes_over.ask(peer_id, conversation, now)
    except NotHere:
        raise Http404 from None


def _page(request: Any, room: Room, walk: Walk, now: datetime) -> HttpResponse:
    program, zone = request.program, request.here.zone
    called = backups.open_of(walk.peer_id, room.id)
    turns = backup_is_called.turns(program, walk.peer_id, now)
    beside = called.answered_by if called and called.answered_by else 0
    names = reads.names([walk.member_id, beside, *(one.person_id for one in turns)])
    asked = take_overs.newest(room.id)
    return answers.page(
        request,
        "talk/heavy.html",
        room=room,
        name=names.get(walk.member_id, told.someone()),
        promise=promise_on_contact(reads.promise_of(program.id), words_of(program)["peer"]),
        called=called,
        since=when_words(called.made_at, now, zone) if called else "",
        beside=names.get(beside, told.someone()) if beside else "",
        team=_team_words(turns, names),
        anyone_here=any(one.here for one in turns),
        notes=ways.for_kind(notices.DESK) is not None,
        nobody="" if turns else nobody_words(request, now),
        lines=[] if turns else _lines(request, now),
        asked=asked,
        is_asked=asked is not None and not asked.answer,
    )


def _team_words(turns: list[Answering], names: dict[int, str]) -> str:
    """ "Tariro and Mikel": those who are here, or else all whose turn it is."""
    here = [one for one in turns if one.here]
    return joined([names[one.person_id] for one in here or turns if one.person_id in names])


def nobody_words(request: Any, now: datetime) -> str:
    """That nobody of the team is there, and from when on somebody is."""
    coming = duty.next_turn(request.program.id, request.program.time_zone, now)
    if coming is None:
        return _("Nobody from the team is here now.")
    when = when_words(coming[0], now, request.here.zone)
    return _("Nobody from the team is here until %(when)s.") % {"when": when}


def _lines(request: Any, now: datetime) -> list[help_shown.LineShown]:
    """Lines that are for anyone, and so for who helps."""
    every = safety.lines_for_everyone(request.program.id)
    return help_shown.lines_shown(every, request.program, now)[:LINES_FOR_HELPERS]


@door(MEMBER, "POST")
def someone_else(request: Any, conversation: int) -> HttpResponse:
    """The member says whether they would like to go on with someone else for today."""
    says = Typed(request.POST).one_of("says", (take_overs.YES, take_overs.NO))
    try:
        if says:
            someone_else_takes_over.answer(request.here.person_id, conversation, says, clock.now())
        else:
            entered(request, conversation)
    except NotHere:
        raise Http404 from None
    return answers.see("/waiting" if says == take_overs.YES else f"/talk/{conversation}")
