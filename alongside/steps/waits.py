"""What of all this waits for a member when they come home: one question to the database."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from alongside.steps.next_steps import place
from alongside.vault import keys

# The step comes first, so that every database knows what kind of column its words are.
WAITS = """
SELECT 'step', id, words FROM steps_next_step WHERE person_id = %s AND state = 'open' AND "on" = %s
UNION ALL SELECT 'asked', person_id, NULL FROM steps_rhythm WHERE person_id = %s AND asked_at IS NOT NULL
UNION ALL SELECT 'answered', id, NULL FROM steps_check_in WHERE person_id = %s AND day = %s
UNION ALL SELECT 'questions', id, NULL FROM steps_questions
WHERE person_id = %s AND answered_at IS NULL AND due_at <= %s AND ends_at > %s
"""


@dataclass(frozen=True, slots=True)
class Waits:
    """`asked`: how today is; `questions`: a few of them; `planned`: what they set themselves for today."""

    asked: bool = False
    questions: bool = False
    planned: str = ""


def at_home(person_id: int, key_id: int, today: date, now: datetime) -> Waits:
    """What waits for this person on the day it is where they are."""
    day = connection.ops.adapt_datefield_value(today)
    at = connection.ops.adapt_datetimefield_value(now)
    with connection.cursor() as cursor:
        cursor.execute(WAITS, [person_id, day, person_id, person_id, day, person_id, at, at])
        rows = cursor.fetchall()
    kinds = {row[0] for row in rows}
    planned = min(((row[1], row[2]) for row in rows if row[0] == "step"), default=None)
    return Waits(
        asked="asked" in kinds and "answered" not in kinds,
        questions="questions" in kinds,
        planned=keys.read(key_id, planned[1], place(planned[0])) or "" if planned else "",
    )
