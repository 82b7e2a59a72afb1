"""A visitor of the demo steps into somebody's shoes."""

from datetime import datetime

from alongside.base import turn
from alongside.people import reads, sessions


def become(program_id: int, person_id: int, now: datetime) -> str | None:
    """The secret of a session as this person. None outside a demo, or for nobody of it."""
    program, person = reads.program(program_id), reads.person(person_id)
    if program is None or not program.is_demo or person is None:
        return None
    if person.program_id != program_id or person.deleted_at is not None:
        return None
    with turn.write():
        return sessions.sign_in(person, now)
