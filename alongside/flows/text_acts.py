"""What a text of somebody who has joined does in their talks and with their doors. What cannot be given on
now is kept, and they are told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from alongside.base import wake
from alongside.flows import (
    call_is_wished,
    door_closes,
    not_reached,
    offer_is_taken,
    offer_is_told,
    peer_is_here,
    person_rests,
    promise_is_read,
    text_facts,
    text_help,
    text_says,
)
from alongside.flows.message_arrives import Refused, Said, arrive
from alongside.gateways import dialogs
from alongside.matching import access as matching
from alongside.matching.access import NotHere
from alongside.outbox import carried, texts
from alongside.people import attempts, door_choices, reads
from alongside.rules import text_dialog, verdict, voice_note
from alongside.rules.text_sentences import short
from alongside.rules.text_stands import DAY, LOOK, OFFERED, PROMISED, STEP_HOW, WORD, Act, Reply
from alongside.talk import writes as talk_writes
from alongside.talk.access import NotHere as NoTalk
from alongside.talk.access import room_for

if TYPE_CHECKING:
    from alongside.flows.text_is_heard import Hearing

WRONG_WORDS_A_DAY = 5
MOST_LINES = 20  # of one talk in one reading


def say(hearing: Hearing, act: Act) -> None:
    """A line of a talk. What is too long for one becomes several; nothing is cut away."""
    longest = verdict.LONGEST
    sound = voice_note.is_one(act.words)
    parts = (
        [act.words] if sound else [act.words[at : at + longest] for at in range(0, len(act.words), longest)]
    )
    for number, words in enumerate(parts):
        ref = "/".join([hearing.ref, *filter(None, [act.told.get("part"), str(number) if number else ""])])
        door = hearing.door
        line = Said(b"", act.about, ref, words, channel=door.channel, by=door.person_id)
        answer = arrive([line], hearing.now, frozenset())[0]
        if isinstance(answer, Refused):
            _refused(hearing, act.about, "\n".join(parts[number:]), answer.why)
            return
    wake.nudge("talk", act.about)
    _has_read(hearing, act.about)
    not_reached.tell(hearing, act.about)


def read(hearing: Hearing, act: Act) -> None:
    """What waits comes: lines nobody brought yet, a question that was asked, somebody who would like to
    talk. `about`: of one talk only. What came before is never sent again."""
    ids = [act.about] if act.about else [talk.id for talk in hearing.facts.talks]
    fresh = text_facts.new_lines(hearing.door, ids)
    for talk_id, numbers in fresh.items():
        for n in numbers[-MOST_LINES:]:
            texts.carry(hearing.door, talk_id, n, n, hearing.now)
    if act.about:
        return
    if hearing.facts.day_waits:
        hearing.stands = hearing.stands.asks(DAY, hearing.now)
        hearing.reply("day")
    elif hearing.facts.offers:
        _next_offer(hearing)
    elif hearing.facts.step and hearing.facts.step.is_today:
        hearing.stands = hearing.stands.asks(STEP_HOW, hearing.now, hearing.facts.step.id)
        hearing.reply("step_due", step=hearing.facts.step.words)
    elif not fresh:
        _nothing_to_carry(hearing)
    if fresh and hearing.facts.shared is not False:
        hearing.reply("delete")


def _nothing_to_carry(hearing: Hearing) -> None:
    """Somebody came and has said nothing yet; or what waits is on a page; or nothing waits."""
    new = next((talk for talk in hearing.facts.talks if talk.heard_at is None and talk.said_at is None), None)
    if new is not None:
        hearing.reply("met", name=new.name)
    else:
        hearing.reply("on_the_web" if hearing.facts.noticed_at else "nothing_new")


def open_up(hearing: Hearing, act: Act) -> None:
    """They asked for what waits: words may be sent there for a while."""
    if hearing.facts.shared is not False:
        door_choices.open_up(hearing.door.handle_id, hearing.now)


def word(hearing: Hearing, act: Act) -> None:
    """A try at the word of this door. After the right one comes what they wanted."""
    handle_id, who = hearing.door.handle_id, f"handle {hearing.door.handle_id}"
    if attempts.times("code word", who, hearing.now) >= WRONG_WORDS_A_DAY:
        hearing.stands = hearing.stands.answered()
        hearing.reply("word_enough")
        return
    if not door_choices.is_code_word(handle_id, act.words):
        attempts.count("code word", who, hearing.now)
        hearing.stands = hearing.stands.asks(WORD, hearing.now)
        hearing.reply("word_wrong")
        return
    door_choices.open_up(handle_id, hearing.now)
    wanted = hearing.stands.then
    hearing.stands = replace(hearing.stands.answered(), then="")
    hearing.look_again()
    if wanted:
        hearing.follows(text_dialog.heard(hearing.stands, wanted, hearing.facts))
    else:
        read(hearing, Act("read"))


def stop(hearing: Hearing, act: Act) -> None:
    """No more texts. That they stop is the last that is said."""
    if not hearing.facts.stopped:
        hearing.reply("stopped")
    door_closes.stop(hearing.door, "asked", hearing.now)


def start(hearing: Hearing, act: Act) -> None:
    """Texts come again, and a rest they took is over."""
    person_id = hearing.door.person_id
    door_closes.start(hearing.door, hearing.now)
    person_rests.carry_on(person_id, hearing.now)
    hearing.stands = replace(hearing.stands, kept=dialogs.of(hearing.door).kept)  # some were given with it
    if "peer" in hearing.door.roles:
        peer_is_here.comes_back(person_id, hearing.now)
    hearing.look_again()
    give_kept(hearing)
    waits = text_facts.new_lines(hearing.door, [talk.id for talk in hearing.facts.talks])
    more = bool(waits) or hearing.facts.day_waits or bool(hearing.facts.offers)
    hearing.reply("started_waits" if more else "started")


def give_kept(hearing: Hearing) -> None:
    """Words that waited for somebody to carry on go now, in the order they were written."""
    going = [talk for talk in hearing.facts.talks if not talk.paused]
    to = next((talk for talk in going if talk.id == hearing.stands.to), going[0] if len(going) == 1 else None)
    if to is None or not hearing.stands.kept:
        return
    kept = hearing.stands.kept
    hearing.stands = replace(hearing.stands, kept=())
    for part, words in enumerate(kept):
        say(hearing, Act("say", to.id, words, {"part": str(part)}))


def call(hearing: Hearing, act: Act) -> None:
    """Somebody rings them, in the hours that are safe."""
    hearing.reply(f"call_{call_is_wished.wish(hearing.door.person_id, hearing.now)}")


def accept(hearing: Hearing, act: Act) -> None:
    """A peer says hello. The first one does."""
    try:
        talk_id = offer_is_taken.accept(hearing.door.person_id, act.about, hearing.now)
    except NotHere:
        talk_id = None
    if talk_id is None:
        hearing.reply("offer_gone")
        return
    hearing.stands = hearing.stands.writes_to(talk_id, hearing.now)
    hearing.look_again()
    name = next((talk.name for talk in hearing.facts.talks if talk.id == talk_id), "")
    hearing.reply("accepted", name=name)
    _next_offer(hearing)


def pass_on(hearing: Hearing, act: Act) -> None:
    """Not this time."""
    with suppress(NotHere):
        offer_is_taken.pass_on(hearing.door.person_id, act.about, hearing.now)
    hearing.reply("passed")
    hearing.look_again()
    _next_offer(hearing)


def promise_read(hearing: Hearing, act: Act) -> None:
    """They read the promise as it stands now."""
    promise = reads.promise_of(hearing.door.program_id)
    if promise is not None:
        promise_is_read.read(hearing.door.person_id, promise.version, hearing.language, hearing.now)


def _next_offer(hearing: Hearing) -> None:
    if hearing.facts.offers:
        offer = hearing.facts.offers[0].id
        asked = matching.own_question(hearing.door.person_id, offer).wish
        hearing.stands = hearing.stands.asks(OFFERED, hearing.now, offer)
        hearing.reply("offered", why=offer_is_told.why(asked, hearing.door, hearing.now))


def _has_read(hearing: Hearing, talk_id: int) -> None:
    """Who answers a text has read what came before it."""
    brought = carried.arrived_up_to(hearing.door.person_id, talk_id)
    try:
        _room, seat = room_for(hearing.door.person_id, talk_id)
    except NoTalk:
        return
    talk_writes.has_read(seat.membership_id, brought)


def _refused(hearing: Hearing, talk_id: int, words: str, why: verdict.Why) -> None:
    """It did not go. It is kept where it can go later, and they are told in one plain line."""
    name = next((talk.name for talk in hearing.facts.talks if talk.id == talk_id), "")
    match why:
        case "paused":
            mine = room_for(hearing.door.person_id, talk_id)[0].paused_by == hearing.door.person_id
            hearing.stands = hearing.stands.keeps(words).writes_to(talk_id, hearing.now)
            hearing.reply("paused_by_you" if mine else "paused_by_them", name=short(name))
        case "promise":
            _promise, said = text_says.promise(hearing.door.program_id)
            first = hearing.stands.asked != PROMISED
            hearing.stands = hearing.stands.keeps(words).asks(PROMISED, hearing.now, talk_id)
            if first:
                hearing.said += [Reply("promise_new"), *said]
            hearing.reply("promise_one")
        case "ended" if "member" in hearing.door.roles:
            hearing.stands = hearing.stands.keeps(words).asks(LOOK, hearing.now)
            hearing.reply("closed", name=name)
        case "ended":
            hearing.reply("closed_peer", name=name)
        case _other:
            hearing.stands = hearing.stands.keeps(words)
            hearing.reply("not_here")


DOES: Mapping[str, Callable[[Hearing, Act], None]] = {
    "say": say,
    "read": read,
    "open": open_up,
    "word": word,
    "stop": stop,
    "start": start,
    "help": text_help.show,
    "team": text_help.team,
    "call": call,
    "accept": accept,
    "pass": pass_on,
    "promise_read": promise_read,
}
