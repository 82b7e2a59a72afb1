"""What the house in full swing holds of walks that ended: lines, a kind word; and a peer who leaves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from alongside.flows import line_is_left, match_ends, peer_leaves
from alongside.flows.tests.walking import walk_together
from alongside.matching import walks
from conftest import a_person

if TYPE_CHECKING:
    from conftest import Cast

SEEN = "You laughed about the goats."
LEAVING, LEFT = "Kibet", "Zawadi"
WALK_WORDS = {SEEN, LEAVING, LEFT}


@dataclass(frozen=True)
class WalkRows:
    """The rows that addresses name. `ended`: the closed talk of `other_member` and `peer`."""

    ended: int
    helped: int
    leaving: int

    def numbers(self) -> dict[str, str]:
        return {
            "talk/<id:conversation>/parting": f"talk/{self.ended}/parting",
            "talk/<id:conversation>/helped": f"talk/{self.ended}/helped",
            "<id:helped>": str(self.helped),
            "<id:match>": str(self.leaving),
        }


def walk_rows(cast: Cast, now: datetime) -> WalkRows:
    """A walk that ended kindly, and one whose peer leaves for good."""
    ended = walk_together(cast.other_member, cast.peer, cast.program.key_id, now)
    match_ends.say_goodbye(cast.other_member.id, ended, "", now)
    line_is_left.leave(cast.peer.id, ended, SEEN, now)
    line_is_left.that_helped(cast.other_member.id, ended, "", now)
    (helped,) = line_is_left.waiting_for(cast.peer.id, now.date())
    leaving, left = (
        a_person(cast.program, name, [role], now) for name, role in ((LEAVING, "peer"), (LEFT, "member"))
    )
    going_on = walks.walk_in(walk_together(left, leaving, cast.program.key_id, now))
    assert going_on is not None
    assert peer_leaves.begins(cast.program.id, leaving.id, "", now)
    return WalkRows(ended, helped.id, going_on.id)
