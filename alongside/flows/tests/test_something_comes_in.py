"""What comes in is stored before it is answered, taken once, in the order each person sent it."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection, connections

from alongside.flows import arrival_is_taken, something_comes_in, text_is_heard
from alongside.flows.tests.carrying import Remembers, a_gateway, channel, comes_in
from alongside.gateways import arrivals, spool
from alongside.gateways.models import Arrival
from alongside.people import doors
from alongside.people.models import Person
from alongside.rules.channel import Event, Message, Status

if TYPE_CHECKING:
    from pathlib import Path

    from alongside.gateways.reads import Open
    from alongside.people.doors import Door
    from conftest import Cast

__all__ = ["channel"]
pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)
AMINA = "+254700000001"


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """(address, words) of all that was heard, in order."""
    found: list[tuple[str, str]] = []

    def hear(door: Door, gateway: Open, message: Message, ref: str, now: datetime) -> None:
        found.append((door.address, message.text))

    monkeypatch.setattr(text_is_heard, "hear", hear)
    return found


@pytest.fixture
def gateway(cast: Cast, channel: Remembers, now: datetime) -> Open:
    return a_gateway(cast.program, now)


def keep(gateway: Open, cast: Cast, message: Message, now: datetime) -> None:
    something_comes_in.keep(something_comes_in.came_in(gateway, cast.program.key_id, [message], now))


def test_what_came_in_is_sealed_until_it_is_taken_and_empty_after(
    cast: Cast, gateway: Open, heard: list[tuple[str, str]], now: datetime
) -> None:
    keep(gateway, cast, Message("ref 1", AMINA, "I am scared"), now)
    row = Arrival.objects.get()
    assert b"scared" not in bytes(row.sealed)
    assert AMINA.encode() not in bytes(row.sealed) + bytes(row.sender) + bytes(row.ref)
    assert arrival_is_taken.take_all(now) == 1
    assert heard == [(AMINA, "I am scared")]
    assert bytes(Arrival.objects.get().sealed) == b""


def test_a_repeated_sms_is_heard_once_for_seven_days(
    cast: Cast, gateway: Open, heard: list[tuple[str, str]], now: datetime
) -> None:
    comes_in(gateway, cast.program, Message("ref 1", AMINA, "hello"), now)
    for later in (timedelta(seconds=3), timedelta(days=6, hours=23)):
        comes_in(gateway, cast.program, Message("ref 1", AMINA, "hello"), now + later)
    assert heard == [(AMINA, "hello")]
    comes_in(gateway, cast.program, Message("ref 2", AMINA, "hello"), now)
    assert heard == [(AMINA, "hello"), (AMINA, "hello")]


def test_each_person_is_heard_in_the_order_they_wrote(
    cast: Cast, gateway: Open, heard: list[tuple[str, str]], now: datetime
) -> None:
    other = "+254700000002"
    for n in range(5):
        keep(gateway, cast, Message(f"a {n}", AMINA, str(n)), now)
        keep(gateway, cast, Message(f"b {n}", other, str(n)), now)
    assert arrival_is_taken.take_all(now) == 10
    for address in (AMINA, other):
        assert [words for who, words in heard if who == address] == ["0", "1", "2", "3", "4"]


def test_what_cannot_be_taken_is_tried_again_in_its_order_and_holds_up_nobody_else(
    cast: Cast,
    gateway: Open,
    heard: list[tuple[str, str]],
    monkeypatch: pytest.MonkeyPatch,
    now: datetime,
) -> None:
    works, hear = [False], text_is_heard.hear

    def hears(door: Door, gateway: Open, message: Message, ref: str, now: datetime) -> None:
        if door.address == AMINA and not works[0]:
            raise RuntimeError
        hear(door, gateway, message, ref, now)

    monkeypatch.setattr(text_is_heard, "hear", hears)
    for n in (1, 2):
        keep(gateway, cast, Message(f"a {n}", AMINA, f"Amina {n}"), now)
    keep(gateway, cast, Message("b", "+254700000002", "Juma"), now)
    arrival_is_taken.take_all(now)
    assert heard == [("+254700000002", "Juma")]
    works[0] = True
    assert arrival_is_taken.take_all(now) == 0  # not before its time
    assert arrival_is_taken.take_all(now + timedelta(seconds=2)) == 2
    assert heard[1:] == [(AMINA, "Amina 1"), (AMINA, "Amina 2")]


def test_reports_of_texts_that_are_not_ours_hold_up_nobody_however_many_there_are(
    cast: Cast, gateway: Open, heard: list[tuple[str, str]], now: datetime
) -> None:
    """A provider's account that others use too tells us what became of their texts as well."""
    events: list[Event] = [
        *(Status(f"theirs {n}", "delivered") for n in range(120)),
        Message("a", AMINA, "Are you there?"),
    ]
    something_comes_in.keep(something_comes_in.came_in(gateway, cast.program.key_id, events, now))
    arrival_is_taken.take_all(now)
    arrival_is_taken.take_all(now)
    assert heard == [(AMINA, "Are you there?")]
    assert Arrival.objects.filter(taken_at=None).count() == 120
    arrival_is_taken.take_all(now + timedelta(minutes=2))
    arrival_is_taken.take_all(now + timedelta(minutes=2))
    assert Arrival.objects.filter(taken_at=None).count() == 0


def test_what_can_never_be_taken_is_counted_and_the_next_goes_ahead(
    cast: Cast,
    gateway: Open,
    heard: list[tuple[str, str]],
    monkeypatch: pytest.MonkeyPatch,
    now: datetime,
) -> None:
    hear, broken = text_is_heard.hear, [True]

    def hears(door: Door, gateway: Open, message: Message, ref: str, now: datetime) -> None:
        if message.text == "bad" and broken:
            raise RuntimeError
        hear(door, gateway, message, ref, now)

    monkeypatch.setattr(text_is_heard, "hear", hears)
    keep(gateway, cast, Message("a 1", AMINA, "bad"), now)
    keep(gateway, cast, Message("a 2", AMINA, "good"), now)
    moment = now
    for _ in range(arrivals.TRIED_AT_MOST):
        assert heard == []
        arrival_is_taken.take_all(moment)
        moment += timedelta(hours=1)
    arrival_is_taken.take_all(moment)
    assert heard == [(AMINA, "good")]
    assert arrivals.stuck(cast.program.id) == 1
    broken.clear()  # what was wrong is mended
    arrival_is_taken.take_all(moment + timedelta(hours=1))
    assert heard == [(AMINA, "good"), (AMINA, "bad")]
    assert arrivals.stuck(cast.program.id) == 0


def test_a_stranger_has_a_door_and_nothing_else(
    cast: Cast, gateway: Open, heard: list[tuple[str, str]], now: datetime
) -> None:
    before = Person.objects.count()
    for n in (1, 2):
        comes_in(gateway, cast.program, Message(f"ref {n}", AMINA, "hello"), now)
    assert Person.objects.count() == before + 1
    door = doors.find(cast.program.id, "phone", AMINA)
    assert door is not None
    assert (door.roles, door.gateway_id, door.last_in_at) == (frozenset(), gateway.id, now)
    assert doors.find(cast.elsewhere.id, "phone", AMINA) is None


def test_what_is_put_aside_while_the_database_is_away_is_heard_once_when_it_is_back(
    cast: Cast,
    gateway: Open,
    heard: list[tuple[str, str]],
    settings: object,
    tmp_path: Path,
    now: datetime,
) -> None:
    setattr(settings, "DATA", tmp_path)  # noqa: B010  a folder of this test's own
    came = something_comes_in.came_in(gateway, cast.program.key_id, [Message("r", AMINA, "in the dark")], now)
    spool.add(came)
    spool.add(came)  # the gateway sent it again
    assert [b"dark" in path.read_bytes() for path in spool.waiting()] == [False, False]
    assert something_comes_in.drain(now) == 2
    assert spool.waiting() == []
    arrival_is_taken.take_all(now)
    assert heard == [(AMINA, "in the dark")]


def test_what_was_put_aside_for_a_gateway_that_is_gone_holds_up_nothing(
    cast: Cast,
    gateway: Open,
    heard: list[tuple[str, str]],
    now: datetime,
    tmp_path: Path,
    settings: object,
) -> None:
    """An older backup was put back: it knows neither this gateway, nor its key."""
    setattr(settings, "DATA", tmp_path)  # noqa: B010  a folder of this test's own
    told = Message("a", AMINA, "Are you there?")
    (mine,) = something_comes_in.came_in(gateway, cast.program.key_id, [told], now)
    for gone in (replace(mine, gateway_id=4711), replace(mine, key_id=4711)):
        spool.add([gone, mine])
    assert something_comes_in.drain(now) == 2
    arrival_is_taken.take_all(now)
    assert heard == [(AMINA, "Are you there?")]
    assert spool.waiting() == []
    assert len(list(spool.folder().glob("*.stuck"))) == 2


def test_workers_beside_each_other_take_each_arrival_once_and_in_order(
    cast: Cast, gateway: Open, heard: list[tuple[str, str]], now: datetime
) -> None:
    senders = [f"+25470000001{n}" for n in range(4)]
    for n in range(6):
        for sender in senders:
            keep(gateway, cast, Message(f"{sender} {n}", sender, str(n)), now)
    together = threading.Barrier(3)

    def work() -> None:
        together.wait()
        for _ in range(50):
            arrival_is_taken.take_all(now)
            if not Arrival.objects.filter(taken_at=None).exists():
                break
        connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Arrival.objects.filter(taken_at=None).count() == 0
    for sender in senders:
        # heard is a plain list: with workers beside each other, a turn that failed and came again is told
        # twice there only if it was done twice.
        assert [words for who, words in heard if who == sender] == ["0", "1", "2", "3", "4", "5"]
    assert connection.vendor in ("sqlite", "postgresql")


def test_rows_that_only_know_a_repeat_go_after_a_week(
    cast: Cast, gateway: Open, heard: list[tuple[str, str]], now: datetime
) -> None:
    comes_in(gateway, cast.program, Message("ref 1", AMINA, "hello"), now)
    keep(gateway, cast, Message("ref 2", AMINA, "not taken"), now)
    from alongside.base import turn

    with turn.write():
        assert arrivals.forget_old(now + timedelta(days=6), 10) == 0
        assert arrivals.forget_old(now + timedelta(days=8), 10) == 1
    assert list(Arrival.objects.values_list("taken_at", flat=True)) == [None]
