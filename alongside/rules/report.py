"""What can be told to the team about a talk (a choice, own words, some lines), and what becomes of it."""

from dataclasses import dataclass
from datetime import timedelta

from alongside.rules.said import said

MOST_LINES = 20
LONGEST = 2000
KEPT_AFTER_CLOSING = timedelta(days=30)  # then the report's key is destroyed: its words, lines and notes go
ONE_TAP = timedelta(seconds=10)  # the same form sent twice is one report


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that was not all right. `words` as the writer says it, `told` as the team reads it."""

    code: str
    words: str
    told: str


CHOICES: tuple[Choice, ...] = (
    Choice("unkind", said("Words that hurt or scared me"), said("Words that hurt or scared")),
    Choice("pressing", said("I was pushed to do something"), said("Somebody was pushed to do something")),
    Choice("sexual", said("Something sexual that I did not want"), said("Something sexual, not wanted")),
    Choice("money", said("Asking for money, or selling"), said("Asking for money, or selling")),
    Choice("elsewhere", said("Wanting to meet elsewhere, and I did not"), said("Wanting to meet elsewhere")),
    Choice("told_on", said("Telling others what I said"), said("Telling others what was said")),
    Choice("danger", said("I fear for somebody’s safety"), said("Fear for somebody’s safety")),
    Choice("other", said("Something else"), said("Something else")),
)

_BY_CODE = {choice.code: choice for choice in CHOICES}


def by_code(code: str) -> Choice | None:
    return _BY_CODE.get(code)


def may_see(reader: int, by: int | None, about: int | None) -> bool:
    """Whether one of the team may read and take it: not who it is about, and not who told it."""
    return reader not in (by, about)


def learns(person: int, by: int | None, helpers: set[int]) -> bool:
    """Whether the trace of a report being read is left for this person whose lines it shows.

    Who told it, and every member: nobody of the team reads a member's words silently. A peer or one of the
    team is not told by us that somebody showed what they had been sent.
    """
    return person == by or person not in helpers
