"""If someone goes quiet: what the two said they would like, who has been quiet that long, and what a person
then does. Whom to ring is opened by a person only, with a trace."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from alongside.base import turn, wake
from alongside.flows import team_talk_begins
from alongside.people import reads, traces
from alongside.rules import quiet as rules
from alongside.rules.traces import QUIET_OPENED
from alongside.safety import quiet_wishes
from alongside.safety.quiet_wishes import Wish
from alongside.talk import reads as talks
from alongside.talk.access import room_for


@dataclass(frozen=True, slots=True)
class Answer:
    """A code of rules.quiet, after how many days, and whom to ring."""

    wish: str
    days: int | None = None
    whom: str = ""


@dataclass(frozen=True, slots=True)
class Quiet:
    """Somebody who has been quiet for as long as they said, and what is still to be done."""

    wish: Wish
    since: datetime  # last heard from
    due: datetime


def answer(person_id: int, conversation_id: int, told: Answer, now: datetime) -> None:
    """Once, or anew whenever they like."""
    room, _ = room_for(person_id, conversation_id)
    person = reads.person(person_id)
    if person is None:
        return
    with turn.write():
        who = (person_id, person.key_id)
        quiet_wishes.answer(room.program_id, conversation_id, who, told.wish, told.days, now)
        whom = told.whom if told.wish == rules.RING else ""
        quiet_wishes.write_whom(conversation_id, person_id, person.key_id, whom)


def skip(person_id: int, conversation_id: int, now: datetime) -> None:
    """Not asked again."""
    room, _ = room_for(person_id, conversation_id)
    with turn.write():
        quiet_wishes.skip(room.program_id, conversation_id, person_id, now)


def in_talks(standings: Iterable[talks.Standing]) -> list[int]:
    """Of somebody's talks, those in which one may be missed: with a member, and going on."""
    return [
        one.conversation_id
        for one in standings
        if one.kind == "match" and not one.ended_at and not one.paused_by
    ]


def for_team(program_id: int, now: datetime) -> list[Quiet]:
    """For a person of the team: someone to ring, a peer who went quiet, a hello that nobody said."""
    agreed = quiet_wishes.agreed_in(program_id)
    helpers = reads.helpers_among(one.person_id for one in agreed) if agreed else set()
    return among(agreed, helpers, now)


def among(agreed: list[Wish], helpers: set[int], now: datetime) -> list[Quiet]:
    """As `for_team`, of wishes that were read already. `helpers`: who is a peer or one of the team."""
    return [each for each in of(agreed, now) if _is_ours(each, helpers, now)]


def open_whom(found: Quiet, by: int, now: datetime) -> str:
    """Whom they want us to ring. They can see who opened it, and when."""
    wish, person = found.wish, reads.person(found.wish.person_id)
    if person is None or wish.wish != rules.RING:
        return ""
    with turn.write():
        traces.leave(wish.program_id, wish.person_id, by, QUIET_OPENED.code, now, about=wish.id)
        quiet_wishes.was_opened(wish.id, now)
    return quiet_wishes.whom_to_ring(wish.id, person.key_id)


def say_hello(found: Quiet, by: int, now: datetime) -> int | None:
    """One of the team says the one hello: the talk to say it in."""
    talk = team_talk_begins.begin(found.wish.program_id, by, found.wish.person_id, now)
    if talk is not None:
        with turn.write():
            quiet_wishes.was_greeted(found.wish.id, now)
            wake.nudge("person", found.wish.person_id)
    return talk


def _is_ours(found: Quiet, helpers: set[int], now: datetime) -> bool:
    """A member's hello is their peer's to say; where it was not said for a while, it is the team's."""
    if found.wish.wish == rules.RING or found.wish.person_id in helpers:
        return True
    return now >= found.due + rules.FOR_THE_PEER


def of(wishes: list[Wish], now: datetime, heard: dict[int, dict[int, datetime]] | None = None) -> list[Quiet]:
    """Whose wish is still to be done, of people who have been quiet that long.

    `heard`: conversation -> person -> when they said something there last, where it was asked for already.
    """
    ids = [one.conversation_id for one in wishes]
    if heard is None:
        heard = talks.last_said(ids, going_on=True) if ids else {}
    found: list[Quiet] = []
    for one in wishes:
        times = heard.get(one.conversation_id)
        if times is None:  # nobody can say anything there now
            continue
        since = max(one.at, times.get(one.person_id, one.at))
        others = [at for person_id, at in times.items() if person_id != one.person_id]
        due = rules.due_at(one.wish, one.days, since)
        hello = max(others, default=None) if one.wish == rules.HELLO else None
        done = one.greeted_at if one.wish == rules.HELLO else one.opened_at
        if due is not None and rules.waits(due, hello, done, now):
            found.append(Quiet(one, since, due))
    return sorted(found, key=lambda each: each.due)
