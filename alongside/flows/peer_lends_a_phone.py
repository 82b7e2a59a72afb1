"""A peer helps somebody arrive on the peer's own phone, hands it over, and gets it back.

While it is lent, the peer's session opens nothing: the page that lends it moves its secret to another cookie,
and it is taken up again only with the peer's password. In a demo nobody has one, and none is asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from alongside.base import turn, wake
from alongside.people import accounts, attempts, reads, sessions

TRIES = 20  # wrong passwords a day for one lent phone's owner


@dataclass(frozen=True, slots=True)
class Lender:
    """Whose phone it is."""

    person_id: int
    name: str
    has_password: bool


def whose(token: str, now: datetime) -> Lender | None:
    """The peer whose session was put aside under this secret, if it still runs."""
    found = sessions.visitor(token, now) if token else None
    if found is None or "peer" not in found[0].roles:
        return None
    person_id, program = found[0].person_id, found[1]
    name = reads.names([person_id]).get(person_id, "")
    return Lender(person_id, name, has_password=not program.is_demo or accounts.has_one(person_id))


def take_back(lender: Lender, password: str, left_open: int | None, now: datetime) -> bool:
    """Whether the session may be taken up again. `left_open`: another session that was begun meanwhile."""
    if lender.has_password:
        with turn.write():
            tried = attempts.count("lent", str(lender.person_id), now)
        if tried > TRIES or not accounts.opens(lender.person_id, password):
            return False
    with turn.write():
        attempts.give_back("lent", str(lender.person_id), now)
        gone = sessions.sign_out(left_open) if left_open else None
        if gone is not None and gone != lender.person_id:
            wake.nudge("signed-out", gone)
    return True
