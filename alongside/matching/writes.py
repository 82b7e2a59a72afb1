"""Verbs of a wish to talk, in the order of its life. Each needs a transaction around it.

Whoever changes how a wish stands takes its row first (`access.own_wish(lock=True)`, `claim`, `hold`), and
only then its offers: two who act at the same moment wait for each other and never in a ring.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import F

from alongside.base import turn
from alongside.base.ids import new_id
from alongside.matching.models import Match, Offer, Request
from alongside.matching.rows import (
    ACCEPTED,
    ASKED,
    ASKING,
    CHOOSING,
    LAPSED,
    MET,
    OPEN,
    PASSED,
    SUGGESTED,
    WAITING,
    WITHDRAWN,
    Wish,
    choices_place,
    kept_reasons,
    reasons_place,
    words_place,
)
from alongside.rules.fit import Reason
from alongside.rules.wishes import Wishes
from alongside.vault import keys


def begin(program_id: int, person_id: int, key_id: int, wishes: Wishes, words: str, now: datetime) -> int:
    """A new wish to talk. The database allows one open wish a person (IntegrityError)."""
    turn.required()
    request_id = new_id()
    Request.objects.create(
        id=request_id,
        program_id=program_id,
        person_id=person_id,
        choices=keys.seal(key_id, wishes.to_json(), choices_place(request_id)),
        words=keys.seal(key_id, words, words_place(request_id)) if words else b"",
        made_at=now,
    )
    return request_id


def open_wish_of(person_id: int) -> int | None:
    """The id of a person's open wish, held until the transaction ends."""
    turn.required()
    rows = Request.objects.select_for_update().filter(person_id=person_id, state__in=OPEN)
    return rows.values_list("id", flat=True).first()


def choose_anew(request_id: int, key_id: int, wishes: Wishes, words: str | None) -> list[int]:
    """Other wishes (and words, if told): who was suggested or asked is let go. Returns who was asked."""
    turn.required()
    changed: dict[str, object] = {
        "choices": keys.seal(key_id, wishes.to_json(), choices_place(request_id)),
        "state": CHOOSING,
        "ask_others": False,
        "whoever": False,
        "wave": 0,
        "due_at": None,
    }
    if words is not None:
        changed["words"] = keys.seal(key_id, words, words_place(request_id)) if words else b""
    Request.objects.filter(id=request_id).update(**changed)
    Offer.objects.filter(request_id=request_id, state=SUGGESTED).delete()
    return take_questions_back(request_id)


def suggest(program_id: int, request_id: int, peer_ids: Iterable[int], now: datetime) -> None:
    """These were shown to the member: the same are shown when they look again."""
    turn.required()
    _offer(program_id, request_id, peer_ids, SUGGESTED, now)


def ask(program_id: int, request_id: int, peer_ids: Iterable[int], now: datetime) -> None:
    """These peers are asked."""
    turn.required()
    _offer(program_id, request_id, peer_ids, ASKED, now)


def still_chooses(asked: Wish) -> bool:
    """Whether this wish stands as it was read; it is held until the transaction ends."""
    turn.required()
    rows = Request.objects.select_for_update().filter(id=asked.id, state=CHOOSING)
    return rows.values_list("choices", flat=True).first() == asked.sealed_choices


def stands(request_id: int, state: str, **changed: object) -> None:
    """How a wish stands from now on: its state, and `ask_others`, `whoever`, `wave`, `due_at` if given."""
    turn.required()
    Request.objects.filter(id=request_id).update(state=state, **changed)


def claim(request_id: int, due_at: datetime) -> bool:
    """Takes a wish that has fallen due. False where another process, or the member, was first."""
    turn.required()
    rows = Request.objects.filter(id=request_id, due_at=due_at, state__in=OPEN)
    return rows.update(due_at=None) == 1


def bring_forward(program_id: int) -> int:
    """Somebody may be free who was not: wishes for which nobody could be asked are looked at at once."""
    turn.required()
    waiting = Request.objects.filter(program_id=program_id, state=WAITING, due_at__gt=F("made_at"))
    return waiting.update(due_at=F("made_at"))


def hold_back(program_id: int) -> int:
    """The program pauses: wishes that peers are being asked about are looked at at once, and then rest."""
    turn.required()
    asking = Request.objects.filter(program_id=program_id, state=ASKING, due_at__gt=F("made_at"))
    return asking.update(due_at=F("made_at"))


def take_questions_back(
    request_id: int, asked_before: datetime | None = None, at: datetime | None = None
) -> list[int]:
    """Peers who were asked (before then) are not asked any more; returns who. `at`: they let it run out."""
    turn.required()
    asked = Offer.objects.filter(request_id=request_id, state=ASKED)
    if asked_before is not None:
        asked = asked.filter(made_at__lte=asked_before)
    peer_ids = list(asked.values_list("peer_id", flat=True))
    asked.filter(peer_id__in=peer_ids).update(state=LAPSED, answered_at=at)
    return peer_ids


def withdraw(request_id: int) -> list[int]:
    """Not any more: what was wished and written goes at once. Returns who was asked."""
    turn.required()
    Request.objects.filter(id=request_id, state__in=OPEN).update(
        state=WITHDRAWN, due_at=None, choices=b"", words=b""
    )
    Offer.objects.filter(request_id=request_id, state=SUGGESTED).delete()
    return take_questions_back(request_id)


def met(request_id: int, offer_id: int, now: datetime) -> bool:
    """This peer said yes. False where someone else was first, or it was withdrawn; the flow undoes all."""
    turn.required()
    wish = Request.objects.filter(id=request_id, state__in=(ASKING, WAITING))
    if wish.update(state=MET, met_at=now, due_at=None) != 1:
        return False
    mine = Offer.objects.filter(id=offer_id, request_id=request_id, state=ASKED)
    return mine.update(state=ACCEPTED, answered_at=now) == 1


def walk(
    program_id: int,
    request_id: int,
    member: tuple[int, int],
    peer_id: int,
    conversation_id: int,
    reasons: Iterable[Reason],
    now: datetime,
) -> int:
    """A member (and their key) and a peer walk together from now on."""
    turn.required()
    match_id, (member_id, key_id) = new_id(), member
    Match.objects.create(
        id=match_id,
        program_id=program_id,
        request_id=request_id,
        member_id=member_id,
        peer_id=peer_id,
        conversation_id=conversation_id,
        reasons=keys.seal(key_id, kept_reasons(reasons), reasons_place(match_id)),
        began_at=now,
    )
    Offer.objects.filter(request_id=request_id, state=SUGGESTED).delete()
    return match_id


def hold(request_id: int) -> str | None:
    """How a wish stands, held until the transaction ends; None where it is gone."""
    turn.required()
    rows = Request.objects.select_for_update().filter(id=request_id)
    return rows.values_list("state", flat=True).first()


def passed(offer_id: int, now: datetime) -> bool:
    """This peer would rather not, this time. False where it was answered or taken back before."""
    turn.required()
    return Offer.objects.filter(id=offer_id, state=ASKED).update(state=PASSED, answered_at=now) == 1


def could_not(request_id: int, peer_id: int, now: datetime) -> None:
    """A peer the member chose cannot take on anyone by now."""
    turn.required()
    Offer.objects.filter(request_id=request_id, peer_id=peer_id, state=SUGGESTED).update(
        state=LAPSED, answered_at=now
    )


def _offer(program_id: int, request_id: int, peer_ids: Iterable[int], state: str, now: datetime) -> None:
    """A new row for each, or the one that was there: a peer is asked about a wish on one row. Whom not to
    ask again was left out before (`reads.left_out`)."""
    Offer.objects.bulk_create(
        (
            Offer(program_id=program_id, request_id=request_id, peer_id=peer_id, state=state, made_at=now)
            for peer_id in peer_ids
        ),
        update_conflicts=True,
        unique_fields=["program", "request", "peer"],
        update_fields=["state", "made_at", "answered_at"],
    )
