"""A person says how today is, by whatever channel. Each answer is kept; the day's last one counts."""

from datetime import datetime
from zoneinfo import ZoneInfo

from alongside.base import turn
from alongside.people import preferences, reads
from alongside.rules.today import NUMBERS, WORDS, When, day_of, next_due
from alongside.steps import days, rhythms
from alongside.steps.days import Said


def answer(person_id: int, said: Said, channel: str, language: str, now: datetime) -> bool:
    """False where there is nobody, or no word and no number that we know.

    Who answers for the first time and never chose is asked once more, tomorrow; then they are asked whether
    to go on.
    """
    person = reads.person(person_id)
    known = said.word in WORDS or (said.word is None and said.number in NUMBERS)
    if person is None or not known or (said.number is not None and said.number not in NUMBERS):
        return False
    zone = ZoneInfo(preferences.zones([person_id])[person_id])
    with turn.write():
        day = day_of(now, zone)
        days.keep(person.program_id, person_id, person.key_id, said, day, channel, language, now)
        if rhythms.is_answered(person_id, zone, now):
            tomorrow = When()
            rhythms.choose(person.program_id, person_id, tomorrow, next_due(tomorrow, now, zone))
    return True
