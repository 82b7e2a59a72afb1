"""The demo's days: two weeks of "How is today?", next steps in each state, and questions that wait."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from alongside.base import turn
from alongside.flows import checkin_comes_due, checkin_is_answered, step_is_set
from alongside.rules import measures
from alongside.rules.demo_days import BOAT_DAYS, KETTLE_DAYS, KETTLE_STEPS, LAMP_DAYS, DemoDay
from alongside.rules.today import DAILY, When
from alongside.steps import questions
from alongside.steps.days import Said

if TYPE_CHECKING:
    from alongside.flows.demo_grows import Filled

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def days_and_steps(filled: Filled, now: datetime) -> None:
    """Blue Kettle's low days got better, Paper Boat's day is hard today, Green Lamp never opened tomorrow."""
    kettle, boat, lamp = (filled.people[name] for name in ("Blue Kettle", "Paper Boat", "Green Lamp"))
    _answers(kettle, KETTLE_DAYS, now - DAY)
    _answers(boat, BOAT_DAYS, now - 2 * HOUR)
    _answers(lamp, LAMP_DAYS, now - 2 * DAY)
    hour = now.astimezone(ZoneInfo(filled.program.time_zone)).hour  # so that it has fallen due
    for person_id in (kettle, boat):
        checkin_comes_due.outlook(person_id, is_open=True)
    checkin_comes_due.choose(boat, When(DAILY, 20), now - HOUR)
    checkin_comes_due.choose(kettle, When(DAILY, hour), now - DAY)
    checkin_comes_due.ask_who_is_due(now)
    _steps(kettle, now)
    _owe(filled, "Green Lamp", measures.owed(measures.FIRST, now - HOUR))
    _owe(filled, "Amina", measures.owed(measures.AFTER_TALK, now - HOUR))


def _answers(person_id: int, said: tuple[DemoDay, ...], last: datetime) -> None:
    """One a day, the last of them at `last`."""
    for before, (word, number, note) in enumerate(reversed(said)):
        at = last - before * DAY
        checkin_is_answered.answer(person_id, Said(word, number, note), "web", "en", at)


def _steps(person_id: int, now: datetime) -> None:
    written = [step_is_set.write(person_id, words, None, now - 6 * DAY) for words in KETTLE_STEPS[:5]]
    shown, _, done, went, let_go = [step_id for step_id in written if step_id is not None]
    step_is_set.share(person_id, shown, shared=True)
    step_is_set.done(person_id, done, now - 4 * DAY)
    step_is_set.let_go(person_id, let_go, now - 3 * DAY)
    day = checkin_comes_due.day_there(person_id, now)
    step_is_set.changed(person_id, went, KETTLE_STEPS[5], day + DAY, now - 2 * DAY)


def _owe(filled: Filled, name: str, owed: measures.Owed) -> None:
    with turn.write():
        questions.owe(filled.program.id, filled.people[name], owed, filled.talks.get(name))
