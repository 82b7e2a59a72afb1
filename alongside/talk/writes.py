"""Verbs of a conversation. Each needs a transaction around it."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from alongside.base import turn
from alongside.base.ids import new_id, new_ids
from alongside.talk.models import Conversation, Membership, Message, VoiceNote
from alongside.talk.rows import Room, Seat, marks
from alongside.vault import keys

READING_LASTS = timedelta(seconds=60)  # a page in view says so again every 45 seconds


@dataclass(slots=True)
class Line:
    """A line about to be said, and its number once it is."""

    room: Room
    seat: Seat
    once: bytes
    text: str
    n: int = 0


def once_of(channel: str, person_id: int, ref: str) -> bytes:
    """16 bytes that are the same when the same line comes again, from the same sender by the same way."""
    said = f"{channel}\n{person_id}\n{ref}"
    return hashlib.blake2b(said.encode("utf-8", "replace"), digest_size=16).digest()


def line_place(conversation_id: int, n: int) -> str:
    """What a sealed line is bound to."""
    return f"talk_message {conversation_id}/{n}"


def begin(program_id: int, people: Sequence[tuple[int, int]], now: datetime, kind: str = "match") -> int:
    """A conversation of these (person, key) in the order of their seats. The keys were made before."""
    turn.required()
    conversation = Conversation.objects.create(id=new_id(), program_id=program_id, kind=kind, made_at=now)
    Membership.objects.bulk_create(
        Membership(
            program_id=program_id, conversation=conversation, person_id=person_id, seat=seat, key_id=key_id
        )
        for seat, (person_id, key_id) in enumerate(people, 1)
    )
    return conversation.id


def append(lines: Sequence[Line], now: datetime) -> None:
    """Numbers, seals and stores these lines, in two statements however many they are."""
    turn.required()
    if not lines:
        return
    ciphers = keys.ciphers(line.seat.key_id for line in lines)
    at = connection.ops.adapt_datetimefield_value(now)
    values: list[Any] = []
    for line, message_id in zip(lines, new_ids(len(lines)), strict=True):
        room = line.room
        room.last_n = line.n = room.last_n + 1
        sealed = keys.sealed_with(ciphers[line.seat.key_id], line.text, line_place(room.id, line.n))
        values += (message_id, room.program_id, room.id, line.n, line.seat.seat, line.once, at, sealed)
    moved = {line.room.id: line.room.last_n for line in lines}
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE talk_conversation SET last_n = v.column2, last_at = %s "
            f"FROM (VALUES {marks(list(moved), '(%s, %s)')}) AS v WHERE id = v.column1",
            [at, *(value for pair in moved.items() for value in pair)],
        )
        cursor.execute(
            "INSERT INTO talk_message (id, program_id, conversation_id, n, seat, once, at, sealed) "
            f"VALUES {marks(lines, '(%s, %s, %s, %s, %s, %s, %s, %s)')}",
            values,
        )


def said_before(asked: Sequence[tuple[Room, bytes]]) -> dict[tuple[int, bytes], tuple[int, datetime]]:
    """Of these (conversation, once), the ones that are stored already: their number and when."""
    if not asked:
        return {}
    values = [value for room, once in asked for value in (room.program_id, room.id, once)]
    statement = (
        f"WITH asked AS (SELECT * FROM (VALUES {marks(asked, '(%s, %s, %s)')}) AS v) "
        "SELECT m.conversation_id, m.once, m.n, m.at FROM asked JOIN talk_message m ON "
        "m.program_id = asked.column1 AND m.conversation_id = asked.column2 AND m.once = asked.column3"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return {(row[0], bytes(row[1])): (row[2], row[3]) for row in cursor.fetchall()}


def confirm(shown: Sequence[tuple[Seat, int, bool]], now: datetime) -> None:
    """(seat, last number shown, whether the page is in view): how far people have read, in one statement."""
    turn.required()
    if not shown:
        return
    until = connection.ops.adapt_datetimefield_value(now + READING_LASTS)
    gone = connection.ops.adapt_datetimefield_value(now)
    latest: dict[int, tuple[int, Any]] = {}
    for seat, n, in_view in shown:
        before = latest.get(seat.membership_id, (0, None))[0]
        latest[seat.membership_id] = (max(n, before), until if in_view else gone)
    when = "%s" if connection.vendor == "sqlite" else "%s::timestamptz"
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE talk_membership SET reading_until = v.column3, "
            "seen_n = CASE WHEN v.column2 > seen_n THEN v.column2 ELSE seen_n END "
            f"FROM (VALUES {marks(list(latest), f'(%s, %s, {when})')}) AS v WHERE id = v.column1",
            [value for number, (n, at) in latest.items() for value in (number, n, at)],
        )


def has_read(membership_id: int, n: int) -> None:
    """Somebody answered from a phone what came to it: up to there they have read, on whatever page."""
    turn.required()
    Membership.objects.filter(id=membership_id, seen_n__lt=n).update(seen_n=n)


def pause(conversation_id: int, person_id: int) -> bool:
    """Nothing more is said until the same person goes on. False where it is paused or ended already."""
    turn.required()
    return bool(
        Conversation.objects.filter(id=conversation_id, paused_by=None, ended_at=None).update(
            paused_by=person_id
        )
    )


def go_on(conversation_id: int, person_id: int) -> bool:
    turn.required()
    return bool(Conversation.objects.filter(id=conversation_id, paused_by=person_id).update(paused_by=None))


def close(conversation_id: int, by: int, now: datetime) -> bool:
    """Ends a conversation; everyone keeps reading what was said. False where it had ended."""
    turn.required()
    return bool(
        Conversation.objects.filter(id=conversation_id, ended_at=None).update(
            ended_at=now, ended_by=by, paused_by=None
        )
    )


def reopen(conversation_id: int) -> None:
    """A change of mind within the day."""
    turn.required()
    Conversation.objects.filter(id=conversation_id).update(ended_at=None, ended_by=None)


def wipe(conversation_id: int) -> list[int]:
    """Takes a practice away whole; returns the keys to condemn."""
    turn.required()
    key_ids = list(
        Membership.objects.filter(conversation_id=conversation_id).values_list("key_id", flat=True)
    )
    program_id = Conversation.objects.values_list("program_id", flat=True).get(id=conversation_id)
    Message.objects.filter(program_id=program_id, conversation_id=conversation_id).delete()
    VoiceNote.objects.filter(program_id=program_id, conversation_id=conversation_id).delete()
    Membership.objects.filter(conversation_id=conversation_id).delete()
    Conversation.objects.filter(id=conversation_id).delete()
    return key_ids


def share(membership_id: int, *, seen: bool, typing: bool) -> None:
    turn.required()
    Membership.objects.filter(id=membership_id).update(shares_seen=seen, shares_typing=typing)
