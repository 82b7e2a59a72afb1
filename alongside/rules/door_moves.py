"""Whether an address may be asked for, and become somebody's, while it is somebody else's here.

Who only guesses that a number is used here must see no difference; and whoever uses one keeps it. So an
address that is in use is never asked, and one that nobody was heard from for long can change hands.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

THEY_SAID_NO = ("asked", "blocked")  # only who has the phone can take that back, by writing from it


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose door it is now. `has_role`: more than somebody who once wrote and never said who they are."""

    mine: bool
    has_role: bool
    stopped_why: str  # empty: it is not stopped
    last_in_at: datetime | None


def may_be_asked(holder: Holder | None, silent_for: timedelta, now: datetime) -> bool:
    """Whether a code goes there."""
    if holder is None:
        return True
    if holder.stopped_why in THEY_SAID_NO:
        return False
    silent = holder.last_in_at is not None and now - holder.last_in_at >= silent_for
    return holder.mine or not holder.has_role or silent
