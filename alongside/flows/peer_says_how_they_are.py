"""After a talk a peer notes, in one tap, how they are. It is theirs; a second tap shows it to who stands
beside them. Where it was hard they are offered a rest before the next person."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from alongside.base import turn, wake
from alongside.base.door import Visitor
from alongside.flows import peer_is_here
from alongside.outbox import notices
from alongside.rules import after_talk
from alongside.talk import reads as talks
from alongside.workforce import after_talks
from alongside.workforce import reads as workforce

MORNING = 7  # o'clock where the peer is: a rest after a hard night does not end at midnight


def asked_about(
    peer_id: int, now: datetime, standings: list[talks.Standing] | None = None
) -> talks.Standing | None:
    """The newest talk of theirs that is over and that they were not asked about.

    `standings`: their talks, where they were asked for already.
    """
    recent = [
        one
        for one in (talks.conversations_of(peer_id) if standings is None else standings)
        if one.kind == "match" and one.last_at is not None and now - one.last_at <= after_talk.ASKED_FOR
    ]
    asked = after_talks.asked_to(peer_id, [one.conversation_id for one in recent]) if recent else {}
    return next((one for one in recent if _is_asked(one, asked, now)), None)


def note(who: Visitor, conversation_id: int, how: str, now: datetime) -> int | None:
    """The note's number. None where nothing is asked about this talk."""
    standing = next(
        (one for one in talks.conversations_of(who.person_id) if one.conversation_id == conversation_id), None
    )
    asked = after_talks.asked_to(who.person_id, [conversation_id])
    if standing is None or standing.kind != "match" or not _is_asked(standing, asked, now):
        return None
    with turn.write():
        peer = (who.person_id, who.key_id)
        return after_talks.note(who.program_id, peer, conversation_id, standing.last_n, how, now)


def show(who: Visitor, note_id: int, now: datetime) -> int | None:
    """Who stands beside them sees it now; who that is. None where nobody does."""
    beside = workforce.supervisors(who.program_id).get(who.person_id)
    if beside is None or after_talks.own(who.person_id, note_id) is None:
        return None
    with turn.write():
        if after_talks.share(note_id, now):
            notices.tell(who.program_id, [beside], "desk", now)
            wake.nudge("desk", beside)
    return beside


def rest(who: Visitor, days: int, now: datetime) -> datetime:
    """Nobody new until that morning. Those they walk with go on. Returns when it ends."""
    local = now.astimezone(ZoneInfo(who.zone)) + timedelta(days=days)
    until = local.replace(hour=MORNING, minute=0, second=0, microsecond=0).astimezone(now.tzinfo)
    peer_is_here.rests(who.program_id, who.person_id, until, now)
    return until


def was_seen(note_id: int, now: datetime) -> None:
    with turn.write():
        after_talks.see(note_id, now)


def _is_asked(one: talks.Standing, asked: dict[int, int], now: datetime) -> bool:
    return after_talk.is_asked(
        one.last_n, one.last_at, one.ended_at, one.last_n - one.unread, asked.get(one.conversation_id, 0), now
    )
