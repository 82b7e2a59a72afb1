"""A wish to talk as a row: one open wish a person, verbs only inside a transaction, who may not be asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from cryptography.exceptions import InvalidTag
from django.db import IntegrityError

from alongside.base import turn
from alongside.matching import access, reads, walks, writes
from alongside.matching.access import NotHere
from alongside.matching.models import Offer, Request
from alongside.matching.rows import kept_reasons, reasons_kept
from alongside.rules.fit import Reason
from alongside.rules.wishes import Wishes
from conftest import Cast

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)
WISHES = Wishes(tongues=1, lived=3)


def begin(cast: Cast, now: datetime) -> int:
    with turn.write():
        return writes.begin(cast.program.id, cast.member.id, cast.member.key_id, WISHES, "Hello.", now)


def test_a_person_has_one_open_wish(cast: Cast, now: datetime) -> None:
    first = begin(cast, now)
    with pytest.raises(IntegrityError):
        begin(cast, now)
    with turn.write():
        writes.withdraw(first)
    assert begin(cast, now) != first


def test_the_door_opens_for_its_person_and_only_while_it_is_open(cast: Cast, now: datetime) -> None:
    request_id = begin(cast, now)
    assert access.own_wish(cast.member.id, request_id).wishes() == WISHES
    for stranger in (cast.other_member.id, cast.peer.id, cast.coordinator.id):
        with pytest.raises(NotHere):
            access.own_wish(stranger, request_id)
    with turn.write():
        writes.withdraw(request_id)
    with pytest.raises(NotHere):
        access.own_wish(cast.member.id, request_id)


def test_words_moved_to_another_wish_do_not_open(cast: Cast, now: datetime) -> None:
    first = begin(cast, now)
    with turn.write():
        words = bytes(Request.objects.get(id=first).words)
        writes.withdraw(first)
    second = begin(cast, now)
    Request.objects.filter(id=second).update(words=words)
    with pytest.raises(InvalidTag):
        access.own_wish(cast.member.id, second).words()


@pytest.mark.parametrize(
    "verb",
    [
        lambda cast, now: writes.begin(cast.program.id, cast.member.id, 0, WISHES, "", now),
        lambda cast, now: writes.open_wish_of(cast.member.id),
        lambda cast, now: writes.choose_anew(1, 0, WISHES, None),
        lambda cast, now: writes.suggest(1, 1, [], now),
        lambda cast, now: writes.ask(1, 1, [], now),
        lambda cast, now: writes.stands(1, "waiting"),
        lambda cast, now: writes.claim(1, now),
        lambda cast, now: writes.bring_forward(1),
        lambda cast, now: writes.hold_back(1),
        lambda cast, now: writes.take_questions_back(1),
        lambda cast, now: writes.withdraw(1),
        lambda cast, now: writes.met(1, 1, now),
        lambda cast, now: writes.hold(1),
        lambda cast, now: writes.passed(1, now),
        lambda cast, now: writes.could_not(1, 1, now),
    ],
)
def test_no_verb_writes_outside_a_transaction(
    cast: Cast, now: datetime, verb: Callable[[Cast, datetime], object]
) -> None:
    with pytest.raises(RuntimeError):
        verb(cast, now)


def test_who_is_not_asked_and_for_how_long(cast: Cast, now: datetime) -> None:
    request_id, me = begin(cast, now), cast.member.id
    rosa, sipho, otieno = cast.peer.id, cast.other_peer.id, cast.supervisor.id
    assert reads.left_out(me, request_id, now) == {me}
    with turn.write():
        walks.keep_apart(cast.program.id, me, otieno, now)
        writes.ask(cast.program.id, request_id, [rosa, sipho], now)
    assert reads.left_out(me, request_id, now) == {me, otieno, rosa, sipho}
    with turn.write():
        writes.passed(Offer.objects.get(peer_id=rosa).id, now)
        writes.take_questions_back(request_id, now, at=now)
    assert reads.left_out(me, request_id, now) == {me, otieno, rosa, sipho}
    assert reads.left_out(me, request_id, now + timedelta(days=1)) == {me, otieno, rosa}
    assert reads.left_out(me, request_id, now + timedelta(days=7)) == {me, otieno}
    assert reads.left_out(otieno, 0, now) == {me, otieno}


def test_questions_that_were_taken_back_for_another_reason_may_be_asked_again(
    cast: Cast, now: datetime
) -> None:
    request_id = begin(cast, now)
    with turn.write():
        writes.ask(cast.program.id, request_id, [cast.peer.id], now)
        writes.choose_anew(request_id, cast.member.key_id, WISHES, None)
    assert reads.left_out(cast.member.id, request_id, now) == {cast.member.id}
    with turn.write():
        writes.ask(cast.program.id, request_id, [cast.peer.id], now)
    assert reads.asked_peers(request_id) == [cast.peer.id]
    assert Offer.objects.count() == 1


def test_reasons_are_kept_as_they_were() -> None:
    reasons = (Reason("lived", "hospital"), Reason("loves", "own7"), Reason("tongue", "esu"))
    assert reasons_kept(kept_reasons(reasons)) == reasons
    assert reasons_kept("") == ()
