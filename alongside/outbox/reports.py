"""What gateways tell of texts that they took. States only move forward, in whatever order that comes."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from alongside.base import turn
from alongside.outbox.models import Text
from alongside.outbox.texts import ref_hash
from alongside.rules import texts as rule
from alongside.rules.channel import RANK, State


@dataclass(frozen=True, slots=True)
class Told:
    """A text of which a gateway reported."""

    id: int
    program_id: int
    gateway_id: int
    handle_id: int
    person_id: int
    conversation_id: int | None
    state: str
    made_at: datetime


def by_ref(gateway_id: int, ref: str) -> Told | None:
    """The text a gateway speaks of, by its name for it or by ours."""
    named = Q(ref=ref_hash(ref))
    ours = _number(ref)
    if ours is not None:
        named |= Q(id=ours)
    row = Text.objects.filter(named, gateway_id=gateway_id).first()
    if row is None:
        return None
    return Told(
        row.id, row.program_id, row.gateway_id, row.handle_id, row.person_id, row.conversation_id,
        row.state, row.made_at,
    )  # fmt: skip


def reported(text_id: int, state: State, trouble: str, now: datetime) -> bool:
    """Moves a text's state forward; False where that would be back."""
    turn.required()
    behind = [before for before in RANK if rule.moves(before, state)]
    rows = Text.objects.filter(id=text_id, state__in=behind)
    return bool(rows.update(state=state, state_at=now, trouble=trouble, due_at=None, sealed=b""))


def is_of_a_part(ref: str) -> bool:
    """Of a text that went in several messages the last one alone tells what became of it."""
    whole, dot, part = ref.partition(".")
    return bool(dot) and part.isdigit() and _number(whole) is not None


def _number(ref: str) -> int | None:
    try:
        number = int(ref, 16) if len(ref) <= 16 else -1
    except ValueError:
        return None
    return number if 0 < number < 2**63 else None
