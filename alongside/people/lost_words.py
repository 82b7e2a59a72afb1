"""Rows of those who lost their words: who they named, who was recognised, and by whom."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from alongside.base import turn
from alongside.base.ids import new_id, new_token
from alongside.people.models import Invitation, LostWords, Person, Role
from alongside.people.sessions import hash_of
from alongside.rules.lost_words import LASTS, Told
from alongside.vault import keys

COULD_BE_BOTH = timedelta(days=30)  # who made a link for a peer's new password may have used it
KEPT_AFTER = timedelta(days=1)  # so that the device that asked can still be told that it is over


@dataclass(frozen=True, slots=True)
class Lost:
    """One asking, without its words."""

    id: int
    program_id: int
    peer_id: int | None
    person_id: int | None
    team_id: int | None
    made_at: datetime
    told: Told


def place(lost_id: int) -> str:
    """What the sealed words are bound to."""
    return f"people_lost_words.told {lost_id}"


def ask(program: tuple[int, int], peer_id: int | None, name: str, how: str, now: datetime) -> str:
    """`program` is its id and its key. The secret for the cookie of the device that asks."""
    turn.required()
    program_id, key_id = program
    token, lost_id = new_token(), new_id()
    LostWords.objects.create(
        id=lost_id,
        program_id=program_id,
        token_hash=hash_of(token),
        peer_id=peer_id,
        told=keys.seal(key_id, json.dumps([name, how]), place(lost_id)),
        made_at=now,
        ends_at=now + LASTS,
    )
    return token


def words(lost: Lost, key_id: int) -> tuple[str, str]:
    """The name they went by, and how the peer knows them; empty once it is decided."""
    sealed = LostWords.objects.filter(id=lost.id).values_list("told", flat=True).first()
    opened = keys.read(key_id, sealed, place(lost.id))
    name, how = json.loads(opened) if opened else ("", "")
    return name, how


def by_token(program_id: int, token: str) -> Lost | None:
    """What this device asked for, in this program."""
    return _first(LostWords.objects.filter(program_id=program_id, token_hash=hash_of(token)))


def one(program_id: int, lost_id: int) -> Lost | None:
    return _first(LostWords.objects.filter(program_id=program_id, id=lost_id))


def held(lost_id: int) -> Lost | None:
    """One of them, held until the transaction ends: nobody stops it or uses it meanwhile."""
    turn.required()
    return _first(LostWords.objects.select_for_update().filter(id=lost_id))


def for_peer(peer_id: int, now: datetime) -> list[Lost]:
    """What waits for this peer to look at."""
    return _all(named(peer_id, now))


def named(peer_id: int, now: datetime) -> QuerySet[LostWords]:
    """The rows of those who named this peer and wait for an answer."""
    return _open(now).filter(peer_id=peer_id, peer_at=None)


def for_team(program_id: int, now: datetime) -> list[Lost]:
    """What waits for one of the team: recognised by the peer, of somebody who lets this be done."""
    rows = _open(now).filter(program_id=program_id, peer_at__isnull=False, team_at=None)
    return _all(rows.filter(person__back_by_peer=True))


def about(person_id: int, now: datetime) -> Lost | None:
    """Somebody asks to come back as this person, and their peer said it is them."""
    return _first(_open(now).filter(person_id=person_id, peer_at__isnull=False).order_by("made_at"))


def peer_knows(lost_id: int, peer_id: int, person_id: int, now: datetime) -> bool:
    """The peer says who it is. False where it is decided already, or another asks as the same person."""
    turn.required()
    Person.objects.select_for_update().filter(id=person_id).first()  # two at once look at each other
    if about(person_id, now) is not None:
        return False
    mine = _open(now).filter(id=lost_id, peer_id=peer_id, peer_at=None)
    return mine.update(person_id=person_id, peer_at=now) == 1


def team_knows(lost_id: int, team_id: int, now: datetime) -> bool:
    """One of the team says so too: somebody other than the peer, and than the person themselves.

    Not who lately made a link for a new password for that peer: they could have been both.
    """
    turn.required()
    links = Invitation.objects.filter(renews_id=OuterRef("peer_id"), made_by_id=team_id)
    theirs = _open(now).filter(id=lost_id, peer_at__isnull=False, team_at=None, person__back_by_peer=True)
    theirs = theirs.exclude(Q(peer_id=team_id) | Q(person_id=team_id))
    theirs = theirs.exclude(Exists(links.filter(made_at__gt=now - COULD_BE_BOTH)))
    return theirs.update(team_id=team_id, team_at=now) == 1


def refuse(lost_id: int, now: datetime) -> bool:
    """Not them, or not like this. What was told goes at once."""
    turn.required()
    return _open(now).filter(id=lost_id).update(refused_at=now, told=b"") == 1


def use(lost_id: int, now: datetime) -> bool:
    """True for exactly one who comes in by it."""
    turn.required()
    return _open(now).filter(id=lost_id, team_at__isnull=False).update(used_at=now, told=b"") == 1


def take_back(program_id: int, token: str) -> None:
    """The device that asked does not want it any more."""
    turn.required()
    LostWords.objects.filter(program_id=program_id, token_hash=hash_of(token)).delete()


def may_be_let_back(person_id: int) -> bool:
    """Someone who is here, is a member and nothing else, and has not switched this off."""
    here = Person.objects.filter(id=person_id, deleted_at=None, back_by_peer=True).exists()
    return here and only_members([person_id]) == {person_id}


def only_members(person_ids: list[int]) -> set[int]:
    """Who of these is a member and nothing else: whoever has a desk signs in with a password."""
    roles: dict[int, set[str]] = {}
    for person_id, role in Role.objects.filter(person_id__in=person_ids).values_list("person_id", "role"):
        roles.setdefault(person_id, set()).add(role)
    return {person_id for person_id, theirs in roles.items() if theirs == {"member"}}


def switch(person_id: int, on: bool) -> None:
    """Whether their peer and the team may let them in without their words."""
    turn.required()
    Person.objects.filter(id=person_id).update(back_by_peer=on)


def is_on(person_id: int) -> bool:
    return Person.objects.filter(id=person_id, back_by_peer=True).exists()


def over(now: datetime) -> QuerySet[LostWords]:
    """What has ended and is of no more use."""
    return LostWords.objects.filter(ends_at__lte=now - KEPT_AFTER)


def leave(person_id: int) -> None:
    """A person deletes everything: nobody comes back as them, nor asks them."""
    turn.required()
    LostWords.objects.filter(Q(person_id=person_id) | Q(peer_id=person_id)).delete()
    LostWords.objects.filter(team_id=person_id).update(team=None)


def _open(now: datetime) -> QuerySet[LostWords]:
    return LostWords.objects.filter(refused_at=None, used_at=None, ends_at__gt=now)


def _first(rows: QuerySet[LostWords]) -> Lost | None:
    row = rows.first()
    return _lost(row) if row else None


def _all(rows: QuerySet[LostWords]) -> list[Lost]:
    return [_lost(row) for row in rows.order_by("made_at", "id")]


def _lost(row: LostWords) -> Lost:
    told = Told(row.peer_at, row.team_at, row.refused_at, row.used_at, row.ends_at)
    return Lost(row.id, row.program_id, row.peer_id, row.person_id, row.team_id, row.made_at, told)
