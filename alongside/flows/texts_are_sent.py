"""Texts that fell due are handed to their gateways: the most urgent first, no faster than each takes them.

A text is claimed before it is handed over, so several workers may run beside each other. If a process dies
in between, a gateway that can tell is asked whether it has it; else it is sent once more, marked and
counted. After its deadline nothing is sent, and who wrote it is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from alongside.base import turn, wake
from alongside.flows import someone_is_noticed, text_words
from alongside.flows.notes_are_sent import near
from alongside.gateways import reads as gateways
from alongside.gateways import writes as lights
from alongside.outbox import texts
from alongside.people import doors
from alongside.rules import reaching, sending, text_units
from alongside.rules import texts as rule
from alongside.rules.channel import Carried, Outgoing
from alongside.rules.channel_troubles import CREDIT, LATE, REFUSED, SENDER, SILENT, STOPPED, TOO_FAST, WINDOW
from alongside.talk import reads as talks

if TYPE_CHECKING:
    from alongside.gateways.reads import Open
    from alongside.outbox.texts import Owed
    from alongside.people.doors import Door
    from alongside.rules.channel import Capabilities

AT_ONCE = 8  # messages handed over beside each other
OURS = frozenset({REFUSED, SILENT, CREDIT, SENDER, TOO_FAST})  # troubles of the gateway, not of one person
MILLION = Decimal(1_000_000)

Together = Callable[[Callable[["Ready"], Carried], Sequence["Ready"]], Iterable[Carried]]


@dataclass(frozen=True, slots=True)
class Ready:
    """A text that may go now, as it goes."""

    owed: Owed
    gateway: Open
    door: Door
    parts: tuple[str, ...]
    outgoing: Outgoing


def send_what_is_due(now: datetime, together: Together = map) -> int:
    """One round: of each gateway as many as it takes in a second; how many went.

    `together` hands several over beside each other (see `Senders`).
    """
    sent = 0
    for gateway in gateways.these(texts.gateways_with_work(now)).values():
        with turn.write():
            claimed = texts.claim(gateway.id, now, max(1, int(gateway.capabilities.per_second)))
        ready = _ready(claimed, gateway, now)
        results = list(zip(ready, together(_hand_over, ready), strict=True))
        with turn.write():
            sent += sum(_settle(each, carried, now) for each, carried in results)
    return sent


class Senders:
    """A few threads that hand over beside each other: a slow gateway holds up its own texts alone."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(AT_ONCE, "sender")

    def together(self, hand_over: Callable[[Ready], Carried], ready: Sequence[Ready]) -> Iterable[Carried]:
        return self._threads.map(hand_over, ready)

    def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)


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
    )


def _ready(claimed: list[Owed], gateway: Open, now: datetime) -> list[Ready]:
    """What may go now. What may not is put off, or given up, here."""
    if not claimed:
        return []
    reached = doors.these(each.handle_id for each in claimed)
    lines = [each for each in claimed if each.conversation_id is not None]
    here = near({each.person_id for each in lines}, now) if lines else set()
    ready: list[Ready] = []
    with turn.write():
        for each in claimed:
            door = reached.get(each.handle_id)
            made = _made_ready(each, gateway, door, here, now) if door else None
            if door is None:
                texts.will_not_go(each, "stopped", STOPPED, now)
            if made is not None:
                ready.append(made)
    return ready


def _made_ready(owed: Owed, gateway: Open, door: Door, here: set[int], now: datetime) -> Ready | None:
    if now >= owed.deadline_at:
        _given_up(owed, "late", LATE, now)
        return None
    if owed.unsure >= rule.SENT_AT_MOST:  # it was handed over twice, and nobody knows: it is taken as sent
        texts.went(owed, "", 0, 0, now, again=False)
        return None
    if owed.conversation_id is not None and owed.person_id in here:
        texts.put_off(owed, now + sending.AWAY_LOOKED_AT_AGAIN)
        return None
    verdict = reaching.judge(owed.kind, facts(door, gateway.capabilities), now)
    if isinstance(verdict, reaching.Wait):
        texts.waits_for_their_hours(owed, verdict.until)
        return None
    if isinstance(verdict, reaching.No):
        _given_up(owed, "stopped", STOPPED if verdict.why == "stopped" else WINDOW, now)
        return None
    words = _words(owed, gateway, door, verdict, now)
    return _packed(owed, gateway, door, words, verdict, now) if words else None


def _words(owed: Owed, gateway: Open, door: Door, verdict: reaching.Verdict, now: datetime) -> str | None:
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
    spoken = [text_words.in_words(each.raw, door.language) for each in said if each.raw]
    if not spoken:  # read on a page meanwhile, or its author deleted everything
        texts.will_not_go(owed, "seen", "", now)
        return None
    return "\n".join([text_words.from_whom(door, owed.conversation_id) + spoken[0], *spoken[1:]])


def _packed(
    owed: Owed, gateway: Open, door: Door, words: str, verdict: reaching.Verdict, now: datetime
) -> Ready:
    can = gateway.capabilities
    if can.unit == "segment":
        words = text_units.plain(words)
        parts = tuple(text_units.cut(words, can.longest))
    else:
        parts = tuple(_cut(words, can.longest))
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
    return Ready(owed, gateway, door, parts, outgoing)


def _hand_over(ready: Ready) -> Carried:
    """Outside any transaction: it takes seconds. A long text goes in several messages, one after another."""
    channel, setup, owed = ready.gateway.channel, ready.gateway.setup, ready.owed
    if ready.outgoing.again and ready.gateway.capabilities.tells_taken:
        known = channel.taken(setup, replace(ready.outgoing, text=ready.parts[-1]))
        if known is not None:
            return known
    segments, cost, carried = 0, Decimal(0), Carried("later", SILENT)
    for number, part in enumerate(ready.parts[owed.parts :], owed.parts + 1):
        last = number == len(ready.parts)
        ours = ready.outgoing.ours if last else f"{ready.outgoing.ours}.{number}"
        carried = channel.send(setup, replace(ready.outgoing, ours=ours, text=part))
        if carried.how != "sent":
            return carried
        segments += carried.segments or _segments(ready, part)
        cost += carried.cost or Decimal(0)
        if not last:
            with turn.write():
                texts.part_went(owed, number)
    return replace(carried, segments=segments, cost=cost)


def _segments(ready: Ready, part: str) -> int:
    return text_units.segments(part).segments if ready.gateway.capabilities.unit == "segment" else 1


def _settle(ready: Ready, carried: Carried, now: datetime) -> int:
    """Writes down what became of it; 1 where it went."""
    owed, gateway = ready.owed, ready.gateway
    if carried.how == "sent":
        price = int(gateway.settings["price_millionths"])
        cost = int((carried.cost or Decimal(0)) * MILLION) or price * carried.segments
        again = owed.unsure > 0
        texts.went(owed, carried.ref, carried.segments, cost, now, again=again)
        lights.went(gateway.id, now)
        more: dict[str, Any] = {"went": 1, "segments": carried.segments, "cost_millionths": cost}
        lights.count(owed.program_id, gateway.id, now.date(), again=int(again), **more)
        return 1
    if carried.trouble in OURS:
        lights.is_troubled(gateway.id, carried.trouble, now)
    if carried.how == "stopped":
        doors.stop(owed.handle_id, "asked", now)
        texts.stopped(owed.handle_id, now)
        _given_up(owed, "stopped", STOPPED, now)
    elif carried.how == "never":
        lights.count(owed.program_id, gateway.id, now.date(), failed=1)
        _given_up(owed, "failed", carried.trouble, now)
    else:
        again_at = rule.next_try(owed.tries, carried.how, now)
        texts.put_off(owed, again_at, carried.trouble or SILENT, handed=carried.how == "unsure")
    return 0


def _given_up(owed: Owed, state: Any, trouble: str, now: datetime) -> None:
    """It will not arrive. Who wrote the line sees it where they wrote it."""
    if not texts.will_not_go(owed, state, trouble, now):
        return
    if state == "late":
        lights.count(owed.program_id, owed.gateway_id, now.date(), late=1)
    if owed.conversation_id is not None:
        wake.nudge("talk", owed.conversation_id)


def _cut(words: str, longest: int) -> list[str]:
    return [words[at : at + longest] for at in range(0, len(words), longest)]
