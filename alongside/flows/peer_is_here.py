"""A peer is here now, takes a break, comes back. Nobody is asked why."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from alongside.base import turn, wake
from alongside.matching import reads as matching
from alongside.matching import writes
from alongside.outbox import notices
from alongside.people import availability, presence, profiles, reads
from alongside.workforce import breaks


def switch_on(program_id: int, person_id: int, no_later: datetime | None, now: datetime) -> None:
    """Here now. Who was on a break is back with it."""
    with turn.write():
        profiles.begin(program_id, person_id)
        presence.switch_on(person_id, no_later, now)
        breaks.comes_back(person_id, now)
        writes.bring_forward(program_id)
        wake.nudge("person", person_id)


def switch_off(person_id: int) -> None:
    with turn.write():
        presence.switch_off(person_id)
        wake.nudge("person", person_id)


def shows_a_sign(person_id: int, told: profiles.Told, now: datetime) -> bool:
    """A page of the desk was opened: moves the end of "here now", if that is due. Mostly writes nothing.
    Whether it wrote."""
    due = presence.needs_sign(told.here_wished, told.here_until, told.here_no_later, now)
    if due:
        with turn.write():
            presence.sign(person_id, now)
    return due


def rests(program_id: int, person_id: int, until: datetime, now: datetime, words: str = "") -> None:
    """Suggested to nobody until then. Those they walk with go on, and each is asked in the talk whether they
    would rather wait or meet someone meanwhile. `words`: a kind line for them."""
    peer = reads.person(person_id)
    if peer is None:
        return
    zone = ZoneInfo(peer.time_zone or peer.program.time_zone)
    with turn.write():
        profiles.begin(program_id, person_id)
        presence.switch_off(person_id)
        availability.take_break(person_id, until)
        back_on = until.astimezone(zone).date()
        breaks.begin(program_id, (person_id, peer.key_id), back_on, words, now)
        going_on = [walk for walk in matching.walks_of(person_id) if walk.ended_at is None]
        walked = [walk for walk in going_on if walk.peer_id == person_id]
        notices.tell(program_id, [walk.member_id for walk in walked], "note", now)
        for walk in walked:
            wake.nudge("talk", walk.conversation_id)


def comes_back(person_id: int, now: datetime) -> None:
    with turn.write():
        availability.take_break(person_id, None)
        breaks.comes_back(person_id, now)
