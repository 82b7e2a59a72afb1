"""One person, many doors: a phone or a chat is linked, moves, is used to come in, and is never stolen."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from alongside.base import turn
from alongside.flows import door_closes, door_is_linked, door_is_set, phone_lets_in
from alongside.flows.message_arrives import Said, arrive
from alongside.flows.tests.carrying import Remembers, a_door, channel, comes_in
from alongside.flows.tests.linking import HERS, LATER, code_sent, door_of, gateway, phone
from alongside.flows.tests.walking import walk_together
from alongside.flows.texts_are_sent import send_what_is_due
from alongside.people import door_choices, door_links, doors, sessions
from alongside.people.models import LinkCode, NeverWrite
from alongside.rules.channel import Message
from alongside.talk import reads as talks
from conftest import a_person

if TYPE_CHECKING:
    from alongside.gateways.reads import Open
    from conftest import Cast

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)
fixtures = (channel, gateway)


def test_a_number_is_theirs_once_its_code_is_typed_back(
    cast: Cast, gateway: Open, channel: Remembers, now: datetime
) -> None:
    assert door_is_linked.ask(cast.member.id, phone(cast), HERS, False, now)
    assert door_of(cast) is None, "nothing is found there before"
    assert doors.of([cast.member.id]) == {}
    code = code_sent(channel, now)
    assert channel.texts_to(HERS) == [door_is_linked.code_words(code, "en")]
    wrong = f"{(int(code) + 1) % 10**6:06d}"
    assert not door_is_linked.prove(cast.member.id, wrong, now)
    assert not door_is_linked.prove(cast.other_member.id, code, now), "a code is one person's"
    assert door_is_linked.prove(cast.member.id, f"{code[:3]} {code[3:]}", now)
    door = door_of(cast)
    assert door is not None
    assert (door.person_id, door.chosen, door.shared, door.last_in_at) == (cast.member.id, True, False, now)
    assert not door_is_linked.prove(cast.member.id, code, now), "it works once"


def test_a_code_ends_after_ten_minutes_and_after_five_guesses(
    cast: Cast, gateway: Open, channel: Remembers, now: datetime
) -> None:
    door_is_linked.ask(cast.member.id, phone(cast), HERS, False, now)
    code = code_sent(channel, now)
    assert not door_is_linked.prove(cast.member.id, code, now + timedelta(minutes=10))
    for guess in range(5):
        assert not door_is_linked.prove(cast.member.id, f"{(int(code) + 1 + guess) % 10**6:06d}", now)
    assert not door_is_linked.prove(cast.member.id, code, now)
    assert door_of(cast) is None


def test_nobody_can_have_a_number_flooded(
    cast: Cast, gateway: Open, channel: Remembers, now: datetime
) -> None:
    told = [
        door_is_linked.ask(person.id, phone(cast), HERS, False, now)
        for person in (cast.member, cast.other_member)
        for _ in range(5)
    ]
    assert told == [True, True, True, True, False] * 2, "the second is not told what the first did"
    send_what_is_due(now)
    assert len(channel.texts_to(HERS)) <= 3


def test_a_number_in_use_gets_no_code_and_whoever_guesses_sees_no_difference(
    cast: Cast, gateway: Open, channel: Remembers, now: datetime
) -> None:
    a_door(cast.member, gateway, HERS, now)
    assert door_is_linked.ask(cast.other_member.id, phone(cast), HERS, False, now)
    assert code_sent(channel, now) == ""
    assert not door_is_linked.prove(cast.other_member.id, "123456", now)
    door = door_of(cast)
    assert door is not None
    assert door.person_id == cast.member.id


@pytest.mark.parametrize("why", ["asked", "blocked"])
def test_who_asked_for_no_more_messages_gets_no_code_either(
    cast: Cast, gateway: Open, channel: Remembers, now: datetime, why: str
) -> None:
    door = a_door(cast.member, gateway, HERS, now)
    with turn.write():
        door_closes.stop(door, why, now)
    for person in (cast.member, cast.other_member):
        assert door_is_linked.ask(person.id, phone(cast), HERS, False, now)
    assert code_sent(channel, now) == ""


def test_a_number_nobody_was_heard_from_for_long_can_change_hands(
    cast: Cast, gateway: Open, channel: Remembers, now: datetime
) -> None:
    a_door(cast.member, gateway, HERS, now)
    door_is_linked.ask(cast.other_member.id, phone(cast), HERS, False, now + LATER)
    assert door_is_linked.prove(cast.other_member.id, code_sent(channel, now + LATER), now + LATER)
    door = door_of(cast)
    assert door is not None
    assert door.person_id == cast.other_member.id
    assert doors.of([cast.member.id]) == {}
    assert [(gone.channel, gone.why) for gone in door_links.gone(cast.member.id)] == [("phone", "moved")]


def test_who_comes_back_meanwhile_keeps_their_number(
    cast: Cast, gateway: Open, channel: Remembers, now: datetime
) -> None:
    door = a_door(cast.member, gateway, HERS, now)
    later = now + LATER
    door_is_linked.ask(cast.other_member.id, phone(cast), HERS, False, later)
    code = code_sent(channel, later)
    with turn.write():
        doors.heard(door.handle_id, gateway.id, later)
    assert not door_is_linked.prove(cast.other_member.id, code, later)
    kept = door_of(cast)
    assert kept is not None
    assert kept.person_id == cast.member.id


def test_a_chat_that_cannot_be_written_to_first_is_linked_by_a_code_sent_from_it(
    cast: Cast, gateway: Open, channel: Remembers, now: datetime
) -> None:
    channel.may(address="telegram", can_begin=False)
    found = door_is_linked.channels(cast.program.id)["telegram"]
    assert found.way == "shown"
    code = door_is_linked.show(cast.member.id, found, now)
    stranger = somebody_new(cast, gateway, now)
    with turn.write():
        assert not door_is_linked.sent_in(stranger, "hello", now)
        assert not door_is_linked.sent_in(stranger, "/start 12345678", now)
        assert door_is_linked.sent_in(stranger, f"/start {code}", now)
    door = doors.get(stranger.handle_id)
    assert door is not None
    assert (door.person_id, door.address, door.chosen) == (cast.member.id, "4711", True)
    send_what_is_due(now)
    assert channel.texts_to("4711") == ["Thank you. Notes for you come here now."]


def test_a_code_that_comes_by_mail_links_nothing_because_its_sender_proves_nothing(
    cast: Cast, gateway: Open, channel: Remembers, now: datetime
) -> None:
    channel.may(address="mail")
    code = door_is_linked.show(cast.member.id, door_is_linked.channels(cast.program.id)["mail"], now)
    comes_in(gateway, cast.program, Message("1", "victim@mail.example", code), now)
    door = doors.find(cast.program.id, "mail", "victim@mail.example")
    assert door is not None
    assert (door.person_id == cast.member.id, door.roles) == (False, frozenset())


def test_a_chat_that_was_stopped_opens_again_when_its_person_links_it(
    cast: Cast, gateway: Open, channel: Remembers, now: datetime
) -> None:
    channel.may(address="telegram", can_begin=False)
    door = a_door(cast.member, gateway, "4711", now)
    with turn.write():
        door_closes.stop(door, "asked", now)
    code = door_is_linked.show(cast.member.id, door_is_linked.channels(cast.program.id)["telegram"], now)
    comes_in(gateway, cast.program, Message("1", "4711", code), now)
    send_what_is_due(now)
    assert channel.texts_to("4711") == ["Thank you. Notes for you come here now."]
    linked = doors.get(door.handle_id)
    assert linked is not None
    assert linked.stopped_at is None


def somebody_new(cast: Cast, gateway: Open, now: datetime) -> doors.Door:
    """Somebody who wrote for the first time, and has no role yet."""
    return a_door(a_person(cast.program, "", [], now), gateway, "4711", now)


def test_a_code_from_ones_phone_lets_in_on_the_web_once(
    cast: Cast, gateway: Open, channel: Remembers, now: datetime
) -> None:
    door = a_door(cast.member, gateway, HERS, now)
    code = ask_web(door, channel, now)
    assert phone_lets_in.come_in(cast.elsewhere.id, code, "a", now).token == ""
    assert phone_lets_in.come_in(cast.program.id, code, "a", now).token
    assert phone_lets_in.come_in(cast.program.id, code, "a", now).token == ""


def ask_web(door: doors.Door, channel: Remembers, now: datetime) -> str:
    with turn.write():
        assert phone_lets_in.is_asked(door, "Web.", now)
    send_what_is_due(now)
    found = re.search(r"\d{4} \d{4}", channel.texts_to(door.address)[-1])
    return found.group() if found else ""


def test_a_phone_that_others_hold_lets_nobody_in_before_its_word(
    cast: Cast, gateway: Open, channel: Remembers, now: datetime
) -> None:
    door = a_door(cast.member, gateway, HERS, now, shared=True)
    assert ask_web(door, channel, now) == ""
    with turn.write():
        door_choices.set_code_word(door.handle_id, "Mti Mkubwa")
    locked = doors.get(door.handle_id)
    assert locked is not None
    assert ask_web(locked, channel, now) == ""
    with turn.write():
        assert door_choices.is_code_word(door.handle_id, "mti mkubwa")
        door_choices.open_up(door.handle_id, now)
    opened = doors.get(door.handle_id)
    assert opened is not None
    assert len(ask_web(opened, channel, now)) == 9


def test_a_desk_is_not_opened_from_a_phone(
    cast: Cast, gateway: Open, channel: Remembers, now: datetime
) -> None:
    assert ask_web(a_door(cast.peer, gateway, HERS, now), channel, now) == ""
    assert LinkCode.objects.count() == 0


def test_guessing_codes_does_not_let_in(cast: Cast, gateway: Open, channel: Remembers, now: datetime) -> None:
    code = ask_web(a_door(cast.member, gateway, HERS, now), channel, now).replace(" ", "")
    for guess in range(30):
        wrong = f"{(int(code) + 1 + guess) % 10**8:08d}"
        assert not phone_lets_in.come_in(cast.program.id, wrong, "one place", now).token
    assert phone_lets_in.come_in(cast.program.id, code, "one place", now).too_often
    assert phone_lets_in.come_in(cast.program.id, code, "another", now).token


def test_only_ones_own_doors_are_set(cast: Cast, gateway: Open, now: datetime) -> None:
    door = a_door(cast.member, gateway, HERS, now)
    others = cast.other_member.id
    assert not door_is_set.choose(others, door.handle_id)
    assert not door_is_set.whose(others, door.handle_id, shared=True)
    assert not door_is_set.code_word(others, door.handle_id, "river")
    assert not door_is_set.safe_hours(others, door.handle_id, 0, 60)
    assert not door_is_set.plain_letters(others, door.handle_id, plain=True)
    assert not door_is_set.unlink(others, door.handle_id, now)
    assert doors.get(door.handle_id) == door
    assert door_is_set.unlink(cast.member.id, door.handle_id, now)
    assert doors.get(door.handle_id) is None
    assert NeverWrite.objects.count() == 0


def test_two_doors_of_one_person_are_one_thread_in_one_order(
    cast: Cast, gateway: Open, channel: Remembers, now: datetime
) -> None:
    """From a phone to the web, and back to the phone."""
    talk = walk_together(cast.member, cast.peer, cast.program.key_id, now)
    a_door(cast.member, gateway, HERS, now)
    comes_in(gateway, cast.program, Message("1", HERS, "one, by text"), now)
    comes_in(gateway, cast.program, Message("2", HERS, "WEB"), now)
    send_what_is_due(now)
    code = channel.texts_to(HERS)[-1]
    token = phone_lets_in.come_in(cast.program.id, code, "a", now).token
    said = Said(sessions.hash_of(token), talk, "a line of the web", "two, on the web", 1)
    arrive([said], now, frozenset())
    comes_in(gateway, cast.program, Message("3", HERS, "three, by text"), now)
    comes_in(gateway, cast.program, Message("3", HERS, "three, by text"), now)
    spoken = talks.newest(cast.program.id, talk, None)
    assert [line.text for line in spoken] == ["one, by text", "two, on the web", "three, by text"]
    assert len({line.seat for line in spoken}) == 1
