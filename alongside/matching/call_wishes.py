"""Wishes to be rung: who would like it, when it is safe, who took it up, how often it rang, how it ended."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q, QuerySet

from alongside.base import turn
from alongside.base.ids import new_id
from alongside.matching.models import CallWish, Match
from alongside.rules.ringing import LASTS, TRIES

SPOKE, BY_HAND, TAKEN_BACK, IN_VAIN, OVER = "spoke", "by_hand", "taken_back", "in_vain", "over"


@dataclass(frozen=True, slots=True)
class Wished:
    """A wish as it stands. `other_id`: who walks with them; none: it is the team's alone."""

    id: int
    program_id: int
    person_id: int
    other_id: int | None
    conversation_id: int | None
    made_at: datetime
    safe_from: int | None
    safe_until: int | None
    taken_by: int | None
    taken_at: datetime | None
    tries: int
    rung_at: datetime | None
    ended_at: datetime | None
    ended_how: str


def wish(
    program_id: int,
    person_id: int,
    match_id: int | None,
    hours: tuple[int | None, int | None],
    now: datetime,
) -> bool:
    """From now on somebody would like to be rung. False where that was so already: then only the hours
    change."""
    turn.required()
    begins, ends = hours
    _, made = CallWish.objects.get_or_create(
        program_id=program_id,
        person_id=person_id,
        ended_at=None,
        defaults={
            "id": new_id(),
            "match_id": match_id,
            "made_at": now,
            "safe_from": begins,
            "safe_until": ends,
        },
    )
    if not made:
        _open().filter(person_id=person_id).update(safe_from=begins, safe_until=ends)
    return made


def open_of(person_id: int) -> Wished | None:
    """What this person wishes."""
    return _first(_open().filter(person_id=person_id))


def one(program_id: int, wish_id: int) -> Wished | None:
    """One of this program's."""
    return _first(CallWish.objects.filter(program_id=program_id, id=wish_id))


def with_number(wish_id: int) -> Wished | None:
    return _first(CallWish.objects.filter(id=wish_id))


def in_talk(conversation_id: int) -> Wished | None:
    """The open wish of one of the two who talk here, the older one first."""
    return _first(_open().filter(match__conversation_id=conversation_id).order_by("made_at"))


def open_in(program_id: int) -> list[Wished]:
    """All of a program, the longest waiting first."""
    return [_wished(row) for row in _with(_open().filter(program_id=program_id)).order_by("made_at", "id")]


def match_of(person_id: int) -> int | None:
    """The walk whose other side is asked: the newest of those this person is on as a member, else as a peer.

    None: nobody walks with them yet, and the team is asked.
    """
    going_on = Match.objects.filter(ended_at=None)
    for mine in (going_on.filter(member_id=person_id), going_on.filter(peer_id=person_id)):
        found = mine.order_by("-began_at").values_list("id", flat=True).first()
        if found:
            return found
    return None


def match_in(conversation_id: int, person_id: int) -> int | None:
    """The walk of this talk, for one of its two."""
    mine = Q(member_id=person_id) | Q(peer_id=person_id)
    rows = Match.objects.filter(mine, conversation_id=conversation_id, ended_at=None)
    return rows.values_list("id", flat=True).first()


def take(wish_id: int, by: int, now: datetime) -> bool:
    """Somebody rings now. False where another was first."""
    turn.required()
    free = _open().filter(id=wish_id).filter(Q(taken_by=None) | Q(taken_by=by))
    return bool(free.update(taken_by_id=by, taken_at=now))


def rings(wish_id: int, tries: int, now: datetime) -> bool:
    """It rings once more, where it rang `tries` times before. True for exactly one who rings."""
    turn.required()
    rows = _open().filter(id=wish_id, tries=tries, tries__lt=TRIES)
    return bool(rows.update(tries=tries + 1, rung_at=now))


def did_not_ring(wish_id: int) -> None:
    """The phone service did not take it: it was no try."""
    turn.required()
    _open().filter(id=wish_id, tries__gt=0).update(tries=F("tries") - 1, rung_at=None, taken_by=None)


def in_vain(wish_id: int, now: datetime) -> None:
    """Nobody answered. After the last try it is over."""
    turn.required()
    _open().filter(id=wish_id, tries__gte=TRIES).update(ended_at=now, ended_how=IN_VAIN)
    _open().filter(id=wish_id).update(taken_by=None, taken_at=None)


def end(wish_id: int, how: str, now: datetime) -> bool:
    """It is done, or not wished any more. False where it had ended."""
    turn.required()
    return bool(_open().filter(id=wish_id).update(ended_at=now, ended_how=how))


def take_back(person_id: int, now: datetime) -> bool:
    """Who wished it does not any more. No reason is asked."""
    turn.required()
    return bool(_open().filter(person_id=person_id).update(ended_at=now, ended_how=TAKEN_BACK))


def time_runs_out(now: datetime) -> int:
    """Wishes of long ago are over; how many."""
    turn.required()
    return _open().filter(made_at__lte=now - LASTS).update(ended_at=now, ended_how=OVER)


def with_whom(person_ids: Iterable[int]) -> dict[int, Wished]:
    """Person -> what they wish now."""
    rows = _with(_open().filter(person_id__in=set(person_ids)))
    return {row.person_id: _wished(row) for row in rows}


def leave(person_id: int) -> None:
    """A person deletes everything."""
    turn.required()
    CallWish.objects.filter(person_id=person_id).delete()
    CallWish.objects.filter(taken_by_id=person_id).update(taken_by=None)


def _open() -> QuerySet[CallWish]:
    return CallWish.objects.filter(ended_at=None)


def _with(rows: QuerySet[CallWish]) -> QuerySet[CallWish]:
    return rows.select_related("match")


def _first(rows: QuerySet[CallWish]) -> Wished | None:
    row = _with(rows).first()
    return _wished(row) if row else None


def _wished(row: CallWish) -> Wished:
    match = row.match
    other = (match.peer_id if row.person_id == match.member_id else match.member_id) if match else None
    return Wished(
        id=row.id,
        program_id=row.program_id,
        person_id=row.person_id,
        other_id=other,
        conversation_id=match.conversation_id if match else None,
        made_at=row.made_at,
        safe_from=row.safe_from,
        safe_until=row.safe_until,
        taken_by=row.taken_by_id,
        taken_at=row.taken_at,
        tries=row.tries,
        rung_at=row.rung_at,
        ended_at=row.ended_at,
        ended_how=row.ended_how,
    )
