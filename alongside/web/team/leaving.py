"""A peer leaves: one of the team tells each member they walk with, in their own words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from alongside.base import clock
from alongside.base.door import COORDINATOR, TEAM, door
from alongside.flows import peer_leaves
from alongside.people import reads
from alongside.rules.verdict import LONGEST
from alongside.talk.access import NotHere
from alongside.web import answers
from alongside.web.fields import LONG, Shown
from alongside.web.typed import Typed
from alongside.web.waiting_list import Waits

if TYPE_CHECKING:
    from alongside.web.team.gathered import TeamDesk


def waits(desk: TeamDesk, now: datetime) -> Sequence[Waits]:
    """On the desk of whoever stands beside the peer; after two days on everyone's."""
    team = {each for each, helper in desk.helpers.items() if helper.roles & peer_leaves.TEAM}
    found = []
    for walk, peer in desk.matching.walks:
        since = desk.peers.leaving[peer]
        by = peer_leaves.whose_to_tell(desk.peers.beside.get(peer), team, since, now)
        if by in (None, desk.me) and peer != desk.me:
            name = {"name": desk.names.get(peer, "")}
            words = _("%(name)s is leaving. Tell someone who walks with them.") % name
            found.append(Waits(words, f"/program/leaving/{walk}", since))
    return found


@door(TEAM, "GET", "POST")
def tell(request: Any, match: int) -> HttpResponse:
    """The words of this person to this member. Once they are sent, the walk ends."""
    now, program = clock.now(), request.program
    try:
        one = peer_leaves.one_to_tell(program.id, match, now)
    except NotHere:
        raise Http404 from None
    names = reads.names([one.walk.member_id, one.walk.peer_id, one.by or 0])
    typed = Typed(request.POST)
    if request.method == "POST":
        words = typed.text("words", at_most=LONGEST, needed=_("Please write a few words of your own."))
        if not typed.mistakes:
            try:
                talk = peer_leaves.tell(program.id, request.here.person_id, match, words, now)
            except NotHere:
                raise Http404 from None
            return answers.see(f"/talk/{talk}")
    field = Shown(typed.fields, typed.mistakes)("words", _("Your words to them"), kind=LONG, rows=6)
    return answers.page(
        request,
        "team/leaving.html",
        422 if typed.mistakes else 200,
        member=names.get(one.walk.member_id, _("Someone")),
        peer=names.get(one.walk.peer_id, _("Someone")),
        named=names.get(one.by or 0, "") if one.by not in (None, request.here.person_id) else "",
        words_field=field,
        mistakes=typed.mistakes.items(),
    )


@door(COORDINATOR, "POST")
def leaves(request: Any, person: int) -> HttpResponse:
    """The coordinator says that a peer has left, or takes it back."""
    program, now = request.program, clock.now()
    if "peer" not in reads.roles_in(program.id).get(person, frozenset()):
        raise Http404
    if request.POST.get("stay"):
        peer_leaves.stays(person, now)
    else:
        peer_leaves.begins(program.id, person, "", now)
    return answers.see(f"/program/people/{person}")
