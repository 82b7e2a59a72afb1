"""A member reads the promise as it stands now, and writes on. What they were told before stays noted."""

from __future__ import annotations

from datetime import datetime

from alongside.base import turn
from alongside.people import consents, reads


def read(person_id: int, version: int, language: str, now: datetime) -> bool:
    """They say that they read this version. False, and nothing noted, where a newer one came meanwhile."""
    with turn.write():
        person = reads.person(person_id)
        promise = reads.promise_of(person.program_id) if person else None
        if person is None or promise is None or promise.version != version:
            return False
        if person.promise_seen < version:
            consents.give(person, promise, language, now)
    return True
