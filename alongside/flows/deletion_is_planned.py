"""A person asks for deletion in 7 days: they may change their mind until then, and nobody else sees it."""

from contextlib import suppress
from datetime import datetime, timedelta

from alongside.base import turn
from alongside.flows import person_asks_for_deletion
from alongside.people import leaving

TO_CHANGE_ONES_MIND = timedelta(days=7)


def in_seven_days(person_id: int, now: datetime) -> None:
    """Everything about them goes in 7 days. Asking again begins the 7 days anew."""
    with turn.write():
        leaving.plan(person_id, now + TO_CHANGE_ONES_MIND)


def changes_mind(person_id: int) -> None:
    """Everything stays as it is."""
    with turn.write():
        leaving.change_mind(person_id)


def carry_out(now: datetime) -> int:
    """Deletes those whose 7 days are over; how many. Two workers beside each other do each of them once.

    Who runs a program alone by now is waited for until somebody else does.
    """
    done = 0
    for person_id in leaving.due(now):
        with suppress(leaving.NobodyElseRunsIt):
            done += person_asks_for_deletion.delete(person_id, now, planned=True)
    return done
