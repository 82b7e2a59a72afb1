"""A member leaves an e-mail for "You have a note". First a number goes there; whoever types it back reads it.

A mistyped address gets one such number and nothing else, ever.
"""

from __future__ import annotations

from datetime import datetime

from alongside.base import turn
from alongside.outbox import notices
from alongside.people import attempts, handles, reads

A_DAY = 4  # numbers one person may have sent
TO_ONE_ADDRESS = 3  # numbers that go to one address a day, whoever asks; more are not sent and nobody is told
GUESSES = 10  # numbers one person may type a day; there are a million


def leave(person_id: int, address: str, now: datetime) -> bool:
    """Keeps the address and owes it a number. False where that was done too often today."""
    person = reads.person(person_id)
    with turn.write():
        if person is None or attempts.count("leave-address", str(person_id), now) > A_DAY:
            return False
        handles.leave(person.program_id, person_id, person.key_id, address)
        if attempts.count("number-to", address.casefold(), now) <= TO_ONE_ADDRESS:
            notices.tell_at_once(person.program_id, person_id, notices.NUMBER, now)
    return True


def prove(person_id: int, typed: str, now: datetime) -> bool:
    """Whether this is the number. From then on notes go there."""
    with turn.write():
        if attempts.count("prove-address", str(person_id), now) > GUESSES:
            return False
        if not handles.prove(person_id, typed, now):
            return False
        attempts.give_back("prove-address", str(person_id), now)
        notices.leave(person_id)
    return True


def take_away(person_id: int) -> None:
    """No address any more, and nothing is sent."""
    with turn.write():
        handles.take_away(person_id)
        notices.leave(person_id)
