"""People who went quiet and had said what they would like then. Nobody else is on this list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from alongside.base import clock
from alongside.base.door import TEAM, door
from alongside.flows import quiet_is_foreseen
from alongside.flows.quiet_is_foreseen import Quiet
from alongside.people import reads
from alongside.rules import quiet as rules
from alongside.safety import desks
from alongside.web import answers
from alongside.web.moments import when_words
from alongside.web.talk import told
from alongside.web.typed import Typed
from alongside.web.waiting_list import Waits

if TYPE_CHECKING:
    from alongside.web.peers.gathered import PeerDesk
    from alongside.web.team.gathered import TeamDesk


def waits(desk: TeamDesk, now: datetime) -> Sequence[Waits]:
    """What is the team's to do, without a name."""
    agreed = [each.wish(desk.program.id, now) for each in desk.safety.get(desks.QUIET, [])]
    return [
        Waits(_line(each), f"/program/quiet/{each.wish.id}", each.due)
        for each in quiet_is_foreseen.among(agreed, set(desk.helpers), now)
        if each.wish.person_id != desk.me
    ]


def _line(each: Quiet) -> str:
    if each.wish.wish == rules.RING:
        return _("Someone has gone quiet, and wanted us to ring somebody then")
    return _("Someone has gone quiet, and would like a hello")


def waits_for_peer(desk: PeerDesk, now: datetime) -> Sequence[Waits]:
    """On a peer's desk: who agreed to a hello. The talk is where it is said."""
    return [
        Waits(
            _("%(name)s has not written since %(when)s, and would like one hello")
            % {"name": desk.name(each.wish.person_id), "when": when_words(each.since, now, desk.zone)},
            f"/talk/{each.wish.conversation_id}",
            each.due,
        )
        for each in desk.quiet
    ]


@door(TEAM, "GET", "POST")
def quiet(request: Any, quiet: int) -> HttpResponse:
    """One of those on the list. Whom to ring shows once a person opens it, which leaves a trace."""
    now, me = clock.now(), request.here.person_id
    waiting = {each.wish.id: each for each in quiet_is_foreseen.for_team(request.program.id, now)}
    found = waiting.get(quiet)
    if found is None or found.wish.person_id == me:
        raise Http404
    do = Typed(request.POST).one_of("do", ("open", "hello")) if request.method == "POST" else ""
    if do == "hello" and found.wish.wish == rules.HELLO:
        talk = quiet_is_foreseen.say_hello(found, me, now)
        return answers.see(f"/talk/{talk}" if talk else "/program")
    whom = quiet_is_foreseen.open_whom(found, me, now) if do == "open" else ""
    if request.method == "POST" and not whom:
        return answers.see(f"/program/quiet/{quiet}")
    return answers.page(
        request,
        "team/quiet.html",
        found=found,
        whom=whom,
        name=reads.names([found.wish.person_id]).get(found.wish.person_id, told.someone()),
        wants_ringing=found.wish.wish == rules.RING,
        since=when_words(found.since, now, request.here.zone),
        days=found.wish.days,
    )
