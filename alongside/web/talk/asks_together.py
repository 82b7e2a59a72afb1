"""What is asked beside a talk about the two: yes to a time, wait or meet someone, words to keep."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from alongside.flows import member_waits_or_meets
from alongside.matching.walks import Walk
from alongside.people import reads as people
from alongside.talk.rows import Room, Seat
from alongside.web.talk import told
from alongside.web.talk.asked_card import Asked
from alongside.web.talk.together import moment, today_of

BREAK = "talk/parts/asks_break.html"


def a_time(request: Any, room: Room, seat: Seat, walk: Walk | None, now: datetime) -> Asked | None:
    """The other said when to talk next."""
    said = walk.next_talk if walk and walk.ended_at is None else None
    if walk is None or said is None or said.agreed or said.at <= now or said.said_by == seat.person_id:
        return None
    when = moment(said.at, now, request.here.zone)
    shows = {"room": room.id, "when": when, "at": said.at.isoformat(), "name": _name(walk, seat)}
    return Asked("talk/parts/asks_time.html", shows)


def a_break(request: Any, room: Room, seat: Seat, walk: Walk | None, now: datetime) -> Asked | None:
    """The peer rests: would the member rather wait, or meet someone meanwhile?"""
    rest = member_waits_or_meets.asked(walk, seat.person_id, today_of(request, now))
    if rest is None or walk is None:
        return None
    shows = {"room": room.id, "back_on": rest.back_on, "words": rest.words(), "name": _name(walk, seat)}
    return Asked(BREAK, shows)


def words_to_come_back(
    request: Any, room: Room, seat: Seat, walk: Walk | None, now: datetime
) -> Asked | None:
    """Who came with a card has no five words yet, so the talk is on this phone alone: asked at
    once, since a phone is soon lost, and until they made them or said "later"."""
    if walk is None or not walk.by_card or walk.words_later or walk.member_id != seat.person_id:
        return None
    if walk.ended_at is not None or request.here.has_words:
        return None
    return Asked("talk/parts/asks_words.html", {"room": room.id})


def _name(walk: Walk, seat: Seat) -> str:
    other = walk.other(seat.person_id)
    return people.names([other]).get(other, told.someone())
