"""How a peer was after a talk, sealed under their own key, and whether they showed it to anyone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from alongside.base import turn
from alongside.base.ids import new_id
from alongside.vault import keys
from alongside.workforce.models import AfterTalk


@dataclass(frozen=True, slots=True)
class Noted:
    """A note, unopened."""

    id: int
    program_id: int
    peer_id: int
    conversation_id: int
    at: datetime
    shared_at: datetime | None
    seen_at: datetime | None


def how_place(note_id: int) -> str:
    """What the sealed answer is bound to."""
    return f"workforce_after_talk how/{note_id}"


def asked_to(peer_id: int, conversation_ids: Iterable[int]) -> dict[int, int]:
    """Up to which line of each talk this peer was asked already."""
    rows = AfterTalk.objects.filter(peer_id=peer_id, conversation_id__in=list(conversation_ids))
    return dict(rows.values_list("conversation_id").annotate(to=Max("up_to_n")).order_by("conversation_id"))


def note(
    program_id: int, peer: tuple[int, int], conversation_id: int, up_to_n: int, how: str, now: datetime
) -> int:
    """`peer`: number and key. Told twice about the same talk: the first stands."""
    turn.required()
    peer_id, key_id = peer
    known = AfterTalk.objects.filter(peer_id=peer_id, conversation_id=conversation_id, up_to_n=up_to_n)
    there = known.values_list("id", flat=True).first()
    if there is not None:
        return there
    note_id = new_id()
    AfterTalk.objects.create(
        id=note_id,
        program_id=program_id,
        peer_id=peer_id,
        conversation_id=conversation_id,
        up_to_n=up_to_n,
        how=keys.seal(key_id, how, how_place(note_id)),
        at=now,
    )
    return note_id


def own(peer_id: int, note_id: int) -> Noted | None:
    """A note of this peer's own."""
    row = AfterTalk.objects.filter(peer_id=peer_id, id=note_id).first()
    return _noted(row) if row else None


def shown(program_id: int, note_id: int) -> Noted | None:
    """A note that its peer showed; others are not there for anybody else."""
    row = AfterTalk.objects.filter(program_id=program_id, id=note_id).exclude(shared_at=None).first()
    return _noted(row) if row else None


def how_of(note_id: int, key_id: int) -> str:
    """The answer, under the peer's key. The right was proved before."""
    row = AfterTalk.objects.get(id=note_id)
    return keys.read(key_id, row.how, how_place(note_id)) or ""


def shown_by(peer_ids: Iterable[int]) -> list[Noted]:
    """What these peers showed and nobody has seen yet."""
    rows = AfterTalk.objects.filter(peer_id__in=list(peer_ids), seen_at=None).exclude(shared_at=None)
    return [_noted(row) for row in rows.order_by("shared_at", "id")]


def share(note_id: int, now: datetime) -> bool:
    turn.required()
    return bool(AfterTalk.objects.filter(id=note_id, shared_at=None).update(shared_at=now))


def see(note_id: int, now: datetime) -> bool:
    turn.required()
    return bool(AfterTalk.objects.filter(id=note_id, seen_at=None).update(seen_at=now))


def _noted(row: AfterTalk) -> Noted:
    return Noted(row.id, row.program_id, row.peer_id, row.conversation_id, row.at, row.shared_at, row.seen_at)
