""" "How is today?" falls due: it waits for the person, and they are owed a note that something does.

Who has a phone or a chat as their way is asked there, at their hour; the others get a note that something
waits. Whatever way, the question stays open on their page (`Rhythm.asked_at`).
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from alongside.base import turn, wake
from alongside.flows import unasked_by_text
from alongside.outbox import notices
from alongside.people import preferences, reads
from alongside.rules.text_stands import DAY, Reply
from alongside.rules.today import When, day_of, next_due
from alongside.steps import days, rhythms


def ask_who_is_due(now: datetime) -> int:
    """Asks everyone whose time has come; how many. Each by exactly one worker."""
    due = rhythms.due(now)
    if not due:
        return 0
    zones = preferences.zones(question.person_id for question in due)
    by_text = unasked_by_text.reached((question.person_id for question in due), now)
    resting = preferences.resting((question.person_id for question in due), now)
    asked = 0
    with turn.write():
        for question in due:
            zone = ZoneInfo(zones.get(question.person_id, "UTC"))
            if rhythms.ask(question, zone, now):
                asked += 1
                door = by_text.get(question.person_id)
                if question.person_id in resting:
                    continue
                if door is None or not unasked_by_text.ask(door, "today", [Reply("day")], now, DAY):
                    notices.tell(question.program_id, [question.person_id], "note", now)
                wake.nudge("person", question.person_id)
    return asked


def choose(person_id: int, when: When, now: datetime) -> None:
    """The person picks how often they are asked, and at which hour of their own day."""
    person = reads.person(person_id)
    if person is None:
        return
    zone = ZoneInfo(preferences.zones([person_id])[person_id])
    answered = days.answered(person_id, day_of(now, zone)) is not None
    due_at = next_due(when, now, zone, answered=answered)
    with turn.write():
        rhythms.choose(person.program_id, person_id, when, due_at)


def outlook(person_id: int, is_open: bool) -> None:
    """The person opens the look at tomorrow for themselves, or closes it."""
    person = reads.person(person_id)
    if person is None:
        return
    with turn.write():
        rhythms.open_outlook(person.program_id, person_id, is_open)


def day_there(person_id: int, now: datetime) -> date:
    """Which day it is where this person is."""
    return day_of(now, ZoneInfo(preferences.zones([person_id]).get(person_id, "UTC")))
