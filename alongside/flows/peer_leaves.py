"""A peer leaves for good. Each member they walk with is told by a person of the team, with the peer's
goodbye if there is one, and only then does the walk end. What becomes of the peer's place, the coordinator
decides."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from alongside.base import turn, wake
from alongside.flows import team_talk_begins
from alongside.matching import reads as matching
from alongside.matching import walks
from alongside.matching.walks import Walk
from alongside.outbox import notices
from alongside.people import availability, presence, profiles, reads
from alongside.safety.reads import blocked_in
from alongside.talk import writes as talk
from alongside.talk.access import NotHere
from alongside.talk.rows import Room, rooms
from alongside.workforce import breaks
from alongside.workforce import reads as workforce
from alongside.workforce import writes as readiness
from alongside.workforce.breaks import Rest

TEAM = {"coordinator", "supervisor"}
NAMED_ONE_HAS = timedelta(days=2)  # then anyone of the team sees that somebody is not told yet


@dataclass(frozen=True, slots=True)
class ToTell:
    """A member who has to be told, and by whom: a named person, or anyone of the team."""

    walk: Walk
    since: datetime
    by: int | None


def begins(program_id: int, peer_id: int, words: str, now: datetime) -> bool:
    """Led to nobody new from now on. `words`: a goodbye for those they walk with."""
    peer = reads.person(peer_id)
    if peer is None or "peer" not in reads.roles_in(program_id).get(peer_id, frozenset()):
        return False
    with turn.write():
        profiles.begin(program_id, peer_id)
        presence.switch_off(peer_id)
        availability.take_break(peer_id, None)
        availability.set_ready(peer_id, False)
        readiness.take_back(program_id, peer_id)
        breaks.begin(program_id, (peer_id, peer.key_id), None, words, now)
        team = _team(program_id) - {peer_id}
        notices.tell(program_id, team, "desk", now)
        for each in (*team, peer_id):
            wake.nudge("desk", each)
    return True


def stays(peer_id: int, now: datetime) -> None:
    """They stay after all. A named person makes them ready again."""
    with turn.write():
        breaks.end(peer_id, now)


def to_tell(program_id: int, now: datetime) -> list[ToTell]:
    """Who walks with somebody who leaves, and is not told yet."""
    leaving = {rest.peer_id: rest for rest in breaks.leaving(program_id)}
    if not leaving:
        return []
    beside, team = workforce.supervisors(program_id), _team(program_id)
    found = []
    for walk in matching.walks_going_on(leaving):
        rest, named = leaving[walk.peer_id], beside.get(walk.peer_id)
        found.append(ToTell(walk, rest.made_at, whose_to_tell(named, team, rest.made_at, now)))
    return found


def whose_to_tell(named: int | None, team: set[int], since: datetime, now: datetime) -> int | None:
    """Who stands beside the peer tells it; None: anyone of the team, because nobody does, or it is late."""
    return named if named in team and now - since <= NAMED_ONE_HAS else None


def one_to_tell(program_id: int, match_id: int, now: datetime) -> ToTell:
    """The member of this walk, if they still have to be told."""
    found = next((each for each in to_tell(program_id, now) if each.walk.id == match_id), None)
    if found is None:
        raise NotHere
    return found


def tell(program_id: int, team_id: int, match_id: int, words: str, now: datetime) -> int:
    """One of the team writes to the member, in a talk of those two; the walk ends with the goodbye.
    The conversation of the team talk."""
    walk = one_to_tell(program_id, match_id, now).walk
    team_talk = team_talk_begins.begin(program_id, team_id, walk.member_id, now)
    if team_talk is None or team_id == walk.peer_id:
        raise NotHere
    with turn.write():
        both = rooms([team_talk, walk.conversation_id], lock=True)
        seat = both[team_talk].seat_of(team_id)
        rest = next((each for each in breaks.leaving(program_id) if each.peer_id == walk.peer_id), None)
        if seat is None or rest is None or not walks.end(walk, walk.peer_id, "left", now):
            raise NotHere
        lines = [talk.Line(both[team_talk], seat, secrets.token_bytes(16), words)]
        talk.append([*lines, *_goodbye(walk, both, rest)], now)
        talk.close(walk.conversation_id, walk.peer_id, now)
        availability.walk_ends(walk.peer_id)
        notices.tell(program_id, [walk.member_id], "note", now)
        _nudge(walk, team_talk)
    return team_talk


def _goodbye(walk: Walk, both: dict[int, Room], rest: Rest) -> list[talk.Line]:
    """The peer's last words, from the peer's own seat, where words can still be said."""
    room, words = both.get(walk.conversation_id), rest.words()
    seat = room.seat_of(walk.peer_id) if room else None
    if room is None or seat is None or not words or room.ended_at or room.paused_by:
        return []
    if blocked_in([room.id]):
        return []
    return [talk.Line(room, seat, secrets.token_bytes(16), words)]


def _team(program_id: int) -> set[int]:
    return {each for each, roles in reads.roles_in(program_id).items() if roles & TEAM}


def _nudge(walk: Walk, team_talk: int) -> None:
    for conversation_id in (walk.conversation_id, team_talk):
        wake.nudge("talk", conversation_id)
    wake.nudge("desk", walk.peer_id)
    wake.nudge("person", walk.member_id)
