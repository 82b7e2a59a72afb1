"""A person comes back, on any device, with their five words. Guessing does not work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from alongside.base import turn
from alongside.people import attempts, recoveries, sessions
from alongside.rules import recovery

FROM_ONE_PLACE = 30  # wrong tries a day from one address
FROM_ANYWHERE = 50_000  # wrong tries a day on the whole install; there are 36 million billion to try
EVERYWHERE = "everywhere"


@dataclass(frozen=True, slots=True)
class CameBack:
    """The secret for the cookie; none when the words open nothing here, whatever the reason."""

    token: str = ""
    too_often: bool = False


def come_back(
    program_id: int,
    typed: str,
    address: str,
    now: datetime,
    *,
    own_device: bool = False,
    borrowed_device: bool = False,
) -> CameBack:
    """Signs in whoever these words belong to, in this program.

    Every try is counted before anything is looked up, and takes the same time. `address` is counted under
    a hash that changes every day, and not kept.
    """
    with turn.write():
        here = attempts.count("come-back", address, now)
        anywhere = attempts.count("come-back", EVERYWHERE, now)
    if here > FROM_ONE_PLACE or anywhere > FROM_ANYWHERE:
        return CameBack(too_often=True)
    found = recoveries.found_by(recovery.phrase(recovery.read(typed)))
    with turn.write():
        person = recoveries.person_with(program_id, found)
        if person is None:
            return CameBack()
        attempts.give_back("come-back", address, now)
        attempts.give_back("come-back", EVERYWHERE, now)
        token = sessions.sign_in(person, now, own_device=own_device, borrowed_device=borrowed_device)
    return CameBack(token)


def new_words(program_id: int, person_id: int, language: str, now: datetime) -> tuple[str, ...]:
    """Five new words for someone who is signed in; the older ones stop working. They are kept nowhere."""
    five = recovery.five_words(language)
    found = recoveries.found_by(recovery.phrase(recovery.read(" ".join(five))))
    with turn.write():
        recoveries.keep(program_id, person_id, found, now)
    return five
