"""What is said beside a talk of help and safety: one card at most, from one question to the room."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from alongside.matching.walks import Walk
from alongside.people import reads
from alongside.rules import quiet as rules
from alongside.safety import beside
from alongside.talk.rows import Room, Seat
from alongside.web.talk import told
from alongside.web.talk.asked_card import Asked


def asker(request: Any, room: Room, seat: Seat, walk: Walk | None, now: datetime) -> Asked | None:
    """Who is coming to the peer's side; the member is told or asked; and, early, "If you go quiet"."""
    if walk is None:
        return None
    found = beside.of(room.id, request.here.person_id)
    if found.called:
        shows = {"room": room.id, "beside": found.with_them, "who": _name(found.who)}
        return Asked("talk/parts/with_you.html", shows)
    if found.outside:
        return Asked("talk/parts/told_outside.html", {"contact": found.outside})
    if found.peer_who_stops:
        shows = {"room": room.id, "name": _name(found.peer_who_stops)}
        return Asked("talk/parts/someone_else.html", shows)
    is_early = walk.ended_at is None and rules.is_asked(room.last_n, walk.began_at, now)
    if is_early and not found.answered_if_quiet:
        return Asked("talk/parts/if_quiet.html", {"room": room.id})
    return None


def _name(person_id: int | None) -> str:
    return reads.names([person_id]).get(person_id, told.someone()) if person_id else ""
