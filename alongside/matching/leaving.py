"""A person deletes everything: what matching knows of them ends and goes."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from alongside.base import turn
from alongside.matching import call_wishes
from alongside.matching.models import (
    Card,
    DoNotMatch,
    Ending,
    Match,
    Meanwhile,
    Meeting,
    NextTalk,
    Offer,
    PartingLine,
    Request,
    ThatHelped,
)

DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Left:
    """Whom it concerns: who walked with them until now, and the peers who were asked."""

    peers_walked_with: list[int]
    members_walked_with: list[int]
    peers_asked: list[int]


def leave(person_id: int, now: datetime) -> Left:
    """Ends their walks, and takes away their wishes and words."""
    turn.required()
    theirs = Match.objects.filter(Q(member_id=person_id) | Q(peer_id=person_id))
    going_on = list(theirs.filter(ended_at=None).order_by("id"))
    Ending.objects.bulk_create(
        (
            Ending(match_id=match.id, program_id=match.program_id, by=person_id, how=DELETED, at=now)
            for match in going_on
        ),
        ignore_conflicts=True,
    )
    theirs.filter(ended_at=None).update(ended_at=now)
    theirs.update(
        reasons=b"",
        request=None,
        asked_if_known_at=None,
        member_carries_on=None,
        peer_carries_on=None,
    )
    Ending.objects.filter(match__in=theirs).update(undo_until=None)
    asked = Offer.objects.filter(request__person_id=person_id, state="open").values_list("peer_id", flat=True)
    left = Left(
        sorted(match.peer_id for match in going_on if match.peer_id != person_id),
        sorted(match.member_id for match in going_on if match.member_id != person_id),
        sorted(asked),
    )
    _what_they_left_each_other(person_id, theirs)
    call_wishes.leave(person_id)
    Request.objects.filter(person_id=person_id).delete()
    Request.objects.filter(taken_by_id=person_id).update(taken_by=None)
    Offer.objects.filter(peer_id=person_id).delete()
    DoNotMatch.objects.filter(Q(one_id=person_id) | Q(other_id=person_id)).delete()
    return left


def _what_they_left_each_other(person_id: int, theirs: QuerySet[Match]) -> None:
    """Days, lines and cards of this person go; what the other noted or wrote stays the other's."""
    Card.objects.filter(peer_id=person_id).delete()
    Card.objects.filter(made_by_id=person_id).update(made_by=None, note=b"")
    NextTalk.objects.filter(match__in=theirs).delete()
    Meanwhile.objects.filter(match__in=theirs).delete()
    Meeting.objects.filter(by_id=person_id).delete()
    PartingLine.objects.filter(by_id=person_id).delete()
    ThatHelped.objects.filter(match__in=theirs, match__member_id=person_id).delete()
    theirs.update(words_later_at=None)
