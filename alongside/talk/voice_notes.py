"""Voice notes: a sound that stands at a line, sealed under the key of who spoke. Nobody else hears it."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from alongside.base import turn
from alongside.base.ids import new_id
from alongside.talk.models import Membership, VoiceNote
from alongside.talk.rows import Room, Seat
from alongside.vault import keys


@dataclass(frozen=True, slots=True)
class Sound:
    """A voice note, opened. `kind`: of rules.voice_note.KINDS."""

    kind: str
    seconds: int  # 0: not known
    sound: bytes

    @property
    def as_text(self) -> str:
        """For a copy to take along."""
        return b64encode(self.sound).decode()


def voice_place(conversation_id: int, n: int) -> str:
    """What a sealed sound is bound to."""
    return f"talk_voice_note {conversation_id}/{n}"


def keep(room: Room, seat: Seat, n: int, sound: Sound, now: datetime) -> None:
    """The sound of line `n`, which this seat has just said."""
    turn.required()
    cipher = keys.ciphers([seat.key_id])[seat.key_id]
    VoiceNote.objects.create(
        id=new_id(),
        program_id=room.program_id,
        conversation_id=room.id,
        n=n,
        seat=seat.seat,
        kind=sound.kind,
        seconds=sound.seconds,
        size=len(sound.sound),
        sealed=keys.sealed_raw(cipher, sound.sound, voice_place(room.id, n)),
        at=now,
    )


def of(room: Room, n: int) -> Sound | None:
    """The sound of a line, for someone who is in the conversation. None where there is none, or its key is
    gone."""
    found = VoiceNote.objects.filter(program_id=room.program_id, conversation_id=room.id, n=n).first()
    if found is None:
        return None
    key_id = _keys(room.id).get(found.seat, 0)
    raw = keys.opened_raw(keys.ciphers([key_id]).get(key_id), found.sealed, voice_place(room.id, n))
    return Sound(found.kind, found.seconds, raw) if raw is not None else None


def among(program_id: int, conversation_id: int, numbers: Iterable[int]) -> dict[int, Sound]:
    """The sounds of these lines, by number: for a copy to take along."""
    rows = VoiceNote.objects.filter(
        program_id=program_id, conversation_id=conversation_id, n__in=list(numbers)
    )
    seats = _keys(conversation_id)
    ciphers = keys.ciphers(seats.values())
    found: dict[int, Sound] = {}
    for row in rows.order_by("n"):
        cipher = ciphers.get(seats.get(row.seat, 0))
        raw = keys.opened_raw(cipher, row.sealed, voice_place(conversation_id, row.n))
        if raw is not None:
            found[row.n] = Sound(row.kind, row.seconds, raw)
    return found


def _keys(conversation_id: int) -> dict[int, int]:
    places = Membership.objects.filter(conversation_id=conversation_id)
    return dict(places.values_list("seat", "key_id"))
