"""How somebody's week was, for one line by text: day by day, in the word they said themselves."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from alongside.rules.outlook import Answer, by_day

DAYS = 7


@dataclass(frozen=True, slots=True)
class DaySaid:
    """One day as it is said: Monday is 0."""

    weekday: int
    word: int | None
    number: int | None


def days(answers: Iterable[Answer], today: date) -> tuple[DaySaid, ...]:
    """The last seven days that were answered, the oldest first. Nothing is added up, and nothing compared."""
    first = (today - timedelta(days=DAYS - 1)).toordinal()
    line = [answer for answer in by_day(answers) if first <= answer.day <= today.toordinal()]
    return tuple(
        DaySaid(date.fromordinal(answer.day).weekday(), answer.word, answer.number) for answer in line
    )
