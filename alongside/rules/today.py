""" "How is today?": five words from very hard to good, and when a person wants to be asked."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from alongside.rules.said import said

# The lowest first. A number from 0 to 10 is for who would rather have it (rules.outlook reads both).
WORDS = {1: said("very hard"), 2: said("hard"), 3: said("in between"), 4: said("all right"), 5: said("good")}
NUMBERS = range(11)
BETTER_WORD, BETTER_NUMBER = 4, 7  # from here on it was one of the better days

ONCE, DAILY, DAYS, WEEKLY, NEVER = "once", "daily", "days", "weekly", "never"
HOW_OFTEN = {
    ONCE: said("Tomorrow, once"),
    DAILY: said("Every day"),
    DAYS: said("On days I pick"),
    WEEKLY: said("Once a week, on this day"),
    NEVER: said("Don’t ask me. I come when I like."),
}
WEEKDAYS = (
    *(said("Monday"), said("Tuesday"), said("Wednesday"), said("Thursday"), said("Friday")),
    *(said("Saturday"), said("Sunday")),
)
HOURS = range(24)
USUAL_HOUR = 9


@dataclass(frozen=True, slots=True)
class When:
    """How often and at which hour a person is asked, where they are. `days`: a bit a weekday, 0 Monday."""

    how_often: str = ONCE
    hour: int = USUAL_HOUR
    days: int = 0

    def falls_on(self, day: date) -> bool:
        """Whether this day is one of theirs."""
        if self.how_often in (DAYS, WEEKLY):
            return bool(self.days >> day.weekday() & 1)
        return self.how_often != NEVER


def chosen(how_often: str, hour: int, weekdays: list[int], today: date) -> When:
    """What a person picked. Once a week is on the weekday on which they say so."""
    picked = [today.weekday()] if how_often == WEEKLY else weekdays if how_often == DAYS else []
    return When(how_often, hour, sum(1 << day for day in set(picked)))


def next_due(when: When, after: datetime, zone: tzinfo, *, answered: bool = False) -> datetime | None:
    """When the next question falls due, in UTC. `answered`: today needs no question any more.

    An hour that the clocks leave out is asked as soon as they go on; one they repeat, at its first time.
    """
    today = after.astimezone(zone).date()
    for ahead in range(1 if answered or when.how_often == ONCE else 0, 9):
        day = today + timedelta(days=ahead)
        then = datetime.combine(day, time(when.hour), zone).astimezone(UTC)
        if when.falls_on(day) and then > after:
            return then
    return None


def goes_on(when: When) -> bool:
    """Whether there is a next time by itself; once is once."""
    return when.how_often not in (ONCE, NEVER)


def day_of(at: datetime, zone: tzinfo) -> date:
    """Which day it is where the person is."""
    return at.astimezone(zone).date()


def is_better(word: int | None, number: int | None) -> bool:
    """Whether this was one of the better days."""
    if word is not None:
        return word >= BETTER_WORD
    return number is not None and number >= BETTER_NUMBER
