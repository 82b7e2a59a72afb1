"""When who is asked: one person by name first, or a few at once and then a few more.

Asking many at once would bring an answer sooner and many needless knocks; asking one after the other would
make a person wait for each. So three are asked, and after ten minutes some more, until someone says yes.
"""

from datetime import datetime, timedelta

BETWEEN = timedelta(minutes=10)
NAMED_AND_HERE = timedelta(minutes=30)
AFTER_THEY_COME = timedelta(hours=2)
NAMED_AT_MOST = timedelta(days=3)
ASKED_FOR = timedelta(hours=24)  # then a question that nobody answered is taken back
ASKED_AT_ONCE = 20
_SIZES = (3, 3, 5)


def size(wave: int, open_now: int) -> int:
    """How many more are asked in this wave (the first is 1), while so many have not answered yet."""
    return max(0, min(_SIZES[min(wave, len(_SIZES)) - 1], ASKED_AT_ONCE - open_now))


def named_until(now: datetime, here: bool, next_here: datetime | None) -> datetime:
    """Until when one person, asked by name, has time to answer before others may be asked."""
    if here:
        return now + NAMED_AND_HERE
    if next_here is None:
        return now + ASKED_FOR
    return min(next_here + AFTER_THEY_COME, now + NAMED_AT_MOST)
