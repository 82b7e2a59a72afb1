""" "That helped": somebody a peer walked with left them a kind word, to open now or on a day they choose."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from alongside.base import clock
from alongside.base.door import PEER, door
from alongside.flows import line_is_left
from alongside.people import reads as people
from alongside.safety import desks
from alongside.talk.access import NotHere
from alongside.web import answers
from alongside.web.fields import Shown
from alongside.web.talk import told
from alongside.web.talk.together import today_of
from alongside.web.typed import Typed
from alongside.web.waiting_list import Waits

if TYPE_CHECKING:
    from alongside.web.peers.gathered import PeerDesk

AHEAD = timedelta(days=366)


def waits(desk: PeerDesk, now: datetime) -> Sequence[Waits]:
    """On the desk, from the chosen day on. Never after a block."""
    blocked = {each.conversation_id for each in desk.safety.get(desks.BLOCKED, [])}
    words = _("Someone you walked with left you a kind word")
    return [
        Waits(words, f"/desk/kind-words/{number}", at)
        for number, conversation, at in desk.matching.helped
        if conversation not in blocked
    ]


def came_by_card(desk: PeerDesk, now: datetime) -> Sequence[Waits]:
    """On the desk: somebody used a card, and nobody has said anything yet."""
    used = desk.matching.came
    quiet = [each for each in desk.standings if each.last_n == 0 and each.ended_at is None]
    words = _("Someone came in with your card. Say hello.")
    return [
        Waits(words, f"/talk/{each.conversation_id}", used[each.conversation_id])
        for each in quiet
        if each.conversation_id in used
    ]


@door(PEER, "GET", "POST")
def kind_words(request: Any, helped: int) -> HttpResponse:
    """Open it now, or choose a day."""
    now, me = clock.now(), request.here.person_id
    today = today_of(request, now)
    try:
        found = line_is_left.kind_words(me, helped, today)
        typed = Typed(request.POST)
        if request.method == "POST":
            if typed.ticked("open"):
                line_is_left.open_it(me, helped, today, now)
                return answers.see(f"/desk/kind-words/{helped}")
            day = _day(typed, today)
            if day is not None:
                line_is_left.choose_day(me, helped, day, today)
                return answers.see("/desk")
    except NotHere:
        raise Http404 from None
    return answers.page(
        request,
        "peers/kind_words.html",
        422 if typed.mistakes else 200,
        name=people.names([found.member_id]).get(found.member_id, told.someone()),
        opened=found.opened_at is not None,
        kind=found.words,
        conversation=found.conversation_id,
        day=Shown(typed.fields, typed.mistakes)("day", _("On which day?"), kind="date"),
        mistakes=typed.mistakes.items(),
    )


def _day(typed: Typed, today: date) -> date | None:
    try:
        day = date.fromisoformat(typed.line("day"))
    except ValueError:
        typed.wrong("day", _("Please choose a day."))
        return None
    if not today < day <= today + AHEAD:
        typed.wrong("day", _("Please choose a day from tomorrow on, within a year."))
        return None
    return day
