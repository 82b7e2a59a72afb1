"""A member keeps a line for bad days: their own at once, another's when its writer says yes."""

from __future__ import annotations

from datetime import datetime

from alongside.base import turn, wake
from alongside.base.door import Visitor
from alongside.outbox import notices
from alongside.people import reads
from alongside.safety import kept_words
from alongside.safety.kept_words import Wanted
from alongside.safety.reads import blocked_in
from alongside.talk import access
from alongside.talk import reads as talk
from alongside.talk.access import NotHere
from alongside.talk.rows import Room, Seat


def keep(who: Visitor, conversation_id: int, n: int, now: datetime) -> None:
    """Keeps line `n`, or asks its writer. NotHere where there is no such line for this person."""
    room, _ = access.room_for(who.person_id, conversation_id)
    words, writer = line_of(room, n)
    if words is None or writer is None:
        raise NotHere
    with turn.write():
        kept_id = kept_words.ask(room.program_id, who.person_id, writer.person_id, room.id, n, now)
        if kept_id is None:
            return
        if writer.person_id == who.person_id:
            kept_words.allow(kept_id, who.key_id, writer.key_id, words)
            return
        if blocked_in([room.id]):  # nothing more comes from the other person, and nobody learns of it
            kept_words.refuse(kept_id)
            return
        notices.tell(room.program_id, [writer.person_id], "desk", now)
        wake.nudge("desk", writer.person_id)


def answer(writer_id: int, conversation_id: int, kept_id: int, yes: bool, now: datetime) -> None:
    """The writer's yes or no, once. A yes makes the copy; a no is told to nobody."""
    room, _ = access.room_for(writer_id, conversation_id)
    wish = next((one for one in kept_words.wanted_of(writer_id, conversation_id) if one.id == kept_id), None)
    keeper = reads.person(wish.keeper_id) if wish else None
    if wish is None or keeper is None:
        raise NotHere
    words, writer = line_of(room, wish.n)
    with turn.write():
        if yes and words is not None and writer is not None:
            kept_words.allow(kept_id, keeper.key_id, writer.key_id, words)
        else:
            kept_words.refuse(kept_id)
        wake.nudge("person", keeper.id)


def let_go(person_id: int, kept_id: int) -> bool:
    """The keeper keeps it no longer."""
    with turn.write():
        return kept_words.remove(person_id, kept_id)


def first_wanted(writer_id: int, room: Room) -> tuple[Wanted, str] | None:
    """The first line of theirs in this talk that somebody would like to keep, and its words."""
    for wish in kept_words.wanted_of(writer_id, room.id):
        words, _ = line_of(room, wish.n)
        if words is not None:
            return wish, words
    return None


def line_of(room: Room, n: int) -> tuple[str | None, Seat | None]:
    """Line `n` of a conversation, and the seat of who wrote it, if they are still in it. A sound has no
    words to keep."""
    spoken = talk.newest(room.program_id, room.id, before=n + 1, count=1)
    if not spoken or spoken[0].n != n:
        return None, None
    words = None if spoken[0].is_voice else spoken[0].text
    return words, next((seat for seat in room.seats if seat.seat == spoken[0].seat), None)
