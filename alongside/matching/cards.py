"""Cards: a code on paper that leads its first user straight to one peer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from alongside.base import turn
from alongside.base.ids import new_id
from alongside.matching.models import Card
from alongside.vault import keys
from alongside.vault.install import keyed_hash

LASTS = timedelta(days=30)
HANDED_OVER_LASTS = timedelta(hours=2)  # the card of a peer who lends their own phone for arriving
NEWS_FOR = timedelta(days=7)  # so long a desk tells that a card was used, until something is said


@dataclass(frozen=True, slots=True)
class Laid:
    """A card nobody has used yet, as whoever made it sees it. The code itself is kept nowhere."""

    id: int
    peer_id: int
    note: str
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Valid:
    """A card that can be used now."""

    id: int
    peer_id: int
    ends_at: datetime


def found_by(program_id: int, code: str) -> bytes:
    """What finds a code, as `rules.card_code.read` writes it, in this program."""
    return keyed_hash("card", f"{program_id} {code}")


def note_place(card_id: int) -> str:
    """What a card's sealed note is bound to."""
    return f"matching_card note/{card_id}"


def make(
    program_id: int,
    peer_id: int,
    maker: tuple[int, int],
    code: str,
    note: str,
    now: datetime,
    lasts: timedelta = LASTS,
) -> int:
    """A new card by this person (and their key). `note`: whom it is for, for the maker alone."""
    turn.required()
    card_id, (made_by, key_id) = new_id(), maker
    Card.objects.create(
        id=card_id,
        program_id=program_id,
        peer_id=peer_id,
        made_by_id=made_by,
        found_by=found_by(program_id, code),
        note=keys.seal(key_id, note, note_place(card_id)) if note else b"",
        made_at=now,
        ends_at=now + lasts,
    )
    return card_id


def is_taken(program_id: int, code: str) -> bool:
    """Whether a card of this program, used or not, has this code."""
    return Card.objects.filter(program_id=program_id, found_by=found_by(program_id, code)).exists()


def with_code(program_id: int, code: str, now: datetime) -> Valid | None:
    """The card of this code, if it can still be used."""
    if not code:
        return None
    rows = Card.objects.filter(program_id=program_id, found_by=found_by(program_id, code))
    row = rows.filter(used_at=None, ends_at__gt=now).first()
    return Valid(row.id, row.peer_id, row.ends_at) if row else None


def use(card_id: int, now: datetime) -> bool:
    """Takes the card. False where someone else was first, or it has ended meanwhile."""
    turn.required()
    return Card.objects.filter(id=card_id, used_at=None, ends_at__gt=now).update(used_at=now, note=b"") == 1


def led_to(card_id: int, conversation_id: int) -> None:
    """The talk that began with it."""
    turn.required()
    Card.objects.filter(id=card_id).update(conversation_id=conversation_id)


def take_back(card_id: int, by: int) -> bool:
    """The code stops working: by whoever made it, or by the peer it leads to."""
    turn.required()
    card = Card.objects.filter(id=card_id, used_at=None).filter(_whose(by))
    return bool(card.delete()[0])


def clear_ended(now: datetime) -> None:
    """Cards that ended unused go."""
    turn.required()
    Card.objects.filter(used_at=None, ends_at__lte=now).delete()


def laid(person_id: int, key_id: int, now: datetime) -> list[Laid]:
    """Cards not used yet that this person made, or that lead to them. They read their own notes only."""
    rows = Card.objects.filter(_whose(person_id), used_at=None, ends_at__gt=now).order_by("made_at", "id")
    return [Laid(row.id, row.peer_id, _note(row, person_id, key_id), row.ends_at) for row in rows]


def _whose(person_id: int) -> Q:
    return Q(made_by_id=person_id) | Q(peer_id=person_id)


def _note(row: Card, person_id: int, key_id: int) -> str:
    if row.made_by_id != person_id:
        return ""
    return keys.read(key_id, row.note, note_place(row.id)) or ""
