"""The few questions about how it goes: what is asked, how it can be answered, and when.

Three questions at their times (`BRIEF`) and four after at most one talk in four (`UNDERSTOOD`). Every answer
is kept as it was given, with the channel, the language and `VERSION`; a skipped question has no value at all,
and nothing is counted in its place.

Sources. `lonely`: the direct loneliness item that the UK's Office for National Statistics recommends where
only one question is asked (Open Government Licence; five answers, often or always to never). `hope`,
`ladder` and the four of `UNDERSTOOD` are our own (CC0) and are not validated: nothing may say they are.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from alongside.rules.said import said

VERSION = 1

BRIEF, UNDERSTOOD = "brief", "understood"
FIRST, WEEKS6, MONTHS3, QUARTERLY, AFTER_TALK = "first", "weeks6", "months3", "quarterly", "after_talk"


@dataclass(frozen=True, slots=True)
class Item:
    """One question: its code, its words, and its answers: value -> words (numbers have words at the ends)."""

    code: str
    words: str
    answers: Mapping[int, str]
    ladder: bool = False  # a number from 0 to 10: only the ends have words


_LADDER = dict.fromkeys(range(11), "")
_AGREES = {
    4: said("Yes, completely"),
    3: said("Mostly"),
    2: said("Partly"),
    1: said("A little"),
    0: said("Not at all"),
}

ITEMS = {
    BRIEF: (
        Item(
            "lonely",
            said("How often do you feel lonely?"),
            {
                1: said("Often or always"),
                2: said("Some of the time"),
                3: said("Occasionally"),
                4: said("Hardly ever"),
                5: said("Never"),
            },
        ),
        Item(
            "hope",
            said("I feel hopeful about my future."),
            _LADDER | {0: said("not at all"), 10: said("completely")},
            ladder=True,
        ),
        Item(
            "ladder",
            said("All in all, how is your life going these days?"),
            _LADDER | {0: said("as bad as it could be"), 10: said("as good as it could be")},
            ladder=True,
        ),
    ),
    UNDERSTOOD: (
        Item("heard", said("I felt heard."), _AGREES),
        Item("understood", said("I felt understood, not judged."), _AGREES),
        Item("matters", said("We talked about what matters to me."), _AGREES),
        Item("two_way", said("It felt two-way."), _AGREES),
    ),
}

_NEXT = {
    FIRST: (WEEKS6, timedelta(days=42)),
    WEEKS6: (MONTHS3, timedelta(days=49)),
    MONTHS3: (QUARTERLY, timedelta(days=91)),
    QUARTERLY: (QUARTERLY, timedelta(days=91)),
}
_WAITS = {
    FIRST: timedelta(days=14),
    WEEKS6: timedelta(days=14),
    MONTHS3: timedelta(days=28),
    QUARTERLY: timedelta(days=28),
    AFTER_TALK: timedelta(days=2),
}
ONE_TALK_IN = 4
AFTER_A_HARD_TALK = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Owed:
    """Questions that wait for a person from `due_at` until `ends_at`."""

    kind: str
    occasion: str
    due_at: datetime
    ends_at: datetime


def owed(occasion: str, due_at: datetime) -> Owed:
    """The questions of this occasion, and until when they wait."""
    kind = UNDERSTOOD if occasion == AFTER_TALK else BRIEF
    return Owed(kind, occasion, due_at, due_at + _WAITS[occasion])


def next_brief(occasion: str, due_at: datetime) -> Owed | None:
    """The three questions that follow these, counted from when these were due; none after those on a talk."""
    if occasion not in _NEXT:
        return None
    following, later = _NEXT[occasion]
    return owed(following, due_at + later)


def after_talk(over_at: datetime, *, asked_before: bool, talks_since: int, went_hard: bool) -> Owed | None:
    """What is asked of a member whose talk is over, if anything.

    `asked_before`: the first three questions were owed before. `talks_since`: their talks since they were
    last asked about one, this one among them. `went_hard`: it ended by a block, a report, Help or Backup.
    """
    if not asked_before:
        return owed(FIRST, over_at + AFTER_A_HARD_TALK if went_hard else over_at)
    if went_hard or talks_since < ONE_TALK_IN:
        return None
    return owed(AFTER_TALK, over_at)


def allows(kind: str, item: str, value: int) -> bool:
    """Whether this is one of the answers of this question."""
    return any(each.code == item and value in each.answers for each in ITEMS.get(kind, ()))
