""" "What helps me": a member's own plan, sealed under their key. Their peer reads it if they say so."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from alongside.base import turn
from alongside.rules.plan import CODES
from alongside.safety.models import Plan
from alongside.vault import keys


@dataclass(frozen=True, slots=True)
class Helps:
    """A plan, opened: the words of each part that has any."""

    words: Mapping[str, str]
    shared: bool
    written_at: datetime


def words_place(person_id: int) -> str:
    """What the sealed plan is bound to."""
    return f"safety_plan words/{person_id}"


def of(person_id: int, key_id: int) -> Helps | None:
    """This person's plan, if they wrote one."""
    row = Plan.objects.filter(person_id=person_id).first()
    opened = keys.read(key_id, row.words, words_place(person_id)) if row else None
    if row is None or opened is None:
        return None
    kept = json.loads(opened)
    return Helps({code: kept[code] for code in CODES if kept.get(code)}, row.shared, row.written_at)


def is_shared(person_id: int) -> bool:
    """Whether they let the peer they walk with read it."""
    return Plan.objects.filter(person_id=person_id, shared=True).exists()


def keep(
    program_id: int, person_id: int, key_id: int, words: Mapping[str, str], shared: bool, now: datetime
) -> None:
    """The whole plan anew. A plan with no word in it is no plan."""
    turn.required()
    written = {code: words[code] for code in CODES if words.get(code)}
    if not written:
        Plan.objects.filter(person_id=person_id).delete()
        return
    sealed = keys.seal(key_id, json.dumps(written, ensure_ascii=False), words_place(person_id))
    Plan.objects.update_or_create(
        person_id=person_id,
        defaults={"program_id": program_id, "words": sealed, "shared": shared, "written_at": now},
    )
