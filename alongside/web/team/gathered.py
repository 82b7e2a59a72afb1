"""What the rooms know for the program's desk, read once: each room is asked one question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from alongside.flows import call_is_wished
from alongside.gateways import lights
from alongside.matching import desks as matching
from alongside.people import helpers, lost_words, reads
from alongside.rules import rung
from alongside.safety import desks as safety
from alongside.web.talk import told
from alongside.workforce import desks as workforce

if TYPE_CHECKING:
    from alongside.gateways.lights import Light
    from alongside.people.helpers import Helper
    from alongside.people.lost_words import Lost
    from alongside.people.models import Program


@dataclass(frozen=True, slots=True)
class TeamDesk:
    """What the listers of `desk_lists` write their lines from."""

    me: int
    roles: frozenset[str]
    zone: str
    program: Program
    helpers: dict[int, Helper]
    peers: workforce.Standing
    matching: matching.ForTeam
    safety: dict[str, list[safety.Row]]
    lost: list[Lost]
    names: dict[int, str]
    gateways: list[Light]
    joins_calls: bool = False  # the program has a channel that joins calls; asked only where one is wished

    def name(self, person_id: int | None) -> str:
        """What they are called; "someone" where they are gone."""
        return self.names.get(person_id or 0, told.someone())


def gather(request: Any, now: datetime) -> TeamDesk:
    """Everything for one look."""
    program, me = request.program, request.here.person_id
    local = now.astimezone(ZoneInfo(program.time_zone))
    year = datetime.combine(local.date().replace(month=1, day=1), time(), local.tzinfo)
    known = helpers.of(program.id)
    peers = workforce.of_program(program.id, me)
    waiting = safety.for_team(program.id, year, local.date() - rung.TRUSTED_FOR)
    names = {person_id: helper.name for person_id, helper in known.items()}
    named = {each.person_id for each in waiting.get(safety.CALL, []) if each.person_id}
    named |= {peer for _, peer, _ in peers.shown} | set(peers.leaving)
    if named - set(names):  # peers no longer
        names |= reads.names(named - set(names))
    gateways = lights.of(program.id, now.date())
    wishes = matching.for_team(program.id, peers.leaving)
    return TeamDesk(
        me=me,
        roles=request.here.roles,
        zone=request.here.zone,
        program=program,
        helpers=known,
        peers=peers,
        matching=wishes,
        safety=waiting,
        lost=lost_words.for_team(program.id, now),
        names=names,
        gateways=gateways,
        joins_calls=bool(wishes.calls and gateways) and call_is_wished.voice_of(program.id) is not None,
    )
