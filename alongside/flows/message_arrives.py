"""Someone says something. From any door, to any door.

All that arrived while the last batch was being committed is taken together: who is asking and what they
may do is read in the very transaction that stores the lines. Ten statements at most, for one line or for
a hundred (and one more where a key is not in memory).
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime

from alongside.base import turn
from alongside.outbox.writes import owe
from alongside.people.sessions import Speaker, callers, speakers
from alongside.rules.verdict import Refuse, Why, judge
from alongside.safety.reads import blocked_in
from alongside.talk import rows, writes
from alongside.talk.rows import Room, Seat
from alongside.vault import keys


@dataclass(frozen=True, slots=True)
class Said:
    """A line as it came in. `client_id` is made once where it was written, so a repeat is harmless.

    `by`: who says it, where their door tells (a phone, a chat) and no session does.
    """

    token_hash: bytes
    conversation: int
    client_id: str
    text: str  # cleaned (rules.typed)
    seen: int = 0  # the last number that page shows
    channel: str = "web"
    by: int | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A page says how far it has been read, and whether it is in view."""

    token_hash: bytes
    conversation: int
    seen: int
    in_view: bool
    typing: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """On disk. `fresh` is false for a repeat, which is answered the same and heard by nobody again."""

    room: Room
    seat: Seat
    n: int
    at: datetime
    text: str
    fresh: bool
    before: datetime | None  # when the line before it was said


@dataclass(frozen=True, slots=True)
class Noted:
    """How far someone has read is kept."""

    room: Room
    seat: Seat
    n: int
    in_view: bool
    typing: bool


@dataclass(frozen=True, slots=True)
class Refused:
    why: Why


Arrived = Said | Shown
Answer = Kept | Noted | Refused


@dataclass(slots=True)
class _Batch:
    """What is gathered while a batch is judged, and then written."""

    people: dict[bytes, Speaker]
    callers: dict[int, Speaker]
    rooms: dict[int, Room]
    blocked: set[int]
    key_there: Set[int]
    answers: list[Answer | None] = field(default_factory=list)
    lines: list[writes.Line] = field(default_factory=list)
    places: list[int] = field(default_factory=list)  # which answer each line is
    shown: list[tuple[Seat, int, bool]] = field(default_factory=list)


def arrive(items: Sequence[Arrived], now: datetime, open_pages: Set[tuple[int, int]]) -> list[Answer]:
    """One answer for each item, in order, once everything is on disk.

    `open_pages`: (conversation, person) of the pages this process has open; a hint for how soon what is
    unread is owed elsewhere.
    """
    with turn.write():
        rooms = rows.rooms((item.conversation for item in items), lock=True)
        batch = _Batch(
            people=speakers((item.token_hash for item in items if _by(item) is None), now),
            callers=callers(who for item in items if (who := _by(item)) is not None),
            rooms=rooms,
            blocked=blocked_in(rooms),
            key_there=keys.ciphers(seat.key_id for room in rooms.values() for seat in room.seats).keys(),
        )
        for item in items:
            batch.answers.append(_judge(item, batch))
        _answer_repeats(batch, now)
        befores = _say(batch, now)
        writes.confirm(batch.shown, now)
        owe(_owed(batch, open_pages), now)
    heard: set[int] = set()
    for place, line, before in zip(batch.places, batch.lines, befores, strict=True):
        fresh = id(line) not in heard
        heard.add(id(line))
        batch.answers[place] = Kept(line.room, line.seat, line.n, now, line.text, fresh, before)
    return [answer for answer in batch.answers if answer is not None]


def _by(item: Arrived) -> int | None:
    return item.by if isinstance(item, Said) else None


def _judge(item: Arrived, batch: _Batch) -> Answer | None:
    """The answer, or None for a line that is about to be said."""
    who = _by(item)
    speaker = batch.people.get(item.token_hash) if who is None else batch.callers.get(who)
    room = batch.rooms.get(item.conversation)
    seat = room.seat_of(speaker.person_id) if room and speaker else None
    if isinstance(item, Shown):
        if room is None or seat is None:
            return Refused("signed_out" if speaker is None else "not_here")
        batch.shown.append((seat, min(item.seen, room.last_n), item.in_view))
        return Noted(room, seat, min(item.seen, room.last_n), item.in_view, item.typing)
    verdict = judge(
        item.text,
        signed_in=speaker is not None,
        in_it=seat is not None,
        key_there=seat is not None and seat.key_id in batch.key_there,
        ended=room is not None and room.ended_at is not None,
        blocked=item.conversation in batch.blocked,
        paused=room is not None and room.paused_by is not None,
        promise_changed=speaker is not None and speaker.promise_changed,
    )
    if isinstance(verdict, Refuse) or room is None or seat is None:
        return Refused(verdict.why if isinstance(verdict, Refuse) else "not_here")
    batch.lines.append(
        writes.Line(room, seat, writes.once_of(item.channel, seat.person_id, item.client_id), item.text)
    )
    batch.places.append(len(batch.answers))
    if item.by is None or item.seen:  # who writes by a phone looks at no page
        batch.shown.append((seat, min(item.seen, room.last_n), item.by is None))
    return None


def _answer_repeats(batch: _Batch, now: datetime) -> None:
    """Takes out of `batch.lines` what is stored already, or stands in this very batch twice."""
    stored = writes.said_before([(line.room, line.once) for line in batch.lines])
    first: dict[tuple[int, bytes], int] = {}
    lines, places = batch.lines, batch.places
    batch.lines, batch.places = [], []
    for line, place in zip(lines, places, strict=True):
        key = (line.room.id, line.once)
        if key in stored:
            n, at = stored[key]
            batch.answers[place] = Kept(
                line.room, line.seat, n, rows.aware(at) or now, line.text, False, None
            )
        elif key in first:
            batch.lines.append(batch.lines[first[key]])
            batch.places.append(place)
        else:
            first[key] = len(batch.lines)
            batch.lines.append(line)
            batch.places.append(place)


def _say(batch: _Batch, now: datetime) -> list[datetime | None]:
    """Stores each line once; returns, for each, when the line before it in its conversation was said."""
    befores: list[datetime | None] = []
    fresh: list[writes.Line] = []
    met: set[int] = set()
    for line in batch.lines:
        befores.append(line.room.last_at)
        if id(line) not in met:
            met.add(id(line))
            fresh.append(line)
            line.room.last_at = now
    writes.append(fresh, now)
    return befores


def _owed(batch: _Batch, open_pages: Set[tuple[int, int]]) -> list[tuple[int, int, int, int, bool]]:
    return [
        (
            line.room.program_id,
            line.room.id,
            other.person_id,
            line.n,
            (line.room.id, other.person_id) in open_pages,
        )
        for line in batch.lines
        for other in line.room.others(line.seat.person_id)
    ]
