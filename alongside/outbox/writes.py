"""What is owed to people. Holds numbers, never words."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from alongside.base import turn
from alongside.base.ids import new_ids

TO_CONFIRM = timedelta(seconds=30)  # an open page has this long to say that it was read


def owe(lines: Sequence[tuple[int, int, int, int, bool]], now: datetime) -> None:
    """(program, conversation, person, number, has an open page): one statement for all.

    Due at once for who has no page open, in 30 seconds for who has. A date already running stays.
    """
    turn.required()
    latest = {(program, talk, person): (n, is_open) for program, talk, person, n, is_open in lines}
    if not latest:
        return
    at_once = connection.ops.adapt_datetimefield_value(now)
    soon = connection.ops.adapt_datetimefield_value(now + TO_CONFIRM)
    values: list[Any] = []
    for row_id, ((program, talk, person), (n, is_open)) in zip(
        new_ids(len(latest)), latest.items(), strict=True
    ):
        values += (row_id, program, talk, person, n, soon if is_open else at_once)
    rows = ", ".join(["(%s, %s, %s, %s, %s, %s, 0, 0)"] * len(latest))
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO outbox_delivery "
            "(id, program_id, conversation_id, person_id, n, due_at, tries, carried_n) "
            f"VALUES {rows} ON CONFLICT (program_id, conversation_id, person_id) DO UPDATE SET "
            "n = excluded.n, due_at = COALESCE(outbox_delivery.due_at, excluded.due_at)",
            values,
        )
