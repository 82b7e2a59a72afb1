"""Somebody lost their recovery words. They name their peer; the peer and one of the team each say that they
know it is them; devices still signed in are told and can stop it; then the device that asked is let in.

Whatever was typed, the answer is the same and takes the same work, whether such a peer exists or not.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from alongside.base import turn, wake
from alongside.flows import team_takes_a_wish
from alongside.matching import reads as matching
from alongside.matching import walks
from alongside.outbox import notices
from alongside.people import attempts, lost_words, reads, recoveries, sessions, traces
from alongside.rules import recovery
from alongside.rules.lost_words import OPEN, Stands, stands
from alongside.rules.traces import LET_BACK

if TYPE_CHECKING:
    from alongside.people.lost_words import Lost
    from alongside.people.models import Program

FROM_ONE_PLACE = 8  # askings a day from one address: a ward or a village may share one
FROM_ANYWHERE = 300  # on the whole install
ON_ONE_DESK = 5  # that wait for one peer; more are kept, and shown to nobody
EVERYWHERE = "everywhere"


class NotTheirs(Exception):
    """No such asking for this person, or nobody of theirs by that number."""


@dataclass(frozen=True, slots=True)
class CameIn:
    """The secret for the session's cookie, and the five new words."""

    token: str
    five: tuple[str, ...]


def ask(program: Program, peer_name: str, name: str, how: str, address: str, now: datetime) -> str:
    """The secret for the cookie of the device that asks; empty where that was tried too often today."""
    with turn.write():
        here = attempts.count("lost-words", address, now)
        anywhere = attempts.count("lost-words", EVERYWHERE, now)
    if here > FROM_ONE_PLACE or anywhere > FROM_ANYWHERE:
        return ""
    peer_id = _named(program.id, peer_name, name)
    if peer_id is not None and len(lost_words.for_peer(peer_id, now)) >= ON_ONE_DESK:
        peer_id = None
    with turn.write():
        token = lost_words.ask((program.id, program.key_id), peer_id, name, how, now)
        if peer_id is not None:
            notices.tell(program.id, [peer_id], notices.DESK, now)
            wake.nudge("desk", peer_id)
    return token


def state(lost: Lost, now: datetime) -> Stands:
    """How it stands, as far as the device that asked may know."""
    if lost.person_id is None:
        return stands(lost.told, now, allowed=False, signed_in=False)
    allowed = lost_words.may_be_let_back(lost.person_id) and _still_theirs(lost)
    return stands(lost.told, now, allowed=allowed, signed_in=sessions.any_of(lost.person_id, now))


def whom_they_know(program_id: int, peer_id: int) -> list[int]:
    """Members this peer walks with, or said goodbye to. Never anyone kept apart from them."""
    known = [
        walk.member_id
        for walk in matching.walks_of(peer_id)
        if walk.peer_id == peer_id and (walk.ended_at is None or walk.how == "goodbye")
    ]
    members = lost_words.only_members(known)
    apart = {each for each in members if walks.are_apart(program_id, peer_id, each)}
    return [each for each in dict.fromkeys(known) if each in members - apart]


def peer_says_who(peer_id: int, lost: Lost, person_id: int, now: datetime) -> bool:
    """The peer recognised them. False where it is decided, or somebody else already asks as that person."""
    if lost.peer_id != peer_id or person_id not in whom_they_know(lost.program_id, peer_id):
        raise NotTheirs
    program = reads.program(lost.program_id)
    with turn.write():
        if program is None or not lost_words.peer_knows(lost.id, peer_id, person_id, now):
            return False
        traces.leave(lost.program_id, person_id, peer_id, LET_BACK.code, now, about=lost.id)
        notices.tell(lost.program_id, [person_id], notices.NOTE, now)
        if lost_words.is_on(person_id):
            team = team_takes_a_wish.who_answers(program.id, program.time_zone, now, besides=peer_id)
            notices.tell(program.id, team, notices.DESK, now)
        wake.nudge("person", person_id)
    return True


def team_says_so(team_id: int, lost: Lost, now: datetime) -> bool:
    """One of the team, not the peer, is sure too."""
    with turn.write():
        if lost.person_id is None or not lost_words.team_knows(lost.id, team_id, now):
            return False
        traces.leave(lost.program_id, lost.person_id, team_id, LET_BACK.code, now, about=lost.id)
    return True


def refuse(lost: Lost, now: datetime) -> None:
    """By the peer, the team, or the person themselves on a device still signed in. It ends nobody's asking
    for them: the device that asked goes on waiting until its time is over."""
    with turn.write():
        lost_words.refuse(lost.id, now)
        if lost.person_id is not None:
            wake.nudge("person", lost.person_id)


def take_back(program_id: int, token: str) -> None:
    with turn.write():
        lost_words.take_back(program_id, token)


def switch(person_id: int, on: bool) -> None:
    """The member decides whether this can be done for them at all."""
    with turn.write():
        lost_words.switch(person_id, on)


def come_in(
    lost: Lost, language: str, now: datetime, *, own: bool, borrowed: bool, alone: bool
) -> CameIn | None:
    """Lets the device in, once, and gives it new words; the old ones stop working. None where it is not (or
    not any more) open. `alone`: every other device of theirs is signed out."""
    if state(lost, now) != OPEN or lost.person_id is None:
        return None
    five = recovery.five_words(language)
    found = recoveries.found_by(recovery.phrase(recovery.read(" ".join(five))))
    with turn.write():
        again = lost_words.held(lost.id)
        person = reads.person(lost.person_id)
        if again is None or person is None or state(again, now) != OPEN or not lost_words.use(lost.id, now):
            return None
        if alone:
            sessions.sign_out_everywhere(person.id)
            wake.nudge("signed-out", person.id)
        recoveries.keep(lost.program_id, person.id, found, now)
        token = sessions.sign_in(person, now, own_device=own, borrowed_device=borrowed)
    return CameIn(token, five)


def _still_theirs(lost: Lost) -> bool:
    """Who was kept apart from their peer meanwhile (a block) is not let in on that peer's word."""
    if lost.peer_id is None or lost.person_id is None:
        return False
    return not walks.are_apart(lost.program_id, lost.peer_id, lost.person_id)


def _named(program_id: int, peer_name: str, name: str) -> int | None:
    """The peer of this name. Where several have it, the one who walks with somebody called like who asks."""
    peers = [each for each, roles in reads.roles_in(program_id).items() if "peer" in roles]
    called = [each for each, theirs in reads.names(peers).items() if plain(theirs) == plain(peer_name)]
    for peer_id in called if len(called) > 1 else []:
        if plain(name) in map(plain, reads.names(whom_they_know(program_id, peer_id)).values()):
            return peer_id
    return called[0] if called else None


def plain(name: str) -> str:
    """A name as people mean it: capitals, accents, spaces and dots do not matter."""
    apart = unicodedata.normalize("NFKD", name.casefold())
    return "".join(sign for sign in apart if sign.isalnum())
