"""A wish or a question for the person whose it is. Absent and forbidden look the same."""

from dataclasses import dataclass

from alongside.matching.models import Offer, Request
from alongside.matching.rows import OPEN, Wish, wish_of


class NotHere(Exception):
    """No such thing for this person."""


@dataclass(frozen=True, slots=True)
class Question:
    """Someone would like to talk, and this peer is asked."""

    id: int
    program_id: int
    peer_id: int
    state: str
    wish: Wish


def own_wish(person_id: int, request_id: int, *, lock: bool = False) -> Wish:
    """A person's own open wish. `lock`: nobody else changes how it stands until the transaction ends."""
    rows = Request.objects.select_related("person").filter(id=request_id, person_id=person_id, state__in=OPEN)
    row = (rows.select_for_update(of=("self",)) if lock else rows).first()
    if row is None:
        raise NotHere
    return wish_of(row)


def own_question(peer_id: int, offer_id: int) -> Question:
    """What this peer was asked, also when it is answered or taken back by now."""
    row = (
        Offer.objects.select_related("request__person")
        .filter(id=offer_id, peer_id=peer_id)
        .exclude(state="suggested")
        .first()
    )
    if row is None:
        raise NotHere
    return Question(row.id, row.program_id, row.peer_id, row.state, wish_of(row.request))
