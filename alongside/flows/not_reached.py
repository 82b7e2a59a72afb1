"""Who writes by text to somebody whose phone nothing reaches is told so: in one plain line, not with each
text, and never why."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from alongside.flows import text_says
from alongside.outbox import in_vain
from alongside.people import reads
from alongside.rules.text_sentences import short
from alongside.rules.texts import TOLD_AGAIN_AFTER
from alongside.talk.access import NotHere, room_for

if TYPE_CHECKING:
    from alongside.flows.text_is_heard import Hearing


def tell(hearing: Hearing, talk_id: int) -> None:
    """After a line was said in this talk. Not on a phone whose word was not said: it would name them."""
    if hearing.facts.has_code and not hearing.facts.is_open:
        return
    try:
        room, mine = room_for(hearing.door.person_id, talk_id)
    except NotHere:
        return
    others = [seat for seat in room.seats if seat.person_id != mine.person_id]
    known = reads.known(seat.person_id for seat in others)
    lost = in_vain.here(room.program_id, talk_id)
    for seat in others:
        them = known.get(seat.person_id)
        if them is None:
            continue
        missed = lost.get(seat.person_id)
        since = them.closed_at or (missed.since if missed and missed.newest_n > seat.seen_n else None)
        if since is not None and not _told_lately(hearing, seat.person_id):
            when = text_says.moment(since, hearing.door.zone, hearing.language)
            hearing.reply("asked_for_none" if them.asked else "unreached", name=short(them.name), when=when)


def _told_lately(hearing: Hearing, person_id: int) -> bool:
    """Notes that it is told now."""
    key, seconds = f"unreached {person_id}", hearing.now.timestamp()
    before = float(hearing.stands.told.get(key) or 0)
    if seconds - before < TOLD_AGAIN_AFTER.total_seconds():
        return True
    hearing.stands = replace(hearing.stands, told={**hearing.stands.told, key: str(seconds)})
    return False
