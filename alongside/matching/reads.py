"""Questions about wishes to talk and people who walk together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Count, Q

from alongside.matching import walks
from alongside.matching.models import Match, Offer, Request
from alongside.matching.rows import (
    ASKED,
    LAPSED,
    OPEN,
    PASSED,
    SUGGESTED,
    Wish,
    reasons_kept,
    reasons_place,
    wish_of,
)
from alongside.matching.walks import Walk
from alongside.people import availability, reads, tallies
from alongside.rules import fit
from alongside.rules.fit import Card, Reason, Scale
from alongside.rules.wishes import Wishes
from alongside.vault import keys

LEFT_IN_PEACE = timedelta(days=7)  # who passed is not suggested to the same person again so soon
ASKED_ENOUGH = timedelta(days=1)  # who let a question run out


NOT_TO_ASK = """
SELECT other_id FROM matching_do_not_match WHERE one_id = %s
UNION SELECT one_id FROM matching_do_not_match WHERE other_id = %s
UNION SELECT peer_id FROM matching_match WHERE member_id = %s AND ended_at IS NULL
UNION SELECT member_id FROM matching_match WHERE peer_id = %s AND ended_at IS NULL
UNION SELECT o.peer_id FROM matching_request r JOIN matching_offer o ON o.request_id = r.id
WHERE r.person_id = %s AND (
    (o.state = %s AND o.answered_at > %s) OR (o.state = %s AND o.answered_at > %s)
    OR (o.state = %s AND o.request_id = %s)
)
"""


@dataclass(frozen=True, slots=True)
class Offered:
    """Someone would like to talk: what a peer sees of it, and no more than the member agreed to show."""

    offer_id: int
    request_id: int
    name: str
    words: str
    reasons: tuple[Reason, ...]
    since: datetime


@dataclass(frozen=True, slots=True)
class State:
    """How a wish stands, as its member may know it. Nobody is told that someone passed.

    kind: choosing, could_not (`peer_id` can't just now; `next_id` may be asked), asking (`peer_id`),
    asking_others, waiting, met (`conversation_id`), withdrawn.
    """

    kind: str
    peer_id: int | None = None
    next_id: int | None = None
    conversation_id: int | None = None


def open_request(person_id: int) -> Wish | None:
    """A person's open wish to talk, if they have one."""
    row = Request.objects.select_related("person").filter(person_id=person_id, state__in=OPEN).first()
    return wish_of(row) if row else None


def wish(request_id: int) -> Wish | None:
    """A wish by its number, however it stands. For the worker; pages prove the right with `access`."""
    row = Request.objects.select_related("person").filter(id=request_id).first()
    return wish_of(row) if row else None


def last_wishes(person_id: int) -> Wishes | None:
    """What somebody wished when they asked the last time; None where nothing of it is left."""
    rows = Request.objects.select_related("person").filter(person_id=person_id).exclude(choices=b"")
    row = rows.order_by("-made_at", "-id").first()
    return wish_of(row).wishes() if row else None


def state_of(asked: Wish) -> State:
    """How this wish stands."""
    if asked.state == "met":
        found = Match.objects.filter(request_id=asked.id).values_list("conversation_id", "peer_id").first()
        return State("met", found[1], None, found[0]) if found else State("met")
    if asked.by_name():
        named = Offer.objects.filter(request_id=asked.id, state=ASKED).order_by("-made_at").first()
        return State("asking", named.peer_id) if named else State("asking_others")
    if asked.state == "asking":
        return State("asking_others")
    return _choosing(asked) if asked.state == "choosing" else State(asked.state)


def _choosing(asked: Wish) -> State:
    offers = list(Offer.objects.filter(request_id=asked.id).order_by("made_at", "id"))
    suggested = [offer for offer in offers if offer.state == SUGGESTED]
    answered = [
        (offer.answered_at, offer.peer_id)
        for offer in offers
        if offer.state in (PASSED, LAPSED) and offer.answered_at is not None
    ]
    if not answered:
        return State("choosing")
    at, peer_id = max(answered)
    if any(offer.made_at > at for offer in suggested):  # they have looked again since
        return State("choosing")
    return State("could_not", peer_id, suggested[0].peer_id if suggested else None)


def offers_for(peer_id: int, card: Card | None = None, scale: Scale | None = None) -> tuple[Offered, ...]:
    """Who would like to talk with this peer, who waits longest first.

    `card` and `scale`: the peer as matching sees them, and what is rare here, where they are known already.
    """
    if card is not None and not card.ready:
        return ()
    rows = Offer.objects.select_related("request__person").filter(peer_id=peer_id, state=ASKED)
    offers = [(row, wish_of(row.request)) for row in rows.order_by("request__made_at", "id")]
    if not offers:
        return ()
    first = offers[0][1]
    if card is None:
        card = availability.cards([peer_id], first.made_at).get(peer_id)  # reasons do not hang on the moment
    if card is None or not card.ready:  # made ready no longer: nobody's words are theirs to read
        return ()
    scale = scale or tallies.scale_of(first.program_id)
    ciphers = keys.ciphers(asked.key_id for _, asked in offers)
    found: list[Offered] = []
    for row, asked in offers:
        cipher, sealed = ciphers.get(asked.key_id), row.request.person.name
        wishes = asked.wishes(cipher) if cipher else None
        if wishes is None:
            continue
        reasons = fit.reasons(wishes, card, scale)
        name = keys.opened_with(cipher, sealed, reads.name_place(asked.person_id)) if sealed else None
        found.append(Offered(row.id, asked.id, name or "", asked.words(cipher), reasons, asked.made_at))
    return tuple(found)


def suggested_peers(request_id: int) -> list[int]:
    """Whom the member was shown for this wish and has not asked, in the order they were shown."""
    rows = Offer.objects.filter(request_id=request_id, state=SUGGESTED).order_by("id")
    return list(rows.values_list("peer_id", flat=True))


def asked_peers(request_id: int) -> list[int]:
    """Who is being asked about this wish now."""
    rows = Offer.objects.filter(request_id=request_id, state=ASKED).order_by("id")
    return list(rows.values_list("peer_id", flat=True))


def questions_of(request_id: int) -> dict[int, int]:
    """Peer -> the number of what they are asked about this wish now."""
    rows = Offer.objects.filter(request_id=request_id, state=ASKED).order_by("id")
    return dict(rows.values_list("peer_id", "id"))


def left_out(person_id: int, request_id: int, now: datetime) -> set[int]:
    """Whom not to suggest to this person: themselves, who is kept apart from them, who walks with them,
    who passed this week, who let a question run out today, and who is being asked already."""
    week_ago, day_ago = (
        connection.ops.adapt_datetimefield_value(now - ago) for ago in (LEFT_IN_PEACE, ASKED_ENOUGH)
    )
    with connection.cursor() as cursor:
        cursor.execute(
            NOT_TO_ASK,
            [person_id] * 4 + [person_id, PASSED, week_ago, LAPSED, day_ago, ASKED, request_id],
        )
        return {person_id, *(row[0] for row in cursor.fetchall())}


def due(now: datetime, limit: int) -> list[tuple[int, datetime]]:
    """Wishes for which something is to be done now: their number and since when."""
    rows = Request.objects.filter(due_at__lte=now, state__in=OPEN).order_by("due_at")
    return [(number, at) for number, at in rows.values_list("id", "due_at")[:limit] if at is not None]


def walks_of(person_id: int) -> list[Walk]:
    """Everyone this person walks or walked with, the newest walk first."""
    rows = Match.objects.select_related("ending", "nexttalk")
    rows = rows.filter(Q(member_id=person_id) | Q(peer_id=person_id))
    return [walks.walk_of(row) for row in rows.order_by("-began_at", "-id")]


def walk_between(member_id: int, peer_id: int) -> Walk | None:
    """The walk these two are on, if they walk together now."""
    rows = Match.objects.select_related("ending", "nexttalk")
    row = rows.filter(member_id=member_id, peer_id=peer_id, ended_at=None).first()
    return walks.walk_of(row) if row else None


def walks_going_on(peer_ids: Iterable[int]) -> list[Walk]:
    """Who walks with these peers now, in the order it began."""
    rows = Match.objects.select_related("ending", "nexttalk").filter(peer_id__in=set(peer_ids), ended_at=None)
    return [walks.walk_of(row) for row in rows.order_by("began_at", "id")]


def match_of_conversation(conversation_id: int) -> Walk | None:
    """The walk whose words are in this conversation."""
    return walks.walk_in(conversation_id)


def reasons_of(conversation_id: int) -> tuple[Reason, ...]:
    """Why these two were brought together; empty where the member's key is gone."""
    row = Match.objects.select_related("member").filter(conversation_id=conversation_id).first()
    if row is None:
        return ()
    return reasons_kept(keys.read(row.member.key_id, row.reasons, reasons_place(row.id)) or "")


def walking_with(peer_ids: Iterable[int]) -> dict[int, int]:
    """How many people each of these peers walks with, counted from the walks themselves."""
    rows = Match.objects.filter(peer_id__in=set(peer_ids), ended_at=None).values_list("peer_id")
    return dict(rows.annotate(count=Count("id")).order_by("peer_id"))
