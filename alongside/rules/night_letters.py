"""Which of the letters is shown tonight: by the day alone, never by anything the reader wrote or did."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TypeVar

from alongside.rules import week

Letter = TypeVar("Letter")
LETTER_AT_MOST = 800  # letters of the alphabet
MOST_BY_ONE = 5


def of_the_day(letters: Sequence[Letter], day: date) -> Letter | None:
    """They take turns, one a day, in the order they were written."""
    return letters[day.toordinal() % len(letters)] if letters else None


def is_asleep(theirs: datetime) -> bool:
    """Whether it is night on the writer's own clock: only then is it fair to say that they sleep."""
    return week.part_of(theirs) % len(week.PARTS) == week.NIGHT
