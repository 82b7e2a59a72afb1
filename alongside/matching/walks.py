"""People who walk together: how it stands, how it ends, and a change of mind within the day."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import F, FilteredRelation, OuterRef, Q, Subquery

from alongside.base import turn
from alongside.base.ids import new_id
from alongside.matching.models import DoNotMatch, Ending, Match, Meeting, Offer, Request
from alongside.matching.rows import ASKED, ASKING, LAPSED, SUGGESTED


@dataclass(frozen=True, slots=True)
class Next:
    """When two would like to talk next: said by one, agreed by the other or not yet."""

    at: datetime
    said_by: int
    agreed: bool


@dataclass(frozen=True, slots=True)
class Call:
    """One of the two would like to be rung. Minutes are of the day where they are; none: at any time."""

    id: int
    by: int
    safe_from: int | None
    safe_until: int | None
    zone: str  # empty: the program's


@dataclass(frozen=True, slots=True)
class Walk:
    """A match as its two people may know it."""

    id: int
    program_id: int
    conversation_id: int
    member_id: int
    peer_id: int
    began_at: datetime
    ended_at: datetime | None
    how: str  # "" while they walk
    ended_by: int | None
    undo_until: datetime | None
    asked_if_known_at: datetime | None
    member_carries_on: bool | None
    peer_carries_on: bool | None
    next_talk: Next | None = None  # past ones too: whoever shows it knows what time it is
    by_card: bool = False
    words_later: bool = False  # came by card, was asked once for words to come back with, said "later"
    # Told by `walk_in` alone, for the page of the talk:
    met_on: date | None = None  # the newest day they noted, and how (matching.meetings)
    met_how: str = ""
    peer_rests_until: datetime | None = None
    call: Call | None = None

    def other(self, person_id: int) -> int:
        return self.peer_id if person_id == self.member_id else self.member_id

    def carries_on(self, person_id: int) -> bool | None:
        """What this person answered when both were asked whether they may know each other."""
        return self.member_carries_on if person_id == self.member_id else self.peer_carries_on


def walk_in(conversation_id: int) -> Walk | None:
    """The match whose conversation this is, if it is one."""
    newest = Meeting.objects.filter(match=OuterRef("pk")).order_by("-on", "-id")
    rows = Match.objects.select_related("ending", "nexttalk").annotate(
        met_on=Subquery(newest.values("on")[:1]),
        met_how=Subquery(newest.values("how")[:1]),
        peer_rests_until=F("peer__availability__break_until"),
        call=FilteredRelation("callwish", condition=Q(callwish__ended_at=None)),
        call_id=F("call__id"),
        call_by=F("call__person_id"),
        call_from=F("call__safe_from"),
        call_until=F("call__safe_until"),
        call_zone=F("call__person__time_zone"),
    )
    row = rows.filter(conversation_id=conversation_id).first()
    if row is None:
        return None
    wish = (
        Call(row.call_id, row.call_by, row.call_from, row.call_until, row.call_zone) if row.call_id else None
    )
    return replace(
        walk_of(row),
        met_on=row.met_on,
        met_how=row.met_how or "",
        peer_rests_until=row.peer_rests_until,
        call=wish,
    )


def with_number(match_id: int) -> Walk | None:
    """A walk by its own number."""
    row = Match.objects.select_related("ending", "nexttalk").filter(id=match_id).first()
    return walk_of(row) if row else None


def walk_of(row: Match) -> Walk:
    """From a row that was fetched with its ending and its next talk."""
    ending, next_talk = getattr(row, "ending", None), getattr(row, "nexttalk", None)
    return Walk(
        row.id,
        row.program_id,
        row.conversation_id,
        row.member_id,
        row.peer_id,
        row.began_at,
        row.ended_at,
        ending.how if ending else "",
        ending.by if ending else None,
        ending.undo_until if ending else None,
        row.asked_if_known_at,
        row.member_carries_on,
        row.peer_carries_on,
        Next(next_talk.at, next_talk.said_by_id, next_talk.agreed_at is not None) if next_talk else None,
        row.request_id is None,
        row.words_later_at is not None,
    )


def begin_by_card(program_id: int, member_id: int, peer_id: int, conversation_id: int, now: datetime) -> None:
    """Two who know each other walk together from now on: nobody asked, and no reasons are kept."""
    turn.required()
    Match.objects.create(
        id=new_id(),
        program_id=program_id,
        member_id=member_id,
        peer_id=peer_id,
        conversation_id=conversation_id,
        began_at=now,
    )


def end(walk: Walk, by: int, how: str, now: datetime, undo_until: datetime | None = None) -> bool:
    """Ends a match. False where it had ended: the first to end it decides how it reads."""
    turn.required()
    if not Match.objects.filter(id=walk.id, ended_at=None).update(ended_at=now):
        return False
    Ending.objects.create(
        match_id=walk.id, program_id=walk.program_id, by=by, how=how, at=now, undo_until=undo_until
    )
    return True


def take_back(walk: Walk, by: int, now: datetime) -> bool:
    """They walk together again: only by who ended it, in time, and if no newer walk stands."""
    turn.required()
    gone, _ = Ending.objects.filter(match_id=walk.id, by=by, undo_until__gt=now).delete()
    together = Match.objects.filter(member_id=walk.member_id, peer_id=walk.peer_id, ended_at=None).exists()
    if not gone or together:
        return False
    return bool(Match.objects.filter(id=walk.id).update(ended_at=None))


def keep_apart(program_id: int, one: int, other: int, now: datetime) -> None:
    """These two are not suggested to each other any more; what was suggested or asked between them goes."""
    turn.required()
    low, high = sorted((one, other))
    DoNotMatch.objects.get_or_create(program_id=program_id, one_id=low, other_id=high)
    for member, peer in ((one, other), (other, one)):
        between = Offer.objects.filter(peer_id=peer, request__person_id=member)
        between.filter(state=SUGGESTED).delete()
        asked = list(between.filter(state=ASKED).values_list("request_id", flat=True))
        between.filter(state=ASKED).update(state=LAPSED)
        Request.objects.filter(id__in=asked, state=ASKING).update(due_at=now)


def are_apart(program_id: int, one: int, other: int) -> bool:
    """Whether these two are not to be brought together."""
    low, high = sorted((one, other))
    return DoNotMatch.objects.filter(program_id=program_id, one_id=low, other_id=high).exists()


def bring_together(program_id: int, one: int, other: int) -> None:
    turn.required()
    low, high = sorted((one, other))
    DoNotMatch.objects.filter(program_id=program_id, one_id=low, other_id=high).delete()


def is_final(walk: Walk) -> None:
    """The ending stands: it cannot be taken back any more."""
    turn.required()
    Ending.objects.filter(match_id=walk.id).update(undo_until=None)


def ask_if_known(walk: Walk, now: datetime) -> None:
    """From now on both are asked; who said it first is not kept."""
    turn.required()
    Match.objects.filter(id=walk.id, asked_if_known_at=None).update(asked_if_known_at=now)


def carry_on(walk: Walk, person_id: int) -> None:
    """This person would like to go on although they may know each other."""
    turn.required()
    side = "member_carries_on" if person_id == walk.member_id else "peer_carries_on"
    Match.objects.filter(id=walk.id).update(**{side: True})


def words_later(walk: Walk, now: datetime) -> None:
    """Who came by card would rather make words to come back with later; the talk does not ask again."""
    turn.required()
    Match.objects.filter(id=walk.id, words_later_at=None).update(words_later_at=now)
