"""A named person makes a peer ready: what is asked is seen, and someone stands beside them.

Until then, and from the moment it is taken back, a peer is suggested to nobody.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from alongside.base import turn
from alongside.people import availability, profiles, reads
from alongside.workforce import reads as asked
from alongside.workforce import writes


def note(
    program_id: int, peer_id: int, ticked: Collection[int], supervisor_id: int | None, by: int, now: datetime
) -> bool:
    """Keeps what a named person has seen: the requirements met, and who stands beside this peer.

    False (and nothing kept) for oneself, or for someone who is no peer of this program.
    Somebody who was ready and now misses something is not ready any more.
    """
    if by == peer_id:
        return False
    with turn.write():
        roles = reads.roles_in(program_id)
        if "peer" not in roles.get(peer_id, frozenset()):
            return False
        beside = supervisor_id if stands_beside(roles, supervisor_id, peer_id) else None
        before = asked.standing(program_id, peer_id)
        for each in before.asked:
            if each.id in ticked and each.at is None:
                writes.tick(program_id, each.id, peer_id, by, now)
        unticked = [each.id for each in before.asked if each.at and each.id not in ticked]
        writes.untick(program_id, unticked, peer_id)
        writes.name_supervisor(program_id, peer_id, beside)
        if before.made_ready_at and asked.standing(program_id, peer_id).missing(profile_live=True):
            _not_ready(program_id, peer_id)
    return True


def make_ready(program_id: int, peer_id: int, by: int, now: datetime) -> bool:
    """From now on suggested to people. False when anything is missing, or for oneself."""
    if by == peer_id:
        return False
    with turn.write():
        if "peer" not in reads.roles_in(program_id).get(peer_id, frozenset()):
            return False
        live = peer_id in profiles.live(program_id)
        if asked.standing(program_id, peer_id).missing(live):
            return False
        writes.make_ready(program_id, peer_id, by, now)
        availability.set_ready(peer_id, True)
    return True


def take_back(program_id: int, peer_id: int) -> None:
    """Suggested to nobody new. Those they walk with go on."""
    with turn.write():
        _not_ready(program_id, peer_id)


def ask(program_id: int, codes: list[str], own: list[str], now: datetime) -> None:
    """What the program asks of its peers from now on. Who is ready stays ready."""
    with turn.write():
        writes.put_requirements(program_id, codes, own, now)


def stands_beside(roles: dict[int, frozenset[str]], person_id: int | None, peer_id: int) -> bool:
    """Whether this person may stand beside that peer: one of the team, and not the peer themselves."""
    return (
        person_id is not None and person_id != peer_id and "supervisor" in roles.get(person_id, frozenset())
    )


def _not_ready(program_id: int, peer_id: int) -> None:
    writes.take_back(program_id, peer_id)
    if peer_id in reads.roles_in(program_id):
        availability.set_ready(peer_id, False)
