"""A text that fell due is looked at once more before it goes: is it in time, may it go there now, and what
does it say? What may not go is put off or given up here, and nothing of it is lost in silence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from alongside.base import wake
from alongside.flows import someone_is_noticed, text_words
from alongside.flows.notes_are_sent import near
from alongside.gateways import writes as lights
from alongside.outbox import texts
from alongside.people import doors
from alongside.rules import reaching, sending, spending, text_units
from alongside.rules import texts as rule
from alongside.rules.channel import Outgoing
from alongside.rules.channel_troubles import CEILING, LATE, STOPPED, WINDOW
from alongside.talk import reads as talks

if TYPE_CHECKING:
    from alongside.gateways.reads import Open
    from alongside.outbox.texts import Owed
    from alongside.people.doors import Door
    from alongside.rules.channel import Capabilities


@dataclass(frozen=True, slots=True)
class Ready:
    """A text that may go now, as it goes."""

    owed: Owed
    gateway: Open
    door: Door
    parts: tuple[str, ...]
    outgoing: Outgoing


def of_these(claimed: list[Owed], gateway: Open, spent: int, now: datetime) -> list[Ready]:
    """Those that may go now. `spent`: by this gateway this month, in millionths. Inside a transaction."""
    if not claimed:
        return []
    reached = doors.these(each.handle_id for each in claimed)
    lines = [each for each in claimed if each.conversation_id is not None]
    here = near({each.person_id for each in lines}, now) if lines else set()
    ready: list[Ready] = []
    for each in claimed:
        door = reached.get(each.handle_id)
        if door is None:
            texts.will_not_go(each, "stopped", STOPPED, now)
            continue
        made = _made_ready(each, gateway, door, spent, here, now)
        if made is not None:
            ready.append(made)
    return ready


def given_up(owed: Owed, state: Any, trouble: str, now: datetime) -> None:
    """It will not arrive. Who wrote the line sees it where they wrote it."""
    if not texts.will_not_go(owed, state, trouble, now):
        return
    if state == "late":
        lights.count(owed.program_id, owed.gateway_id, now.date(), late=1)
    if owed.conversation_id is not None:
        wake.nudge("talk", owed.conversation_id)


def facts(door: Door, can: Capabilities) -> reaching.Facts:
    """A door and its channel, for the rule that says what may be sent there."""
    return reaching.Facts(
        stopped=door.stopped_at is not None,
        shared=door.shared,
        has_code=door.has_code,
        open_until=door.open_until,
        safe_from=door.safe_from,
        safe_until=door.safe_until,
        zone=door.zone,
        last_in_at=door.last_in_at,
        can_begin=can.can_begin,
        reply_window=can.reply_window,
        template_outside=can.template_outside,
        never_pushes=can.answers_at_once,
        still_asked=door.still_asked_at is not None,
    )


def _made_ready(
    owed: Owed, gateway: Open, door: Door, spent: int, here: set[int], now: datetime
) -> Ready | None:
    if now >= owed.deadline_at:
        given_up(owed, "late", LATE, now)
        return None
    if owed.unsure >= rule.SENT_AT_MOST:  # handed over twice, and nobody knows: it is taken as sent
        texts.went(owed, "", 0, 0, now, again=False)
        return None
    if owed.conversation_id is not None and owed.person_id in here:
        texts.put_off(owed, now + sending.AWAY_LOOKED_AT_AGAIN)
        return None
    ceiling = int(gateway.settings["ceiling_millionths"])
    if not spending.may_go(owed.kind, spent, ceiling, door.last_in_at, now):
        lights.is_troubled(gateway.id, CEILING, now)
        texts.put_off(owed, now + spending.LOOKED_AT_AGAIN)
        return None
    verdict = reaching.judge(owed.kind, facts(door, gateway.capabilities), now)
    if isinstance(verdict, reaching.Wait):
        texts.waits_for_their_hours(owed, verdict.until)
        return None
    if isinstance(verdict, reaching.No):
        given_up(owed, "stopped", STOPPED if verdict.why == "stopped" else WINDOW, now)
        return None
    words = _words(owed, door, verdict, now)
    return _packed(owed, gateway, door, words, verdict, now) if words else None


def _words(owed: Owed, door: Door, verdict: reaching.Verdict, now: datetime) -> str | None:
    """What this text says now. None: nothing is left to say, and it is settled here."""
    if isinstance(verdict, reaching.NoticeOnly) and owed.kind != "note":
        texts.will_not_go(owed, "noticed", "", now)
        someone_is_noticed.by_phone(door, now)
        return None
    if owed.conversation_id is None:
        words = texts.words(owed, door)
        if words is None:
            texts.will_not_go(owed, "stopped", STOPPED, now)
        return words
    lines = talks.said_to(owed.conversation_id, owed.person_id, owed.from_n, owed.to_n)
    said = talks.these(owed.program_id, owed.conversation_id, lines)
    spoken = [text_words.in_words(each.raw, door) for each in said if each.raw]
    if not spoken:  # read on a page meanwhile, or its author deleted everything
        texts.will_not_go(owed, "seen", "", now)
        return None
    return text_words.named(text_words.from_whom(door, owed.conversation_id), spoken)


def _packed(
    owed: Owed, gateway: Open, door: Door, words: str, verdict: reaching.Verdict, now: datetime
) -> Ready:
    outgoing = Outgoing(
        ours=owed.ours,
        to=door.address,
        text="",
        at=now,
        deadline=owed.deadline_at,
        again=owed.unsure > 0,
        in_window=getattr(verdict, "in_window", True),
        reply_to=owed.reply_to,
        sender=str(gateway.settings["sender"]),
        door=door.handle_id,
        language=door.language,
    )
    return Ready(owed, gateway, door, _cut(words, door, gateway.capabilities), outgoing)


def _cut(words: str, door: Door, can: Capabilities) -> tuple[str, ...]:
    """The messages a text becomes: as few and as cheap as its channel allows."""
    if can.unit != "segment":
        return tuple(words[at : at + can.longest] for at in range(0, len(words), can.longest))
    if door.plain_letters:
        words = text_units.folded(words, door.language)
    return tuple(text_units.cut(text_units.plain(words), can.longest))
