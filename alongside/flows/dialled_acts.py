"""What a key of a USSD phone asks for is done here, by the flows that pages and texts ask too."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from alongside.base import wake
from alongside.flows import (
    call_is_wished,
    checkin_is_answered,
    match_ends,
    person_rests,
    promise_is_read,
    step_is_set,
    support_is_asked,
)
from alongside.flows.message_arrives import Refused, Said, arrive
from alongside.matching import reads as matching
from alongside.people import attempts, consents, door_choices, leaving, preferences, reads, writes
from alongside.rules import lived, nicknames, tongues, typed, ussd
from alongside.rules.wishes import Wishes
from alongside.steps import days
from alongside.talk import writes as talk_writes
from alongside.talk.access import NotHere, room_for

if TYPE_CHECKING:
    from alongside.gateways.reads import Open
    from alongside.people.doors import Door
    from alongside.people.models import Program
    from alongside.rules.ussd import Act

BY_ONE_GATEWAY = 1000  # people who join in a day
WRONG_WORDS_A_DAY = 5


@dataclass(frozen=True, slots=True)
class Dialled:
    """Who dialled, by which gateway, and a name for this key that is the same for a repeat."""

    door: Door
    gateway: Open
    program: Program
    once: str
    now: datetime


def do(who: Dialled, act: Act) -> str:
    """Inside the transaction of the key. Empty where it is done; else why it was not: ended, paused,
    promise, call, word, enough, or simply not_done."""
    person_id, now = who.door.person_id, who.now
    match act:
        case ussd.SayLine(talk, words):
            return _say(who, talk, typed.clean(words))
        case ussd.ReadOn(talk, n):
            return _read(person_id, talk, n)
        case ussd.Join(told):
            return _join(who, told)
        case ussd.SayCode(word):
            return _code(who, word)
        case ussd.SetCode(word):
            door_choices.set_code_word(who.door.handle_id, word)
            return ""
        case ussd.AskForTalk():
            return _ask(who)
        case ussd.StopAsking():
            wish = matching.open_request(person_id)
            if wish is not None:
                support_is_asked.withdraw(person_id, wish.id, now)
            return ""
        case ussd.WantsCall():
            return "call" if call_is_wished.wish(person_id, now) == "no_phone" else ""
        case ussd.ChangePeer(talk):
            return _change_peer(person_id, talk, now)
        case _:
            return _of_ones_own(who, act)


def _of_ones_own(who: Dialled, act: Act) -> str:
    person_id, now = who.door.person_id, who.now
    done: object = True
    match act:
        case ussd.SayToday(word):
            said = days.Said(word, None)
            done = checkin_is_answered.answer(person_id, said, "ussd", who.door.language, now)
        case ussd.SetStep(words, 0):
            done = step_is_set.write(person_id, typed.clean(words), None, now)
        case ussd.SetStep(words, instead_of):
            done = step_is_set.changed(person_id, instead_of, typed.clean(words), None, now)
        case ussd.StepDone(step):
            done = step_is_set.done(person_id, step, now)
        case ussd.LetStepGo(step):
            done = step_is_set.let_go(person_id, step, now)
        case ussd.PausePerson():
            person_rests.rest(person_id)
        case ussd.CarryOn():
            person_rests.carry_on(person_id, now)
        case ussd.ReadPromise():
            version = who.program.promise_version
            done = promise_is_read.read(person_id, version, who.door.language, now)
        case ussd.ChangeLanguage(code):
            preferences.set_language(person_id, code, preferences.of(person_id).time_zone)
        case ussd.DeleteEverything():  # finished after this is on disk; by the worker, if we are cut off
            leaving.plan(person_id, now)
        case _:
            raise AssertionError(act)
    return "" if done else "not_done"


def _say(who: Dialled, talk: int, words: str) -> str:
    line = Said(b"", talk, who.once, words, channel="ussd", by=who.door.person_id)
    answer = arrive([line], who.now, frozenset())[0]
    if isinstance(answer, Refused):
        return answer.why
    wake.nudge("talk", talk)
    return ""


def _read(person_id: int, talk: int, n: int) -> str:
    try:
        room, seat = room_for(person_id, talk)
    except NotHere:
        return ""
    talk_writes.has_read(seat.membership_id, min(n, room.last_n))
    wake.nudge("talk", talk)
    return ""


def _join(who: Dialled, told: ussd.Told) -> str:
    """They are a member from now on, with the promise read and what they hope for kept for when they ask."""
    person = reads.person(who.door.person_id)
    if person is None or who.program.opened_at is None:
        return "not_done"
    if attempts.count("arrive", f"gateway {who.gateway.id}", who.now) > BY_ONE_GATEWAY:
        return "not_done"
    leaving.change_mind(person.id)
    writes.rename(person, told.name or nicknames.offer(who.door.language, 1)[0])
    writes.becomes(person, "member")
    promise = reads.promise_of(who.program.id)
    if promise is not None:
        consents.give(person, promise, who.door.language, who.now)
    wishes = Wishes(_spoken(who), lived=lived.mask_of(told.lived), gender=told.gender)
    support_is_asked.ask(who.program, person.id, wishes, "", who.now)
    return ""


def _ask(who: Dialled) -> str:
    """Whoever is free first. Who that is, is found out a moment later, and not while a phone waits."""
    person_id = who.door.person_id
    wish = matching.open_request(person_id)
    if wish is None:
        wishes = matching.last_wishes(person_id) or Wishes(_spoken(who))
        request_id = support_is_asked.ask(who.program, person_id, wishes, "", who.now)
    else:
        request_id = wish.id
    support_is_asked.ask_whoever(person_id, request_id, who.now, soon=True)
    return ""


def _code(who: Dialled, word: str) -> str:
    handle_id, name = who.door.handle_id, f"handle {who.door.handle_id}"
    if attempts.times("code word", name, who.now) >= WRONG_WORDS_A_DAY:
        return "enough"
    if door_choices.is_code_word(handle_id, word):
        return ""
    attempts.count("code word", name, who.now)
    return "word"


def _change_peer(person_id: int, talk: int, now: datetime) -> str:
    try:
        match_ends.change_peer(person_id, talk, now)
    except NotHere:
        return "not_done"
    return ""


def _spoken(who: Dialled) -> int:
    return tongues.mask_of([who.door.language.partition("-")[0]])
