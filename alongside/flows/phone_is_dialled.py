"""Somebody dials: a screen, a key, the next screen. Each key is one transaction, and everything is on disk
when its screen is answered, because a session dies without notice.

The same key told twice by an operator is answered the same and done once. Nothing slow is done here.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.db import IntegrityError
from django.utils import translation
from django.utils.translation import pgettext

from alongside.base import turn
from alongside.flows import dialled_acts, dialled_facts, person_asks_for_deletion, someone_new_writes
from alongside.flows.dialled_acts import Dialled
from alongside.gateways import diallings
from alongside.gateways import writes as lights
from alongside.outbox import notices
from alongside.people import doors, reads
from alongside.people.leaving import NobodyElseRunsIt
from alongside.rules import ussd, ussd_menu, ussd_screens
from alongside.rules.channel import Screen
from alongside.rules.ussd import GO_ON_WITHIN, REPEATED_WITHIN, At

if TYPE_CHECKING:
    from alongside.gateways.diallings import Held
    from alongside.gateways.reads import Open
    from alongside.people.doors import Door
    from alongside.rules.channel import Pressed

KEPT_FOR = timedelta(hours=1)


def dial(gateway: Open, pressed: Pressed, now: datetime) -> Screen:
    """What this key leads to."""
    known = doors.find(gateway.program_id, gateway.capabilities.address, pressed.sender)
    if known is None and not _begins(pressed):  # the rest of a session whose person is gone
        return _dial_anew(gateway)
    door = known or someone_new_writes.door_of(gateway, pressed.sender, now, dialled=True)
    if door is None:
        return Screen(gateway.name, more=False)
    if door.still_asked_at is not None:  # perhaps somebody else has this number by now
        return _text_first(door)
    try:
        screen, deletes = _answer(gateway, pressed, door, now)
    except IntegrityError:  # told twice in the same moment: the other one answered
        screen, deletes = _answer(gateway, pressed, door, now)
    if deletes:
        with suppress(NobodyElseRunsIt):
            person_asks_for_deletion.delete(door.person_id, now)
    return screen


def _text_first(door: Door) -> Screen:
    """Whoever has the number now shows that somebody is there; nothing is on the screen before."""
    with translation.override(door.language or "en"):
        return Screen(pgettext("ussd", "Please text us a word first, then dial again."), more=False)


def forget_old(now: datetime) -> int:
    """What was left of sessions an hour ago goes: no operator tells a key so late."""
    with turn.write():
        return diallings.forget_old(now - KEPT_FOR)


def _answer(gateway: Open, pressed: Pressed, door: Door, now: datetime) -> tuple[Screen, bool]:
    """The screen, and whether everything about them is to go now."""
    program = reads.program(gateway.program_id)
    if program is None:
        return Screen(gateway.name, more=False), False
    with turn.write():
        held = diallings.held(gateway.id, pressed.ref, door)
        if (held is None and not _begins(pressed)) or (held is not None and "at" not in held.kept):
            return _dial_anew(gateway), False  # of a session that nobody began, or of one that is long over
        if held is not None and _is_repeat(pressed, held, now):
            return Screen(held.kept.get("words", ""), bool(held.kept.get("more"))), False
        who = Dialled(door, gateway, program, f"{gateway.id} {pressed.ref} {_count(held)}", now)
        if held is None:
            return _first(who, pressed), False
        return _next(who, pressed, held)


def _first(who: Dialled, pressed: Pressed) -> Screen:
    """A session begins: from the start, or where the last one was cut off."""
    before = diallings.newest(who.door, who.now - GO_ON_WITHIN)
    earlier = At.from_json(before.kept["at"]) if before and "at" in before.kept else None
    doors.heard(who.door.handle_id, who.gateway.id, who.now, dialled=True)
    notices.looked(who.door.person_id)
    lights.came(who.gateway.id, who.now)
    today = who.now.astimezone(ZoneInfo(who.door.zone)).date()
    lights.count(who.program.id, who.gateway.id, today, came=1)
    with translation.override(who.door.language or "en"):
        facts = dialled_facts.of(who.door, who.gateway, who.program, who.now)
        screen, at = ussd_screens.show(ussd_menu.first(facts, earlier), facts, _say)
    kept = _kept(at, screen, pressed.whole, 0)
    diallings.begin(who.gateway.id, pressed.ref, who.door, kept, who.now)
    return screen


def _next(who: Dialled, pressed: Pressed, held: Held) -> tuple[Screen, bool]:
    """What was typed is done, and what follows is shown."""
    with translation.override(who.door.language or "en"):
        facts = dialled_facts.of(who.door, who.gateway, who.program, who.now)
        step = ussd_menu.press(At.from_json(held.kept["at"]), _typed(pressed, held), facts)
    at = step.at
    for act in step.acts:
        trouble = dialled_acts.do(who, act)
        if trouble:
            at = _instead(step.at, at, trouble)
            break
    door = doors.get(who.door.handle_id) or who.door
    with translation.override(door.language or "en"):
        facts = dialled_facts.of(door, who.gateway, who.program, who.now) if step.acts else facts
        screen, at = ussd_screens.show(at, facts, _say)
    kept = _kept(at, screen, pressed.whole, _count(held))
    diallings.stands(held.id, door, kept, who.now, ended=not screen.more)
    return screen, any(isinstance(act, ussd.DeleteEverything) for act in step.acts)


def _instead(to: At, at: At, trouble: str) -> At:
    """Where somebody stands whose wish was not done."""
    if trouble == "word":
        return At("code", note="wrong", back=to.back)
    return At("bye") if trouble == "enough" else At("refused", note=trouble, talk=at.talk)


def _kept(at: At, screen: Screen, whole: str, count: int) -> dict[str, Any]:
    at = replace(at, wrong=False)
    return {"at": at.to_json(), "whole": whole, "words": screen.words, "more": screen.more, "keys": count + 1}


def _begins(pressed: Pressed) -> bool:
    """The first screen of a session; some dial a code with one more number behind it."""
    return pressed.typed is None or (bool(pressed.whole) and "*" not in pressed.whole)


def _is_repeat(pressed: Pressed, held: Held, now: datetime) -> bool:
    """Told again, or late: what was typed is no longer than what we know. Where a gateway does not tell all
    that was typed, nobody answers a screen faster than it can be read."""
    before = str(held.kept.get("whole", ""))
    if pressed.typed is None:
        return True
    if pressed.whole:
        return before == pressed.whole or before.startswith(f"{pressed.whole}*")
    return now - held.at < REPEATED_WITHIN


def _typed(pressed: Pressed, held: Held) -> str:
    """What was typed at this very screen. Words may hold the sign that stands between keys, so what was
    typed before is taken away from the front."""
    before = str(held.kept.get("whole", ""))
    if not pressed.whole:
        return pressed.typed or ""
    if not before:
        return pressed.whole
    behind = pressed.whole.removeprefix(f"{before}*")
    return behind if behind != pressed.whole else pressed.typed or ""


def _count(held: Held | None) -> int:
    return int(held.kept.get("keys", 0)) if held else 0


def _dial_anew(gateway: Open) -> Screen:
    program = reads.program(gateway.program_id)
    with translation.override(program.languages[0] if program and program.languages else "en"):
        return Screen(pgettext("ussd", "Please dial again."), more=False)


def _say(words: str) -> str:
    return pgettext("ussd", words)
