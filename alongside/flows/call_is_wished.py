""" "Please call me": by a word, a key or a call that was let go. Who walks with them sees it, with the hours
that are safe; where the program can join calls, both are rung and neither sees a number. Else one of the team
rings with the program's own phone, and only who rings sees the number: its person can see that they did.

The phone rings in safe hours, twice in vain at most. Nothing is said that tells who we are.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from django.utils import translation
from django.utils.translation import pgettext

from alongside.base import turn, wake
from alongside.flows import help_is_asked
from alongside.gateways import reads as gateways
from alongside.gateways import writes as lights
from alongside.matching import call_wishes
from alongside.outbox import notices
from alongside.people import doors, reads, traces
from alongside.rules.channel import Joined
from alongside.rules.ringing import Wish, may_ring
from alongside.rules.traces import NUMBER_SEEN

if TYPE_CHECKING:
    from alongside.gateways.reads import Open
    from alongside.matching.call_wishes import Wished
    from alongside.people.doors import Door
    from alongside.rules.channel import Status

Outcome = Literal["peer", "team", "already", "no_phone"]
NUMBERS = ("phone", "whatsapp")  # addresses that can be rung


def wish(
    person_id: int,
    now: datetime,
    *,
    conversation_id: int | None = None,
    hours: tuple[int | None, int | None] | None = None,
) -> Outcome:
    """Puts it where it is seen: before whoever walks with them, or before the team.

    `hours`: minutes of their day; as they are set for their phone, unless said.
    """
    person, door = reads.person(person_id), number_of(person_id)
    if person is None or door is None:
        return "no_phone"
    with turn.write():
        match_id = (
            call_wishes.match_in(conversation_id, person_id)
            if conversation_id
            else call_wishes.match_of(person_id)
        )
        safe = hours or (door.safe_from, door.safe_until)
        made = call_wishes.wish(person.program_id, person_id, match_id, safe, now)
        wished = call_wishes.open_of(person_id)
        if wished is None:
            return "already"
        if made:
            _tell(wished, now)
        else:
            _pages_look_again(wished)
    if not made:
        return "already"
    return "team" if wished.other_id is None else "peer"


def take_back(person_id: int, now: datetime) -> bool:
    """No call after all. No reason is asked."""
    with turn.write():
        wished = call_wishes.open_of(person_id)
        if wished is None or not call_wishes.take_back(person_id, now):
            return False
        _pages_look_again(wished)
    return True


@dataclass(frozen=True, slots=True)
class Ring:
    """What became of ringing. `why`: empty where it rings; else of rules.ringing, or of this flow.

    no_own_phone, no_phone, no_voice, gone, trouble (then `trouble` is of rules.channel_troubles).
    """

    why: str = ""
    again_at: datetime | None = None
    trouble: str = ""


def ring(by: int, wish_id: int, now: datetime) -> Ring:
    """Rings the one who pressed the button, then the one who wished it. Takes seconds; in no transaction."""
    wished = call_wishes.with_number(wish_id)
    if wished is None or wished.ended_at or by == wished.person_id:
        return Ring("gone")
    voice = voice_of(wished.program_id)
    mine, theirs = number_of(by), number_of(wished.person_id)
    if voice is None:
        return Ring("no_voice")
    if mine is None:
        return Ring("no_own_phone")
    if theirs is None:
        return Ring("no_phone")
    may = may_ring(as_rule(wished, theirs), now)
    if may.why:
        return Ring(may.why, may.again_at)
    with turn.write():
        if not call_wishes.take(wish_id, by, now) or not call_wishes.rings(wish_id, wished.tries, now):
            return Ring("gone")
    ours = f"{wish_id:x}-{wished.tries + 1}"
    joined = Joined(ours, mine.address, theirs.address, first_words(mine.language), mine.language)
    carried = voice.channel.join(voice.setup, joined)
    with turn.write():
        if carried.how in ("sent", "unsure"):
            lights.went(voice.id, now)
            _pages_look_again(wished)
            return Ring()
        call_wishes.did_not_ring(wish_id)
        lights.is_troubled(voice.id, carried.trouble, now)
    return Ring("trouble", trouble=carried.trouble)


def reported(program_id: int, status: Status, now: datetime) -> None:
    """A program's phone service tells how a call of its own went. Inside the transaction that takes it."""
    number, _dash, tries = status.ref.partition("-")
    wished = call_wishes.with_number(_number(number))
    if wished is None or wished.program_id != program_id or wished.ended_at or str(wished.tries) != tries:
        return
    if status.state == "delivered":
        call_wishes.end(wished.id, call_wishes.SPOKE, now)
    elif status.state == "failed":
        call_wishes.in_vain(wished.id, now)
    _pages_look_again(wished)


def done(by: int, wish_id: int, now: datetime, *, spoke: bool) -> bool:
    """Who rang by hand says how it went."""
    with turn.write():
        wished = call_wishes.with_number(wish_id)
        if wished is None or wished.ended_at:
            return False
        if spoke:
            call_wishes.end(wish_id, call_wishes.BY_HAND, now)
        elif call_wishes.rings(wish_id, wished.tries, now):
            call_wishes.in_vain(wish_id, now)
        _pages_look_again(wished)
    return True


def number_to_ring(by: int, wished: Wished, now: datetime) -> Door | None:
    """For one of the team who rings by hand now: the number, and its person can see who saw it."""
    door = number_of(wished.person_id)
    if door is None or wished.ended_at or may_ring(as_rule(wished, door), now).why:
        return None
    with turn.write():
        if not call_wishes.take(wished.id, by, now):
            return None
        seen = (by, NUMBER_SEEN.code, wished.id)
        if not any((each.by, each.what, each.about) == seen for each in traces.of(wished.person_id)):
            traces.leave(wished.program_id, wished.person_id, by, NUMBER_SEEN.code, now, about=wished.id)
        _pages_look_again(wished)
    return door


def number_of(person_id: int) -> Door | None:
    """The phone on which they can be rung: the one they chose, else the one heard last."""
    mine = [
        door
        for door in doors.of([person_id]).get(person_id, [])
        if door.channel in NUMBERS
        and door.address.startswith("+")
        and door.stopped_at is None
        and door.still_asked_at is None
    ]
    return next((door for door in mine if door.chosen), mine[0] if mine else None)


def voice_of(program_id: int) -> Open | None:
    """What joins two phones in this program, if anything does."""
    return next((each for each in gateways.opened(program_id) if each.capabilities.calls), None)


def as_rule(wished: Wished, door: Door) -> Wish:
    """A wish as the rule looks at it, on the clock of who wished it."""
    return Wish(wished.safe_from, wished.safe_until, door.zone, wished.tries, wished.rung_at)


def first_words(language: str) -> str:
    """What the one who pressed the button hears. Whoever else picks up learns nothing."""
    with translation.override(language or "en"):
        return pgettext("call", "One moment, please.")


def time_runs_out(now: datetime) -> int:
    """Wishes of long ago are over."""
    with turn.write():
        return call_wishes.time_runs_out(now)


def _tell(wished: Wished, now: datetime) -> None:
    """The other of the two; the team, where there is nobody else or no way to join calls."""
    people = [wished.other_id] if wished.other_id else []
    if not people or voice_of(wished.program_id) is None:
        program = reads.program(wished.program_id)
        if program is not None:
            turns = help_is_asked.answering(program.id, program.time_zone, now)
            people += [one.person_id for one in turns]
    helpers = reads.helpers_among(people)
    for kind, those in ((notices.DESK, set(people) & helpers), (notices.NOTE, set(people) - helpers)):
        if those:
            notices.tell(wished.program_id, those, kind, now)
    _pages_look_again(wished)


def _pages_look_again(wished: Wished) -> None:
    if wished.conversation_id is not None:
        wake.nudge("talk", wished.conversation_id)
    for person_id in (wished.person_id, wished.other_id):
        if person_id is not None:
            wake.nudge("desk", person_id)
            wake.nudge("person", person_id)


def _number(hexadecimal: str) -> int:
    try:
        return int(hexadecimal, 16) if len(hexadecimal) <= 16 else 0
    except ValueError:
        return 0
