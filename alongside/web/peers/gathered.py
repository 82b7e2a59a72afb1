"""What the rooms know for a peer's desk, read once: each room is asked one question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from alongside.flows import quiet_is_foreseen
from alongside.matching import desks as matching
from alongside.people import desks as people
from alongside.people import reads
from alongside.safety import desks as safety
from alongside.talk import reads as talks
from alongside.web.talk import told
from alongside.web.talk.together import today_of

if TYPE_CHECKING:
    from alongside.flows.quiet_is_foreseen import Quiet


@dataclass(frozen=True, slots=True)
class PeerDesk:
    """What the page and the listers of `desk_lists` write from."""

    me: int
    zone: str
    today: date
    standings: list[talks.Standing]
    matching: matching.ForPeer
    people: people.ForPeer
    safety: dict[str, list[safety.Row]]
    quiet: list[Quiet]
    names: dict[int, str]

    def name(self, person_id: int) -> str:
        """What they are called; "someone" where they are gone."""
        return self.names.get(person_id, told.someone())


def gather(request: Any, now: datetime) -> PeerDesk:
    """Everything for one look."""
    here, today = request.here, today_of(request, now)
    standings = talks.conversations_of(here.person_id, said=True)
    coming = matching.for_peer(here.person_id, today, now)
    waiting = safety.for_peer(
        here.person_id,
        quiet_is_foreseen.in_talks(standings),
        [conversation for _, conversation, _ in coming.helped],
    )
    agreed = [each.wish(here.program_id, now) for each in waiting.get(safety.QUIET, [])]
    heard = {each.conversation_id: dict(each.said) for each in standings}
    named = {here.person_id, *(each.other_id for each in coming.coming), *(by for _, by, _ in coming.calls)}
    named |= {other for each in standings for other in each.other_ids}
    return PeerDesk(
        me=here.person_id,
        zone=here.zone,
        today=today,
        standings=standings,
        matching=coming,
        people=people.for_peer(here.program_id, here.person_id, now),
        safety=waiting,
        quiet=quiet_is_foreseen.of(agreed, now, heard),
        names=reads.names(named),
    )
