"""Numbers change hands: who is silent is asked "still you?", and a wrong person is left in peace."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from alongside.base import turn
from alongside.flows import door_closes, door_is_linked, still_you_is_asked
from alongside.flows.tests.carrying import Remembers, a_door, a_gateway, channel
from alongside.flows.tests.linking import HERS, LATER, code_sent, door_of, gateway, phone
from alongside.flows.texts_are_sent import send_what_is_due
from alongside.people import door_links, doors
from alongside.people.models import Handle

if TYPE_CHECKING:
    from alongside.gateways.reads import Open
    from conftest import Cast

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)
fixtures = (channel, gateway)


def test_a_silent_number_is_asked_once_with_nothing_private_and_gets_nothing_else(
    cast: Cast, gateway: Open, channel: Remembers, now: datetime
) -> None:
    door = a_door(cast.member, gateway, HERS, now)
    assert still_you_is_asked.ask_who_is_silent(now + timedelta(days=59)) == 0
    later = now + LATER
    night = later + timedelta(hours=14)  # 03:00 in Nairobi
    assert still_you_is_asked.ask_who_is_silent(night) == 0
    assert (still_you_is_asked.ask_who_is_silent(later), still_you_is_asked.ask_who_is_silent(later)) == (
        1,
        0,
    )
    send_what_is_due(later)
    assert channel.texts_to(HERS) == ["Is this still your number? Reply 1 for yes, 2 for no."]
    asked = doors.get(door.handle_id)
    assert asked is not None
    assert asked.still_asked_at == later


@pytest.mark.parametrize("days", [10, 0])
def test_the_program_sets_after_how_long(cast: Cast, channel: Remembers, now: datetime, days: int) -> None:
    gateway = a_gateway(cast.program, now, silent_days=days)
    a_door(cast.member, gateway, HERS, now)
    expected = 1 if days else 0
    assert still_you_is_asked.ask_who_is_silent(now + timedelta(days=11)) == expected


def silent(cast: Cast, gateway: Open, now: datetime) -> doors.Door:
    door = a_door(cast.member, gateway, HERS, now)
    with turn.write():
        door_links.still_you(door.handle_id, now)
    return replace(door, still_asked_at=now)


@pytest.mark.parametrize(
    ("text", "only_an_answer"), [("1", True), ("Yes", True), ("I am still not sleeping", False)]
)
def test_who_writes_again_is_heard_and_whose_phone_it_is_is_asked_anew(
    cast: Cast, gateway: Open, now: datetime, text: str, only_an_answer: bool
) -> None:
    door = silent(cast, gateway, now)
    with turn.write():
        assert still_you_is_asked.is_answered(door, text, now) is only_an_answer
    again = doors.get(door.handle_id)
    assert again is not None
    assert (again.still_asked_at, again.shared, again.stopped_at) == (None, None, None)


@pytest.mark.parametrize("text", ["2", "no", "Wrong number!", "wrong person"])
def test_a_wrong_person_is_never_written_to_again_and_told_nothing(
    cast: Cast, gateway: Open, channel: Remembers, now: datetime, text: str
) -> None:
    door = silent(cast, gateway, now)
    with turn.write():
        assert still_you_is_asked.is_answered(door, text, now)
    send_what_is_due(now)
    assert channel.sent == []
    assert door_of(cast) is None
    assert doors.is_never_written(cast.program.id, "phone", HERS)
    row = Handle.objects.get(id=door.handle_id)
    assert (bytes(row.address), row.stopped_why) == (b"", "wrong")
    assert door_is_linked.ask(cast.other_member.id, phone(cast), HERS, False, now)
    assert code_sent(channel, now) == ""


def test_wrong_number_stops_at_any_time_and_a_longer_message_is_a_message(
    cast: Cast, gateway: Open, channel: Remembers, now: datetime
) -> None:
    door = a_door(cast.member, gateway, HERS, now)
    with turn.write():
        assert not still_you_is_asked.is_answered(door, "I dialled a wrong number today", now)
        assert not still_you_is_asked.is_answered(door, "2", now)
        assert still_you_is_asked.is_answered(door, "wrong number", now)
    stopped = doors.get(door.handle_id)
    assert stopped is not None
    assert (stopped.stopped_at, stopped.stopped_why) == (now, "wrong")
    with turn.write():
        door_closes.start(stopped, now)
    started = doors.get(door.handle_id)
    assert started is not None
    assert started.stopped_at is None


def test_a_number_the_provider_changed_is_asked_before_anything_goes_there(
    cast: Cast, gateway: Open, now: datetime
) -> None:
    door = a_door(cast.member, gateway, HERS, now)
    with turn.write():
        door_closes.moved(door, "+254700000001", now)
    moved = door_of(cast, "+254700000001")
    assert moved is not None
    assert (moved.person_id, moved.still_asked_at, door_of(cast)) == (cast.member.id, now, None)
    other = a_door(cast.other_member, gateway, HERS, now)
    with turn.write():
        door_closes.moved(moved, HERS, now)
    kept = door_of(cast)
    assert kept is not None
    assert kept.person_id == other.person_id, "it stays theirs"
    assert doors.of([cast.member.id]) == {}
