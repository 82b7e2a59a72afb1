"""What is known of somebody who writes by a phone or a chat, read in the transaction that takes the text."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from alongside.gateways import reads as gateways
from alongside.matching import reads as matching
from alongside.outbox import carried
from alongside.people import preferences, reads
from alongside.rules.text_sentences import WORDS_AT_MOST, short
from alongside.rules.text_stands import Facts, Offer, Step, Talk
from alongside.rules.today import day_of
from alongside.steps import next_steps, rhythms
from alongside.talk import reads as talks

if TYPE_CHECKING:
    from alongside.gateways.reads import Open
    from alongside.people.doors import Door
    from alongside.people.models import Program

KINDS = ("match", "team")
LOOKED_BACK = timedelta(days=2)
NEWEST = 2**31 - 1  # of the numbers of lines: as far as there are any
STAYS_WITH_THEM = frozenset({"handset", "lock_screen"})  # traces others of the house can come upon


def of(door: Door, gateway: Open, now: datetime) -> Facts:
    """`door` as it was before this text was heard: whether a note was sent there still stands in it."""
    program = reads.program(door.program_id)
    member, peer = "member" in door.roles, "peer" in door.roles
    rhythm = rhythms.of(door.person_id) if member else None
    wish = matching.open_request(door.person_id) if member else None
    offers = matching.offers_for(door.person_id) if peer else ()
    return Facts(
        now=now,
        language=door.language,
        languages=tuple(program.languages) if program else (),
        takes_people=_takes_people(program, now),
        is_member=member,
        is_peer=peer or bool(door.roles - {"member"}),
        asks_whose=bool(gateway.capabilities.traces & STAYS_WITH_THEM) and door.shared is None,
        shared=door.shared,
        has_code=door.has_code,
        is_open=door.open_until is not None and door.open_until > now,
        stopped=door.stopped_at is not None,
        noticed_at=door.noticed_at.timestamp() if door.noticed_at else 0.0,
        talks=talks_of(door, now),
        offers=tuple(Offer(each.offer_id) for each in offers),
        looking=wish is not None,
        step=_step(door, now) if member else None,
        day_waits=rhythm is not None and rhythm.asked_at is not None,
        rhythm_chosen=rhythm is not None and rhythm.when.how_often not in (rhythms.NOT_CHOSEN, "once"),
        resting=bool(preferences.resting([door.person_id], now)),
    )


def talks_of(door: Door, now: datetime) -> tuple[Talk, ...]:
    """Their talks that go on, the one with the newest line first."""
    going = [
        each
        for each in talks.conversations_of(door.person_id, said=True)
        if each.ended_at is None and each.kind in KINDS
    ]
    if not going:
        return ()
    names = reads.names(person for each in going for person in each.other_ids)
    mine = {
        walk.conversation_id for walk in matching.walks_of(door.person_id) if walk.member_id == door.person_id
    }
    heard = carried.last_at(door.handle_id, now - LOOKED_BACK)
    fresh = new_lines(door, [each.conversation_id for each in going if each.unread > 0])
    return tuple(
        Talk(
            id=each.conversation_id,
            name=short(", ".join(names.get(person, "") for person in each.other_ids)),
            unread=len(fresh.get(each.conversation_id, ())),
            as_member=each.conversation_id in mine,
            heard_at=heard.get(each.conversation_id),
            said_at=dict(each.said).get(door.person_id),
            paused=each.paused_by is not None,
        )
        for each in going
    )


def new_lines(door: Door, talk_ids: list[int]) -> dict[int, list[int]]:
    """Conversation -> the numbers of lines that others said, and that neither a page nor a text brought."""
    brought = carried.lines(door.person_id, talk_ids) if talk_ids else {}
    found: dict[int, list[int]] = {}
    for talk in talk_ids:
        said = talks.said_to(talk, door.person_id, 1, NEWEST)
        fresh = [n for n in said if n not in brought.get(talk, ())]
        if fresh:
            found[talk] = fresh
    return found


def gateway_of(door: Door) -> Open | None:
    """By which this door is written to."""
    return gateways.get(door.gateway_id) if door.gateway_id else None


def _step(door: Door, now: datetime) -> Step | None:
    going, _past = next_steps.of(door.person_id, door.key_id)
    if not going:
        return None
    today = day_of(now, ZoneInfo(door.zone or "UTC"))
    return Step(going[0].id, short(going[0].words, WORDS_AT_MOST), going[0].on == today)


def _takes_people(program: Program | None, now: datetime) -> bool:
    if program is None or program.opened_at is None:
        return False
    return program.paused_until is None or program.paused_until <= now
