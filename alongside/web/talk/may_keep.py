"""Somebody would like to keep a line: its writer is asked once, beside the talk, and told on their desk."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from alongside.flows import words_are_kept
from alongside.matching.walks import Walk
from alongside.people import reads as people
from alongside.safety import desks
from alongside.talk.rows import Room, Seat
from alongside.web.talk import told
from alongside.web.talk.asked_card import Asked
from alongside.web.talk.safety_asks import known_beside
from alongside.web.waiting_list import Waits

if TYPE_CHECKING:
    from alongside.web.peers.gathered import PeerDesk


def asker(request: Any, room: Room, seat: Seat, walk: Walk | None, now: datetime) -> Asked | None:
    """The card beside the talk, for whose line it is."""
    is_wanted = known_beside(request, room).line_is_wanted
    wanted = words_are_kept.first_wanted(request.here.person_id, room) if is_wanted else None
    if wanted is None:
        return None
    wish, words = wanted
    name = people.names([wish.keeper_id]).get(wish.keeper_id, told.someone())
    return Asked("talk/parts/may_keep.html", {"room": room.id, "line": wish.id, "words": words, "name": name})


def waits(desk: PeerDesk, now: datetime) -> Sequence[Waits]:
    """On a peer's desk: somebody asks, in which talk; not whose line, not which."""
    found = {one.conversation_id: one for one in reversed(desk.safety.get(desks.KEPT, []))}
    words = _("Someone would like to keep a line of yours")
    return [Waits(words, f"/talk/{number}", one.since or now) for number, one in found.items()]
