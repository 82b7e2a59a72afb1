"""What stands beside the send box: is the other person there, and if not, when. Never a look at the words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from alongside.rules import week
from alongside.rules.week import Usually

Kind = Literal["reading", "here", "resting", "usually", "away"]


@dataclass(frozen=True, slots=True)
class There:
    """How someone can be met just now."""

    kind: Kind
    until: datetime | None = None  # resting: until then
    usually: Usually | None = None  # usually: in these parts of the day


def there(
    now: datetime,
    reading_until: datetime | None,
    here_until: datetime | None = None,
    hours: int = 0,
    break_until: datetime | None = None,
) -> There:
    """`reading_until` comes from their open page, the rest from what a peer said of their week."""
    if reading_until is not None and reading_until > now:
        return There("reading")
    if break_until is not None and break_until > now:
        return There("resting", until=break_until)
    if here_until is not None and here_until > now:
        return There("here")
    usually = week.usually(hours)
    return There("usually", usually=usually) if usually else There("away")
