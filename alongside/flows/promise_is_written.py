"""The promise is written anew. Older versions stay, because people came in under them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from alongside.base import turn
from alongside.people import programs, reads

if TYPE_CHECKING:
    from alongside.people.models import Promise


def write(program_id: int, profile: str, sentence: str, now: datetime) -> Promise:
    """A new version; the same words again change nothing."""
    with turn.write():
        newest = reads.promise_of(program_id)
        if newest and (newest.profile, newest.sentence) == (profile, sentence):
            return newest
        return programs.write_promise(program_id, profile, sentence, now)
