"""Which version of the promise someone saw. A later version does not change what they were told then."""

from datetime import datetime

from alongside.base import turn
from alongside.people.models import Consent, Person, Promise


def give(person: Person, promise: Promise, language: str, now: datetime) -> None:
    """Notes that this person was shown this promise, in this language. What they read before stays noted."""
    turn.required()
    Person.objects.filter(id=person.id, promise_seen__lt=promise.version).update(promise_seen=promise.version)
    Consent.objects.create(
        program_id=person.program_id, person=person, promise=promise, language=language, at=now
    )


def promise_seen(person_id: int) -> Promise | None:
    """The promise this person was shown last; None when there was none."""
    row = Consent.objects.filter(person_id=person_id).select_related("promise").order_by("-at", "-id").first()
    return row.promise if row else None
