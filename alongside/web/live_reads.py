"""What the live side asks of the database: on the letterbox's thread and the reader threads."""

from collections.abc import Callable, Sequence, Set
from typing import Any, TypeVar

from django.db import InterfaceError, OperationalError, connections

from alongside.base import clock
from alongside.base.ids import id_at
from alongside.flows.message_arrives import Answer, Arrived, arrive
from alongside.people import sessions
from alongside.talk import access, reads
from alongside.web.hub import FAR_BEHIND, line_frame
from alongside.web.lines import Reader

Found = TypeVar("Found")


def once_more(question: Callable[..., Found], *told: Any) -> Found:
    """Asks, and once more on a new connection where the database has let go of the old one."""
    try:
        return question(*told)
    except (OperationalError, InterfaceError):
        lost = [each for each in connections.all(initialized_only=True) if not each.is_usable()]
        for each in lost:
            each.close()
        if not lost:
            raise
        return question(*told)


def arrive_now(items: Sequence[Arrived], open_pages: Set[tuple[int, int]]) -> list[Answer]:
    return arrive(items, clock.now(), open_pages)


def who_reads(token: bytes, conversation: int) -> tuple[int, Reader] | None:
    person = sessions.people_of([token], clock.now()).get(token)
    if person is None:
        return None
    try:
        access.room_for(person, conversation)
    except access.NotHere:
        return None
    return person, Reader(*sessions.zone_and_language(person))


def lines_after(person: int, conversation: int, n: int, reader: Reader) -> list[tuple[int, bytes]] | None:
    """Frames after number `n`; None where this person may not read, or is too far behind to be told here."""
    try:
        room, _ = access.room_for(person, conversation)
    except access.NotHere:
        return None
    if room.last_n - n > FAR_BEHIND:
        return None
    spoken = reads.after(room.program_id, conversation, max(0, n - 1))
    frames = []
    before = None
    for line in spoken:
        if line.n > n:
            frame = line_frame(conversation, line.n, line.seat, line.raw, line.at, before, reader)
            frames.append((line.n, frame))
        before = line.at
    return frames


def moved_lately() -> list[tuple[int, int]]:
    since = id_at(int(clock.now().timestamp() * 1000) - 5000)
    return reads.moved_since(since)


def still_in(hashes: list[bytes]) -> set[bytes]:
    return set(sessions.people_of(hashes, clock.now()))
