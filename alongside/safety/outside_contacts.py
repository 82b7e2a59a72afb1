"""What somebody outside was told about a member: by whom it was decided, and in words the member can read."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from alongside.base import turn
from alongside.base.ids import new_id
from alongside.rules.outside import REVIEW_WITHIN, Act, Told
from alongside.safety.models import OutsideContact
from alongside.vault import keys


@dataclass(frozen=True, slots=True)
class Contact:
    """It as it stands, without its words."""

    id: int
    program_id: int
    person_id: int | None
    conversation_id: int
    key_id: int
    clause: str
    decided_by: int | None
    second: int | None
    told_before: bool
    consented: bool
    happened_at: datetime
    at: datetime
    review_by: datetime
    reviewed_by: int | None
    reviewed_at: datetime | None
    seen_at: datetime | None


def words_place(contact_id: int) -> str:
    """What the sealed words are bound to."""
    return f"safety_outside_contact words/{contact_id}"


def write_down(
    where: tuple[int, int, int], key_id: int, act: Act, happened_at: datetime, now: datetime
) -> int:
    """`where`: program, conversation, member. The act was judged by rules.outside before."""
    turn.required()
    contact_id, (program_id, conversation_id, person_id) = new_id(), where
    OutsideContact.objects.create(
        id=contact_id,
        program_id=program_id,
        person_id=person_id,
        conversation_id=conversation_id,
        key_id=key_id,
        clause=act.clause,
        decided_by_id=act.decided_by,
        second_id=act.second,
        told_before=bool(act.told_before),
        consented=bool(act.consented),
        words=keys.seal(key_id, json.dumps(act.told.as_json()), words_place(contact_id)),
        happened_at=happened_at,
        at=now,
        review_by=now + REVIEW_WITHIN,
    )
    return contact_id


def one(program_id: int, contact_id: int) -> Contact | None:
    row = OutsideContact.objects.filter(program_id=program_id, id=contact_id).first()
    return _contact(row) if row else None


def words_of(contact_id: int) -> Told | None:
    """What was written down; None where its key is gone. The right was proved before."""
    row = OutsideContact.objects.get(id=contact_id)
    text = keys.read(row.key_id, row.words, words_place(contact_id))
    return Told(**json.loads(text)) if text else None


def not_seen(person_id: int) -> list[Contact]:
    """What this member has not said yet that they have read."""
    rows = OutsideContact.objects.filter(person_id=person_id, seen_at=None).order_by("-at", "-id")
    return [_contact(row) for row in rows]


def to_review(program_id: int) -> list[Contact]:
    """What nobody has looked at again, the earliest due first."""
    rows = OutsideContact.objects.filter(program_id=program_id, reviewed_at=None)
    return [_contact(row) for row in rows.exclude(person=None).order_by("review_by", "id")]


def see(contact_id: int, person_id: int, now: datetime) -> bool:
    turn.required()
    theirs = OutsideContact.objects.filter(id=contact_id, person_id=person_id, seen_at=None)
    return theirs.update(seen_at=now) == 1


def review(contact_id: int, by: int, now: datetime) -> bool:
    """One of the team who did not decide it has looked at it again."""
    turn.required()
    waiting = OutsideContact.objects.filter(id=contact_id, reviewed_at=None)
    return waiting.exclude(decided_by_id=by).update(reviewed_by_id=by, reviewed_at=now) == 1


def leave(person_id: int) -> list[int]:
    """Of a member who goes, the words go; that it happened, and under which clause, stays as a number.
    Returns the keys to condemn."""
    turn.required()
    theirs = OutsideContact.objects.filter(person_id=person_id)
    key_ids = list(theirs.values_list("key_id", flat=True))
    theirs.update(words=b"", person=None)
    for name in ("decided_by", "second", "reviewed_by"):
        OutsideContact.objects.filter(**{f"{name}_id": person_id}).update(**{name: None})
    return key_ids


def _contact(row: Any) -> Contact:
    names = (
        *("id", "program_id", "person_id", "conversation_id", "key_id", "clause"),
        *("decided_by_id", "second_id", "told_before", "consented", "happened_at", "at"),
        *("review_by", "reviewed_by_id", "reviewed_at", "seen_at"),
    )
    return Contact(*(getattr(row, name) for name in names))
