"""A peer calls somebody of the team to their side. It holds no word of the talk, and stays until answered."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from alongside.base import turn
from alongside.base.ids import new_id
from alongside.safety.models import Backup
from alongside.vault import keys


@dataclass(frozen=True, slots=True)
class Call:
    """A call as it stands. `beside`: the talk of the peer and who answered."""

    id: int
    program_id: int
    conversation_id: int
    peer_id: int
    made_at: datetime
    answered_by: int | None
    answered_at: datetime | None
    beside: int | None
    closed_at: datetime | None


def note_place(call_id: int) -> str:
    """What the sealed note is bound to."""
    return f"safety_backup note/{call_id}"


def call(program_id: int, conversation_id: int, peer_id: int, now: datetime) -> tuple[int, bool]:
    """The call of this peer in this talk, and whether it is new: one at a time."""
    turn.required()
    mine = Backup.objects.filter(conversation_id=conversation_id, peer_id=peer_id, closed_at=None)
    going = mine.values_list("id", flat=True).first()
    if going is not None:
        return going, False
    call_id = new_id()
    Backup.objects.create(
        id=call_id, program_id=program_id, conversation_id=conversation_id, peer_id=peer_id, made_at=now
    )
    return call_id, True


def answer(call_id: int, by: int, now: datetime) -> bool:
    """Somebody comes. True for exactly one of those who try."""
    turn.required()
    waiting = Backup.objects.filter(id=call_id, answered_by=None, closed_at=None)
    return waiting.exclude(peer_id=by).update(answered_by_id=by, answered_at=now) == 1


def sit_beside(call_id: int, conversation_id: int) -> None:
    """The talk in which the two sit together."""
    turn.required()
    Backup.objects.filter(id=call_id).update(beside=conversation_id)


def close(call_id: int, by: int, program_key_id: int, note: str, now: datetime) -> bool:
    """It is over, with a note for the team. Only by who answered."""
    turn.required()
    sealed = keys.seal(program_key_id, note, note_place(call_id)) if note else b""
    theirs = Backup.objects.filter(id=call_id, answered_by_id=by, closed_at=None)
    return theirs.update(closed_at=now, note=sealed) == 1


def take_back(call_id: int, peer_id: int, now: datetime) -> bool:
    """The peer does not need it any more. False where somebody is with them already."""
    turn.required()
    mine = Backup.objects.filter(id=call_id, peer_id=peer_id, answered_by=None, closed_at=None)
    return mine.update(closed_at=now) == 1


def open_in(program_id: int) -> list[Call]:
    """Every call of the program that is not closed, the longest waiting first."""
    rows = Backup.objects.filter(program_id=program_id, closed_at=None)
    return [_call(row) for row in rows.order_by("made_at", "id")]


def one(program_id: int, call_id: int) -> Call | None:
    """One of this program's."""
    row = Backup.objects.filter(program_id=program_id, id=call_id).first()
    return _call(row) if row else None


def open_of(peer_id: int, conversation_id: int | None = None) -> Call | None:
    """The open call of this peer, in this talk or in any."""
    rows: Any = Backup.objects.filter(peer_id=peer_id, closed_at=None)
    if conversation_id is not None:
        rows = rows.filter(conversation_id=conversation_id)
    row = rows.order_by("-made_at").first()
    return _call(row) if row else None


def leave(person_id: int) -> None:
    """Their own calls go. Of those they answered, the note they wrote goes too."""
    turn.required()
    Backup.objects.filter(peer_id=person_id).delete()
    Backup.objects.filter(answered_by_id=person_id).update(answered_by=None, note=b"")


def _call(row: Backup) -> Call:
    return Call(
        row.id,
        row.program_id,
        row.conversation_id,
        row.peer_id,
        row.made_at,
        row.answered_by_id,
        row.answered_at,
        row.beside,
        row.closed_at,
    )
