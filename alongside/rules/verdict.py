"""What becomes of a line someone sends. A closed set: it is delivered, or refused for a stated reason.

Nothing here looks at what the words mean.
"""

from dataclasses import dataclass
from typing import Literal

LONGEST = 4000  # characters

Why = Literal["signed_out", "not_here", "ended", "paused", "promise", "empty", "too_long"]


@dataclass(frozen=True, slots=True)
class Deliver:
    """It is said."""


@dataclass(frozen=True, slots=True)
class Refuse:
    """It is not said, and why. What was typed stays in the box."""

    why: Why


Verdict = Deliver | Refuse
DELIVER = Deliver()


def judge(
    text: str,
    *,
    signed_in: bool,
    in_it: bool,
    key_there: bool,
    ended: bool,
    blocked: bool,
    paused: bool,
    promise_changed: bool = False,
) -> Verdict:
    """`text` is cleaned (rules.typed). Who is not in a conversation cannot tell it from one that is not
    there; a block reads like an ending, so that nobody learns of it. `promise_changed`: a member has not
    said yet that they read the promise as it stands now, and they should before they write on."""
    if not signed_in:
        return Refuse("signed_out")
    if not in_it or not key_there:
        return Refuse("not_here")
    if ended or blocked:
        return Refuse("ended")
    if paused:
        return Refuse("paused")
    if promise_changed:
        return Refuse("promise")
    if not text:
        return Refuse("empty")
    if len(text) > LONGEST:
        return Refuse("too_long")
    return DELIVER
