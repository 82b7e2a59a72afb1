"""What of this room waits on a desk: one question for all of it, in narrow rows without anybody's words."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import BigIntegerField, BooleanField, Case, F, Q, Value, When
from django.db.models.functions import Cast

from alongside.matching import left_over
from alongside.matching.cards import NEWS_FOR
from alongside.matching.left_over import LeftOver
from alongside.matching.models import CallWish, Card, Match, NextTalk, Request, ThatHelped
from alongside.matching.rows import ASKING, WAITING
from alongside.matching.walks import Next

ASKS, LEFT, WALK = "asks", "left", "walk"
CAME, HELPED, NEXT = "came", "helped", "next"
CALL = "call"


@dataclass(frozen=True, slots=True)
class ForTeam:
    """`waiting`: since when, the longest first. `walks`: (walk, its peer) of those who were asked about.

    `calls`: (wish, whether somebody walks with them, since when) of who would like to be rung.
    """

    waiting: list[datetime] = field(default_factory=list)
    left: list[LeftOver] = field(default_factory=list)
    walks: list[tuple[int, int]] = field(default_factory=list)
    calls: list[tuple[int, bool, datetime]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Coming:
    """A talk that comes next, of a walk that goes on."""

    conversation_id: int
    other_id: int
    next_talk: Next


@dataclass(frozen=True, slots=True)
class ForPeer:
    """`came`: conversation -> when somebody came with a card. `helped`: (row, conversation, when).

    `calls`: (conversation, who would like to be rung, since when).
    """

    came: dict[int, datetime] = field(default_factory=dict)
    helped: list[tuple[int, int, datetime]] = field(default_factory=list)
    coming: list[Coming] = field(default_factory=list)
    calls: list[tuple[int, int, datetime]] = field(default_factory=list)


def for_team(program_id: int, leaving: Iterable[int]) -> ForTeam:
    """Who waits, for whom nobody is left to ask, and who walks with these peers who leave."""
    wishes = Request.objects.filter(program_id=program_id)
    left = left_over.rows(wishes.filter(taken_at=None)).order_by()
    walks = Match.objects.filter(program_id=program_id, peer_id__in=set(leaving), ended_at=None)
    rows = _gathered(
        wishes.filter(state__in=(ASKING, WAITING)).values_list(
            Value(ASKS), F("id"), F("person_id"), F("made_at")
        ),
        left.values_list(Value(LEFT), F("id"), F("person_id"), F("since")),
        walks.values_list(Value(WALK), F("id"), F("peer_id"), F("began_at")),
        CallWish.objects.filter(program_id=program_id, ended_at=None).values_list(
            Value(CALL), F("id"), F("match_id"), F("made_at")
        ),
    )
    return ForTeam(
        [at for kind, _, _, at in rows if kind == ASKS],
        [LeftOver(row, person, at) for kind, row, person, at in rows if kind == LEFT],
        [(row, peer) for kind, row, peer, _ in rows if kind == WALK],
        [(row, walk is not None, at) for kind, row, walk, at in rows if kind == CALL],
    )


def for_peer(peer_id: int, today: date, now: datetime) -> ForPeer:
    """Who came with their card lately, kind words that may be opened today, and talks that come next."""
    nobody, no = Cast(Value(None), BigIntegerField()), Value(False, BooleanField())
    came = Card.objects.filter(peer_id=peer_id, used_at__gt=now - NEWS_FOR).exclude(conversation=None)
    helped = ThatHelped.objects.filter(match__peer_id=peer_id, opened_at=None).exclude(not_before__gt=today)
    theirs = Q(match__member_id=peer_id) | Q(match__peer_id=peer_id)
    coming = NextTalk.objects.filter(theirs, match__ended_at=None, at__gt=now)
    other = Case(When(match__peer_id=peer_id, then=F("match__member_id")), default=F("match__peer_id"))
    agreed = Case(When(agreed_at=None, then=no), default=Value(True), output_field=BooleanField())
    talk = F("match__conversation_id")
    rows = _gathered(
        came.values_list(Value(CAME), F("id"), F("used_at"), F("conversation_id"), nobody, nobody, no),
        helped.values_list(Value(HELPED), F("id"), F("at"), talk, nobody, nobody, no),
        coming.values_list(Value(NEXT), F("match_id"), F("at"), talk, other, F("said_by_id"), agreed),
        CallWish.objects.filter(
            Q(match__member_id=peer_id) | Q(match__peer_id=peer_id), ended_at=None, match__ended_at=None
        ).values_list(
            Value(CALL),
            F("id"),
            F("made_at"),
            F("match__conversation_id"),
            F("person_id"),
            nobody,
            no,
        ),
        at=2,
    )
    return ForPeer(
        {each[3]: each[2] for each in rows if each[0] == CAME},
        [(each[1], each[3], each[2]) for each in rows if each[0] == HELPED],
        [Coming(each[3], each[4], Next(each[2], each[5], bool(each[6]))) for each in rows if each[0] == NEXT],
        [(each[3], each[4], each[2]) for each in rows if each[0] == CALL],
    )


def _gathered(first: Any, *others: Any, at: int = 3) -> list[Any]:
    """All of it at once, by the moment in column `at` and the number of the row."""
    rows = first.order_by().union(*(each.order_by() for each in others), all=True)
    return sorted(rows, key=lambda each: (each[at], each[1]))
