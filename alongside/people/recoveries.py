"""Five words that let a member in again, on any device. The words themselves are kept nowhere.

They are stretched with Argon2id under one salt of the install, and found by a keyed hash of that: whoever
takes the database alone has nothing to try words against.
"""

from datetime import datetime

from argon2.low_level import Type, hash_secret_raw

from alongside.base import turn
from alongside.people.models import Person, Recovery
from alongside.vault import install

PASSES = 3
MEMORY_KIB = 32 * 1024


def found_by(phrase: str) -> bytes:
    """What finds this phrase (tidied by `rules.recovery`). Slow on purpose: call it outside a transaction."""
    stretched = hash_secret_raw(
        phrase.encode(),
        install.derived("recovery salt", 16),
        time_cost=PASSES,
        memory_cost=MEMORY_KIB,
        parallelism=1,
        hash_len=32,
        type=Type.ID,
    )
    return install.keyed_hash("recovery", stretched.hex())


def keep(program_id: int, person_id: int, found: bytes, now: datetime) -> None:
    """From now on these words let the person in; any older ones do not."""
    turn.required()
    Recovery.objects.filter(person_id=person_id).delete()
    Recovery.objects.create(program_id=program_id, person_id=person_id, found_by=found, made_at=now)


def person_with(program_id: int, found: bytes) -> Person | None:
    """Whose words these are, in this program; None when nobody's."""
    row = (
        Recovery.objects.filter(program_id=program_id, found_by=found, person__deleted_at=None)
        .select_related("person")
        .first()
    )
    return row.person if row else None


def made_at(person_id: int) -> datetime | None:
    """When this person's words were made; None when they have none."""
    return Recovery.objects.filter(person_id=person_id).values_list("made_at", flat=True).first()
