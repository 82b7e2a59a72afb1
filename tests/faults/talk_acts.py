"""What another process does to talks that are going on: begins them, says, ends, reads. For actor.py."""

from collections.abc import Callable
from datetime import datetime
from typing import Any


def begin_talks(now: datetime, count: int) -> list[dict[str, Any]]:
    """`count` members who each walk with a peer, all signed in, nothing said yet."""
    from alongside.base import turn
    from alongside.matching import writes as matching
    from alongside.people import programs, sessions, writes
    from alongside.rules.wishes import Wishes
    from alongside.talk import writes as talk
    from alongside.vault import keys

    program_key = keys.make(0)
    spare = keys.make_many(program_key, count * 4)
    made = []
    with turn.write():
        program = programs.add(programs.NewProgram("Open Door", "KE", ["en", "sw"], "UTC"), program_key, now)
        programs.open_up(program, now)
        for _ in range(count):
            own = spare.pop()
            member = writes.add_person(program.id, own, "Quiet River", ["member"], now, language="en")
            peer = writes.add_person(program.id, spare.pop(), "Rosa", ["peer"], now, language="en")
            pairs = [(member.id, spare.pop()), (peer.id, spare.pop())]
            conversation = talk.begin(program.id, pairs, now)
            wish = matching.begin(program.id, member.id, own, Wishes(tongues=1), "", now)
            matching.walk(program.id, wish, (member.id, own), peer.id, conversation, (), now)
            tokens = [sessions.sign_in(person, now) for person in (member, peer)]
            made.append({"id": conversation, "people": [member.id, peer.id], "tokens": tokens})
    return made


def say(now: datetime, conversation: int, token: str, texts: list[str]) -> list[int]:
    """Straight through the flow, as a process does that this server knows nothing of."""
    from alongside.flows.message_arrives import Kept, Said, arrive
    from alongside.people.sessions import hash_of

    items = [Said(hash_of(token), conversation, f"elsewhere {i}", text) for i, text in enumerate(texts)]
    answers = arrive(items, now, frozenset())
    return [answer.n for answer in answers if isinstance(answer, Kept)]


def lines_of(now: datetime, conversations: list[int]) -> dict[str, list[tuple[int, int, str]]]:
    """Every stored line, opened: number, seat, words. As rows, without any page."""
    from alongside.talk import reads
    from alongside.talk.rows import rooms

    return {
        str(room.id): [
            (line.n, line.seat, line.text or "")
            for line in reads.newest(room.program_id, room.id, None, 1_000_000)
        ]
        for room in rooms(conversations).values()
    }


def block(now: datetime, person: int, conversation: int) -> bool:
    from alongside.flows import match_ends

    match_ends.block(person, conversation, now)
    return True


def take_out(now: datetime, person: int, conversation: int) -> int:
    """Someone is taken out of a conversation that goes on."""
    from alongside.base import turn
    from alongside.talk.models import Membership

    with turn.write():
        return Membership.objects.filter(person_id=person, conversation_id=conversation).update(left_at=now)


def sign_out_everywhere(now: datetime, person: int) -> bool:
    from alongside.base import turn
    from alongside.people import sessions

    with turn.write():
        sessions.sign_out_everywhere(person)
    return True


def sign_in(now: datetime, person: int) -> str:
    from alongside.base import turn
    from alongside.people import sessions
    from alongside.people.models import Person

    with turn.write():
        return sessions.sign_in(Person.objects.get(id=person), now)


def end_connections(now: datetime) -> int:
    """PostgreSQL ends every other connection to both databases, as it does when it is started anew."""
    from django.db import connections

    ended = 0
    for alias in ("default", "keys"):
        with connections[alias].cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            ended += len(cursor.fetchall())
    return ended


TALK_ACTS: dict[str, Callable[..., Any]] = {
    "begin_talks": begin_talks,
    "say": say,
    "lines_of": lines_of,
    "block": block,
    "take_out": take_out,
    "sign_in": sign_in,
    "sign_out_everywhere": sign_out_everywhere,
    "end_connections": end_connections,
}
