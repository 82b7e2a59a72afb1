"""What is said beside a talk of help and safety: one card at most, from one question to the room."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from alongside.matching.walks import Walk
from alongside.people import reads
from alongside.rules import quiet as rules
from alongside.safety import beside
from alongside.safety.beside import Beside
from alongside.talk.rows import Room, Seat
from alongside.web.talk import told
from alongside.web.talk.asked_card import Asked


def asker(request: Any, room: Room, seat: Seat, walk: Walk | None, now: datetime) -> Asked | None:
    """Who is coming to the peer's side; the member is told or asked."""
    if walk is None:
        return None
    found = known_beside(request, room)
    if found.called:
        shows = {"room": room.id, "beside": found.with_them, "who": _name(found.who)}
        return Asked("talk/parts/with_you.html", shows)
    if found.outside:
        return Asked("talk/parts/told_outside.html", {"contact": found.outside})
    if found.peer_who_stops:
        shows = {"room": room.id, "name": _name(found.peer_who_stops)}
        return Asked("talk/parts/someone_else.html", shows)
    return None


def if_quiet(request: Any, room: Room, seat: Seat, walk: Walk | None, now: datetime) -> Asked | None:
    """Early, and once nothing else is asked: "If you go quiet"."""
    if walk is None or walk.ended_at is not None or not rules.is_asked(room.last_n, walk.began_at, now):
        return None
    if known_beside(request, room).answered_if_quiet:
        return None
    return Asked("talk/parts/if_quiet.html", {"room": room.id})


def known_beside(request: Any, room: Room) -> Beside:
    """One question for both, however many ask in a page."""
    if not hasattr(request, "found_beside"):
        request.found_beside = beside.of(room.id, request.here.person_id)
    found: Beside = request.found_beside
    return found


def _name(person_id: int | None) -> str:
    return reads.names([person_id]).get(person_id, told.someone()) if person_id else ""
