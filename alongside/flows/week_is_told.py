"""Once a week, one line by text on how somebody's days were, in their own answers: only to who wished it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils import translation
from django.utils.translation import pgettext

from alongside.base import turn
from alongside.flows import text_says, unasked_by_text
from alongside.people import reads
from alongside.rules import week_in_words
from alongside.rules.text_sentences import WEEKDAYS
from alongside.rules.text_stands import Reply
from alongside.rules.today import day_of
from alongside.steps import days, rhythms

if TYPE_CHECKING:
    from alongside.people.doors import Door


def choose(person_id: int, wanted: bool, now: datetime) -> None:
    """They would like the line, the first in a week at this hour; or not any more."""
    person = reads.person(person_id)
    if person is None:
        return
    with turn.write():
        rhythms.tell_weekly(person.program_id, person_id, now + rhythms.WEEK if wanted else None)


def tell_who_is_due(now: datetime) -> int:
    """Texts everyone whose line is due and who said something this week; how many."""
    due = rhythms.weeks_due(now)
    if not due:
        return 0
    by_text = unasked_by_text.reached((week.person_id for week in due), now)
    told = 0
    with turn.write():
        for week in due:
            if not rhythms.week_told(week, now):
                continue
            door = by_text.get(week.person_id)
            words = line(door, now) if door else ""
            if door is not None and words:
                told += unasked_by_text.ask(door, "digest", [Reply("week", {"days": words})], now)
    return told


def line(door: Door, now: datetime) -> str:
    """ "Mon hard, Wed all right": empty where nothing was said."""
    today = day_of(now, ZoneInfo(door.zone or "UTC"))
    answers = [each.answer() for each in days.of(door.person_id)]
    said = week_in_words.days(answers, today)
    with translation.override(door.language or "en"):
        names = [pgettext("sms", name) for name in WEEKDAYS]
    return ", ".join(
        f"{names[each.weekday]} {text_says.day(each.word, each.number, door.language)}" for each in said
    )
