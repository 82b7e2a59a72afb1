"""The promise is written anew. Older versions stay, because people came in under them.

Everybody who is a member is shown the new one before their next line (flows.message_arrives).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from alongside.base import turn
from alongside.people import programs, reads

if TYPE_CHECKING:
    from alongside.people.models import Promise


def write(
    program_id: int,
    profile: str,
    sentence: str,
    now: datetime,
    *,
    law: Mapping[str, str] | None = None,
    by: int | None = None,
) -> Promise:
    """A new version; the same words again change nothing.

    `law`: the sentence on the law, by its parts, as `by` wrote it down. None: as it stood.
    """
    with turn.write():
        newest = reads.promise_of(program_id)
        kept = newest.law if newest else {}
        told = dict(law) if law is not None else kept
        if newest and (newest.profile, newest.sentence, kept) == (profile, sentence, told):
            return newest
        named = by if told != kept else newest.law_by_id if newest else None
        return programs.write_promise(program_id, profile, sentence, now, law=told, law_by=named)
