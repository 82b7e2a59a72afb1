"""Here now: switched on by hand, kept on by signs of the desk, ending by itself."""

from datetime import datetime, timedelta

from alongside.base import turn
from alongside.people.models import Availability

AFTER_LAST_SIGN = timedelta(minutes=15)
NOT_EVERY_SECOND = timedelta(minutes=1)


def switch_on(person_id: int, no_later: datetime | None, now: datetime) -> None:
    """Here now, until 15 minutes after the last sign of the desk or the hour chosen, whichever is first."""
    turn.required()
    Availability.objects.filter(person_id=person_id).update(
        here_wished=True, here_no_later=no_later, here_until=_until(no_later, now), break_until=None
    )


def switch_off(person_id: int) -> None:
    """Not here any more."""
    turn.required()
    Availability.objects.filter(person_id=person_id).update(
        here_wished=False, here_no_later=None, here_until=None
    )


def needs_sign(wished: bool, until: datetime | None, no_later: datetime | None, now: datetime) -> bool:
    """Whether a page load should move the end. Who was quiet too long, with no hour chosen, stays off:
    only they can say that they are here again."""
    if not wished or until is None or (no_later is not None and no_later <= now):
        return False
    if until <= now and no_later is None:
        return False
    return _until(no_later, now) - until > NOT_EVERY_SECOND


def sign(person_id: int, now: datetime) -> None:
    """A sign of the desk: they are still there."""
    turn.required()
    row = Availability.objects.filter(person_id=person_id, here_wished=True).first()
    if row is not None and needs_sign(row.here_wished, row.here_until, row.here_no_later, now):
        Availability.objects.filter(person_id=person_id, here_wished=True).update(
            here_until=_until(row.here_no_later, now)
        )


def _until(no_later: datetime | None, now: datetime) -> datetime:
    by_itself = now + AFTER_LAST_SIGN
    return by_itself if no_later is None else min(by_itself, no_later)
