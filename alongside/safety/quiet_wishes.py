""" "If you go quiet, what would you like?" What each of the two answered, and whether it was done."""

from dataclasses import dataclass
from datetime import datetime

from alongside.base import turn
from alongside.rules.quiet import HELLO, RING, SKIPPED
from alongside.safety.models import IfQuiet
from alongside.vault import keys


@dataclass(frozen=True, slots=True)
class Wish:
    """What one person would like in one talk. Whom to ring stays sealed."""

    id: int
    program_id: int
    conversation_id: int
    person_id: int
    wish: str
    days: int | None
    opened_at: datetime | None
    greeted_at: datetime | None
    at: datetime


def ring_place(wish_id: int) -> str:
    """What the sealed words are bound to."""
    return f"safety_if_quiet ring/{wish_id}"


def of(conversation_id: int, person_id: int) -> Wish | None:
    row = IfQuiet.objects.filter(conversation_id=conversation_id, person_id=person_id).first()
    return _wish(row) if row else None


def one(program_id: int, wish_id: int) -> Wish | None:
    row = IfQuiet.objects.filter(program_id=program_id, id=wish_id).first()
    return _wish(row) if row else None


def agreed_in(program_id: int) -> list[Wish]:
    """Where a hello, or ringing someone, was agreed: nobody else is on any list."""
    rows = IfQuiet.objects.filter(program_id=program_id, wish__in=(HELLO, RING))
    return [_wish(row) for row in rows.order_by("id")]


def whom_to_ring(wish_id: int, key_id: int) -> str:
    """The sealed words, under the key of who wrote them. A trace was left before."""
    row = IfQuiet.objects.get(id=wish_id)
    return keys.read(key_id, row.ring, ring_place(wish_id)) or ""


def answer(
    program_id: int, conversation_id: int, person: tuple[int, int], wish: str, days: int | None, now: datetime
) -> None:
    """`person`: number and key. Answered anew as often as they like; what was done before is forgotten."""
    turn.required()
    told = {"wish": wish, "days": days if wish in (HELLO, RING) else None, "at": now}
    IfQuiet.objects.update_or_create(
        conversation_id=conversation_id,
        person_id=person[0],
        defaults={**told, "program_id": program_id, "opened_at": None, "greeted_at": None},
    )


def write_whom(conversation_id: int, person_id: int, key_id: int, words: str) -> None:
    """Whom to ring, sealed; or nobody any more."""
    turn.required()
    row = IfQuiet.objects.get(conversation_id=conversation_id, person_id=person_id)
    sealed = keys.seal(key_id, words, ring_place(row.id)) if words else b""
    IfQuiet.objects.filter(id=row.id).update(ring=sealed)


def skip(program_id: int, conversation_id: int, person_id: int, now: datetime) -> None:
    """Skipping is an answer: it is not asked again. What was answered before stands."""
    turn.required()
    IfQuiet.objects.get_or_create(
        conversation_id=conversation_id,
        person_id=person_id,
        defaults={"program_id": program_id, "wish": SKIPPED, "at": now},
    )


def was_opened(wish_id: int, now: datetime) -> None:
    turn.required()
    IfQuiet.objects.filter(id=wish_id).update(opened_at=now)


def was_greeted(wish_id: int, now: datetime) -> None:
    turn.required()
    IfQuiet.objects.filter(id=wish_id).update(greeted_at=now)


def leave(person_id: int) -> None:
    turn.required()
    IfQuiet.objects.filter(person_id=person_id).delete()


def _wish(row: IfQuiet) -> Wish:
    return Wish(
        row.id,
        row.program_id,
        row.conversation_id,
        row.person_id,
        row.wish,
        row.days,
        row.opened_at,
        row.greeted_at,
        row.at,
    )
