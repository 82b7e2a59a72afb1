"""Numbers change hands: who is silent is asked "still you?", and a wrong person is left in peace."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from alongside.base import turn
from alongside.flows import (
    door_closes,
    door_is_linked,
    person_asks_for_deletion,
    phone_is_dialled,
    still_you_is_asked,
)
from alongside.flows.tests.carrying import Remembers, a_door, a_gateway, channel, comes_in
from alongside.flows.tests.linking import HERS, LATER, code_sent, door_of, gateway, phone
from alongside.flows.tests.walking import walk_together
from alongside.flows.texts_are_sent import send_what_is_due
from alongside.people import door_links, doors
from alongside.people.models import Handle
from alongside.rules.channel import Message, Pressed, Screen
from alongside.talk import reads as talks

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


def test_a_silent_number_that_dials_is_shown_nothing_before_it_texts(
    cast: Cast, gateway: Open, channel: Remembers, now: datetime
) -> None:
    door = silent(cast, gateway, now)
    screen = phone_is_dialled.dial(gateway, Pressed("a session", HERS, None), now)
    assert screen == Screen("Please text us a word first, then dial again.", more=False)
    comes_in(gateway, cast.program, Message("1", HERS, "1"), now)
    assert doors.get(door.handle_id) == replace(door, still_asked_at=None, shared=None, gateway_id=gateway.id)
    assert phone_is_dialled.dial(gateway, Pressed("another", HERS, None), now).more


def test_what_a_silent_number_texts_reaches_whom_they_talk_with(
    cast: Cast, gateway: Open, channel: Remembers, now: datetime
) -> None:
    silent(cast, gateway, now)
    talk = walk_together(cast.member, cast.peer, cast.program.key_id, now)
    comes_in(gateway, cast.program, Message("1", HERS, "I am still not sleeping"), now)
    assert talks.newest(cast.program.id, talk, None)[-1].text == "I am still not sleeping"


def test_who_deleted_everything_is_never_written_to_until_they_write(
    cast: Cast, gateway: Open, channel: Remembers, now: datetime
) -> None:
    a_door(cast.member, gateway, HERS, now)
    assert person_asks_for_deletion.delete(cast.member.id, now)
    assert doors.is_never_written(cast.program.id, "phone", HERS)
    assert Handle.objects.filter(person_id=cast.member.id).count() == 0
    door_is_linked.ask(cast.other_member.id, phone(cast), HERS, False, now)
    assert code_sent(channel, now) == ""
    comes_in(gateway, cast.program, Message("1", HERS, "hello"), now)
    assert not doors.is_never_written(cast.program.id, "phone", HERS)
    new = door_of(cast)
    assert new is not None
    assert (new.person_id != cast.member.id, new.roles) == (True, frozenset())


def test_a_code_that_the_web_showed_is_taken_from_the_chat_it_links(
    cast: Cast, gateway: Open, channel: Remembers, now: datetime
) -> None:
    code = door_is_linked.show(cast.member.id, phone(cast), now)
    comes_in(gateway, cast.program, Message("1", HERS, f"my code is {code[:4]} {code[4:]}"), now)
    linked = door_of(cast)
    assert linked is not None
    assert (linked.person_id, linked.chosen) == (cast.member.id, True)
