"""A note that did not go is tried again after growing waits, and given up after a day. Never more than one
repeat: where nobody knows whether it went, it is sent once more and then taken as sent."""

from datetime import datetime, timedelta

from alongside.rules.channel import Carried, How
from alongside.rules.said import said

SENT: How = "sent"
LATER: How = "later"
NEVER: How = "never"
UNSURE: How = "unsure"

ADDRESS, REFUSED, SILENT = "address", "refused", "silent"

TROUBLES = {
    ADDRESS: said("The address does not take mail. Perhaps one letter in it is wrong."),
    REFUSED: said("The mail server does not accept mail from this program. Its settings need a look."),
    SILENT: said("The mail server did not answer for a day."),
}

WAITS = tuple(timedelta(minutes=each) for each in (1, 5, 15, 60, 240))
GIVEN_UP_AFTER = timedelta(days=1)
SENT_AT_MOST = 2  # times a note may be handed over without anybody knowing whether it went
AWAY_LOOKED_AT_AGAIN = timedelta(minutes=2)


def next_try(tries: int, now: datetime) -> datetime:
    """When a note that was tried this often is tried again."""
    return now + WAITS[min(tries, len(WAITS) - 1)]


def is_over(carried: Carried, since: datetime, now: datetime) -> bool:
    """Whether a note that did not go is given up."""
    return carried.how == NEVER or now - since >= GIVEN_UP_AFTER
