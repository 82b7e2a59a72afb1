"""Questions about conversations. Words come out opened, for someone whose right was proved in access.py."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, OuterRef, QuerySet, Subquery

from alongside.rules import voice_note
from alongside.talk.models import Conversation, Membership, Message
from alongside.talk.rows import Seat
from alongside.talk.writes import line_place
from alongside.vault import keys

PAGE = 20


@dataclass(frozen=True, slots=True)
class Spoken:
    """A line that was said. `raw` is as it is kept: a voice note begins with a mark (rules.voice_note)."""

    n: int
    seat: int
    at: datetime
    raw: str | None

    @property
    def text(self) -> str | None:
        """In words. None where its author's key is destroyed."""
        return None if self.raw is None else voice_note.plain(self.raw)

    @property
    def is_voice(self) -> bool:
        return voice_note.is_one(self.raw)


@dataclass(frozen=True, slots=True)
class Standing:
    """A conversation as it stands on someone's desk."""

    conversation_id: int
    kind: str
    other_ids: tuple[int, ...]
    unread: int
    last_at: datetime | None
    paused_by: int | None
    ended_at: datetime | None
    last_n: int = 0
    said: tuple[tuple[int, datetime], ...] = ()  # (person, when they said something last), where asked for


def newest(
    program_id: int,
    conversation_id: int,
    before: int | None = None,
    count: int = PAGE,
    seats: Iterable[Seat] = (),
) -> list[Spoken]:
    """The newest lines (or the newest before number `before`), oldest first.

    `seats`: those that were read already. Who else spoke there is asked for only where somebody did.
    """
    rows = _lines(program_id, conversation_id)
    if before is not None:
        rows = rows.filter(n__lt=before)
    return _opened(conversation_id, list(rows.order_by("-n")[:count])[::-1], seats)


def after(program_id: int, conversation_id: int, n: int, count: int = PAGE * 2 + 1) -> list[Spoken]:
    """The lines after number `n`, in order."""
    return _opened(
        conversation_id, list(_lines(program_id, conversation_id).filter(n__gt=n).order_by("n")[:count])
    )


def these(program_id: int, conversation_id: int, numbers: Iterable[int]) -> list[Spoken]:
    """The lines with these numbers, in order."""
    rows = _lines(program_id, conversation_id).filter(n__in=list(numbers))
    return _opened(conversation_id, list(rows.order_by("n")))


def last_said(conversation_ids: Iterable[int], *, going_on: bool = False) -> dict[int, dict[int, datetime]]:
    """Conversation -> person -> when they said something there last. One question, however many.

    `going_on`: only those in which something can be said now.
    """
    places = Membership.objects.filter(conversation_id__in=set(conversation_ids))
    if going_on:
        places = places.filter(conversation__ended_at=None, conversation__paused_by=None)
    found: dict[int, dict[int, datetime]] = {}
    for talk, person_id, at in places.order_by().values_list("conversation_id", "person_id", _last_said()):
        times = found.setdefault(talk, {})
        if at is not None:
            times[person_id] = at
    return found


def conversations_of(person_id: int, *, said: bool = False) -> list[Standing]:
    """Every conversation someone is in, the one with the latest line first. One question, however many.

    `said`: also when each of them said something last.
    """
    places = Membership.objects.filter(
        conversation__membership__person_id=person_id,
        conversation__membership__left_at=None,
        left_at=None,
    ).select_related("conversation")
    if said:
        places = places.annotate(said_at=_last_said())
    mine: list[Membership] = []
    others: dict[int, list[int]] = {}
    times: dict[int, list[tuple[int, datetime]]] = {}
    for place in places.order_by("conversation_id", "seat"):
        said_at = getattr(place, "said_at", None)
        if said_at is not None:
            times.setdefault(place.conversation_id, []).append((place.person_id, said_at))
        if place.person_id == person_id:
            mine.append(place)
        else:
            others.setdefault(place.conversation_id, []).append(place.person_id)
    standings = [
        Standing(
            row.conversation_id,
            row.conversation.kind,
            tuple(others.get(row.conversation_id, ())),
            row.conversation.last_n - row.seen_n,
            row.conversation.last_at,
            row.conversation.paused_by,
            row.conversation.ended_at,
            row.conversation.last_n,
            tuple(times.get(row.conversation_id, ())),
        )
        for row in mine
    ]
    return sorted(
        standings, key=lambda standing: (standing.last_at is not None, standing.last_at), reverse=True
    )


def people_in(conversation_id: int) -> list[int]:
    """Who is in this conversation."""
    places = Membership.objects.filter(conversation_id=conversation_id, left_at=None)
    return list(places.order_by("seat").values_list("person_id", flat=True))


def reading(person_ids: Iterable[int], now: datetime) -> set[int]:
    """Who of these has a talk open and is reading."""
    rows = Membership.objects.filter(person_id__in=list(person_ids), left_at=None, reading_until__gt=now)
    return set(rows.values_list("person_id", flat=True))


def seen(places: Iterable[tuple[int, int]]) -> dict[tuple[int, int], int]:
    """(conversation, person) -> up to which line they have read, of those who are in it: one question."""
    wanted = set(places)
    rows = Membership.objects.filter(
        conversation_id__in={talk for talk, _ in wanted},
        person_id__in={who for _, who in wanted},
        left_at=None,
    )
    found = rows.values_list("conversation_id", "person_id", "seen_n")
    return {(talk, who): n for talk, who, n in found if (talk, who) in wanted}


def said_to(conversation_id: int, person_id: int, first: int, last: int) -> list[int]:
    """The numbers of the lines from `first` to `last` that others than this person said and they have not
    read, in order."""
    place = Membership.objects.filter(conversation_id=conversation_id, person_id=person_id, left_at=None)
    mine = place.values_list("program_id", "seat", "seen_n").first()
    if mine is None:
        return []
    program_id, seat, seen_n = mine
    rows = _lines(program_id, conversation_id).filter(n__gt=seen_n, n__range=(first, last))
    return list(rows.exclude(seat=seat).order_by("n").values_list("n", flat=True))


def moved_since(message_id: int) -> list[tuple[int, int]]:
    """(conversation, newest number) of what any process stored after `message_id`. Ids rise with time."""
    rows = Message.objects.filter(id__gt=message_id).values("conversation_id").annotate(newest=Max("n"))
    return [(row["conversation_id"], row["newest"]) for row in rows]


def ended_or_gone(conversation_ids: Iterable[int]) -> set[int]:
    """Of these conversations, the ones nobody can write in any more."""
    asked = set(conversation_ids)
    alive = Conversation.objects.filter(id__in=asked, ended_at=None).values_list("id", flat=True)
    return asked - set(alive)


def _last_said() -> Subquery:
    """Of a place in a conversation: when its person said something last."""
    said = Message.objects.filter(conversation_id=OuterRef("conversation_id"), seat=OuterRef("seat"))
    return Subquery(said.order_by("-n").values("at")[:1])


def _lines(program_id: int, conversation_id: int) -> QuerySet[Message]:
    return Message.objects.filter(program_id=program_id, conversation_id=conversation_id)


def _opened(conversation_id: int, rows: list[Message], known: Iterable[Seat] = ()) -> list[Spoken]:
    seats = {each.seat: each.key_id for each in known}
    if any(row.seat not in seats for row in rows):
        everyone = Membership.objects.filter(conversation_id=conversation_id)
        seats = dict(everyone.values_list("seat", "key_id"))
    ciphers = keys.ciphers(seats.values()) if rows else {}
    return [
        Spoken(
            row.n,
            row.seat,
            row.at,
            keys.opened_with(
                ciphers.get(seats.get(row.seat, 0)), row.sealed, line_place(conversation_id, row.n)
            ),
        )
        for row in rows
    ]
