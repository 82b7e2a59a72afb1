"""A USSD phone and the house behind it: every key is kept, nothing happens twice, sessions die anywhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from alongside.base import turn
from alongside.flows.tests.dialling import NUMBER, Phone, a_code, has_phone, said_in, says
from alongside.flows.tests.dialling import phone as phone
from alongside.flows.tests.dialling import talk as talk
from alongside.gateways.models import Dialling
from alongside.matching import call_wishes
from alongside.matching import reads as matching
from alongside.people import door_choices, doors, reads
from alongside.people.models import Program
from alongside.rules.ussd_layout import fits
from alongside.steps import days, next_steps
from alongside.talk import reads as talks
from alongside.talk import writes

if TYPE_CHECKING:
    from conftest import Cast

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)


def test_a_stranger_becomes_a_member_and_somebody_is_looked_for_a_moment_later(
    cast: Cast, phone: Phone, now: datetime
) -> None:
    assert phone.dials() == "Open Door\n1 English\n2 Kiswahili"
    assert phone.presses("2").startswith("Open Door: andikiana na mtu")
    phone.presses("1", "1", "13", "2")
    name = phone.screen.split("\n")[1][2:]
    phone.presses("1", "1")
    assert phone.screen == f"Karibu, {name}.\n1 Nitafutie mtu wa kuongea\n0 Menyu"
    door = doors.find(cast.program.id, "phone", NUMBER)
    assert door is not None
    assert (door.roles, door.language) == (frozenset({"member"}), "sw")
    assert reads.names([door.person_id]) == {door.person_id: name}
    assert matching.open_request(door.person_id) is not None
    phone.presses("1")
    wish = matching.open_request(door.person_id)
    assert wish is not None
    wishes = wish.wishes()
    assert (wish.state, wish.whoever, wishes.gender if wishes else None) == ("asking", True, 1)
    assert matching.asked_peers(wish.id) == []


def test_who_is_not_for_it_and_who_is_too_young_leave_nothing(cast: Cast, phone: Phone) -> None:
    for keys in (("1", "0"), ("1", "1", "2")):
        phone.dials()
        assert doors.find(cast.program.id, "phone", NUMBER) is not None
        phone.presses(*keys)
        assert not phone.more
        assert doors.find(cast.program.id, "phone", NUMBER) is None
        assert Dialling.objects.count() == 0


def test_neutral_words_stand_for_the_program_s_name(cast: Cast, now: datetime) -> None:
    gateway = a_code(cast.program, now)
    neutral = replace(
        gateway, settings={**gateway.settings, "neutral": "Jirani 1234.", "person_pays": "KES 1"}
    )
    phone = Phone(neutral, now)
    assert phone.dials() == "Jirani 1234\n1 English\n2 Kiswahili"
    assert phone.presses("1").endswith("too. Dialling costs you KES 1.\n1 Go on\n0 Not for me")


def test_a_program_that_is_not_open_says_so(cast: Cast, phone: Phone) -> None:
    Program.objects.filter(id=cast.program.id).update(opened_at=None)
    assert phone.dials().startswith("Open Door is not open yet.")
    assert not phone.more


def test_what_the_peer_wrote_is_read_and_answered(cast: Cast, phone: Phone, talk: int, now: datetime) -> None:
    says(cast.peer, talk, "What was today like?", now)
    says(cast.peer, talk, "I am here until six.", now)
    assert phone.dials().startswith("1 Talk (2 new)\n")
    assert phone.presses("1") == "With Rosa\n1 Read (2 new)\n2 Write\n3 Call me\n0 Back"
    assert phone.presses("1") == "Rosa: What was today like?\nRosa: I am here until six.\n2 Write\n0 Back"
    assert talks.seen([(talk, cast.member.id)]) == {(talk, cast.member.id): 0}
    phone.presses("2")
    assert talks.seen([(talk, cast.member.id)]) == {(talk, cast.member.id): 2}
    sent = "Sent to Rosa. Dial again later to read what comes back.\n1 Write more\n0 Menu"
    assert phone.presses("Long * very long") == sent
    assert said_in(cast, talk) == ["What was today like?", "I am here until six.", "Long * very long"]
    assert phone.presses("1", "2").startswith("Sent to Rosa.")
    assert said_in(cast, talk)[-1] == "Today is better."


def test_a_word_is_asked_at_every_session_and_a_wrong_one_shows_nothing(
    cast: Cast, phone: Phone, talk: int, now: datetime
) -> None:
    says(cast.peer, talk, "Hello", now)
    door = doors.find(cast.program.id, "phone", NUMBER)
    assert door is not None
    with turn.write():
        door_choices.set_code_word(door.handle_id, "kettle")
    assert phone.dials() == "Please type your word."
    assert phone.presses("bucket") == "That is another word. Please type yours."
    assert phone.presses("Kettle").startswith("1 Talk (1 new)\n")
    phone.presses("1", "1")
    assert phone.dials() == "Please type your word."
    assert phone.presses("kettle") == "Open Door\n1 Go on where you were\n2 Menu"
    for _ in range(3):
        phone.dials()
        phone.presses("no", "no")
    phone.dials()
    assert (phone.presses("kettle"), phone.more) == (
        "Dial again any time. No message stays on this phone, only the number you dialled.",
        False,
    )


def test_a_word_that_is_set_by_keys_is_asked_at_the_next_dial(cast: Cast, phone: Phone, talk: int) -> None:
    phone.dials()
    phone.presses("5", "5", "Kettle")
    assert phone.screen.startswith("Your word is asked from now on.")
    phone.presses("0")
    assert phone.dials() == "Please type your word."
    assert phone.presses("kettle").startswith("1 Talk")
    phone.presses("5", "5", "0")
    assert phone.dials().startswith("1 Talk")


def test_today_and_the_next_step(cast: Cast, phone: Phone, now: datetime) -> None:
    has_phone(cast.member, now)
    phone.dials()
    assert phone.presses("2", "4").startswith("Thank you. It is noted, for you alone.")
    assert [day.word for day in days.of(cast.member.id)] == [4]
    phone.presses("0", "3")
    assert phone.presses("Walk to the lake") == (
        "My next step: Walk to the lake\n1 I did it\n2 Change it\n3 Let it go\n0 Menu"
    )
    phone.presses("2", "Walk to the market")
    assert [step.words for step in next_steps.of(cast.member.id, cast.member.key_id)[0]] == [
        "Walk to the market"
    ]
    assert phone.presses("1").startswith("You did it. It is noted.")
    assert next_steps.of(cast.member.id, cast.member.key_id)[0] == []


def test_pausing_and_going_on(cast: Cast, phone: Phone, talk: int) -> None:
    phone.dials()
    assert phone.presses("5", "1").startswith("Your talks rest until you go on.\n1 Go on with my talks")
    assert talks.conversations_of(cast.member.id)[0].paused_by == cast.member.id
    assert phone.presses("1").startswith("Your talks go on.\n1 Pause my talks")
    assert talks.conversations_of(cast.member.id)[0].paused_by is None


def test_changing_the_peer(cast: Cast, phone: Phone, talk: int) -> None:
    phone.dials()
    phone.presses("5", "2")
    assert phone.screen.startswith("Close the talk with Rosa?")
    phone.presses("1", "1")
    assert phone.screen.startswith("We are asking people who have time.")
    walk = matching.match_of_conversation(talk)
    assert (walk.how if walk else "") == "changed"


def test_words_for_a_talk_that_rests_are_not_lost_in_silence(cast: Cast, phone: Phone, talk: int) -> None:
    phone.dials()
    phone.presses("1", "2")
    with turn.write():
        writes.pause(talk, cast.peer.id)
    assert phone.presses("Hello") == "This talk rests, so your words were not sent.\n0 Menu"
    assert said_in(cast, talk) == []


def test_everything_is_deleted_and_a_repeat_brings_nobody_back(cast: Cast, phone: Phone, talk: int) -> None:
    phone.dials()
    phone.presses("5", "3", "7")
    assert phone.screen.startswith("Everything about you is deleted.")
    assert reads.person(cast.member.id) is None
    assert phone.told(phone.typed) == "Please dial again."
    assert doors.find(cast.program.id, "phone", NUMBER) is None


def test_numbers_to_ring_and_who_is_here(cast: Cast, phone: Phone, now: datetime) -> None:
    has_phone(cast.member, now)
    phone.dials()
    assert phone.presses("4") == "Nobody is here just now.\n1 Talk\n2 Call me\n0 Back"


def test_a_wish_for_a_call_is_put_before_the_peer(cast: Cast, phone: Phone, talk: int) -> None:
    phone.dials()
    phone.presses("1", "3", "1")
    assert phone.screen.startswith("We have noted that you want a call.")
    wished = call_wishes.open_of(cast.member.id)
    assert wished is not None
    assert wished.other_id == cast.peer.id


def test_the_language_changes_at_once(cast: Cast, phone: Phone, now: datetime) -> None:
    has_phone(cast.member, now)
    phone.dials()
    assert phone.presses("6", "2").startswith("1 Mazungumzo\n")


def test_nothing_that_is_kept_can_be_read_without_the_person_s_key(
    cast: Cast, phone: Phone, talk: int
) -> None:
    phone.dials()
    phone.presses("1", "2", "Nobody else may read this")
    kept = b"".join(bytes(row.sealed) + bytes(row.ref) + bytes(row.typed) for row in Dialling.objects.all())
    assert kept
    assert b"Nobody" not in kept
    assert b"Rosa" not in kept
    assert fits(phone.screen)


def test_another_program_s_phone_is_a_stranger_here(cast: Cast, phone: Phone, now: datetime) -> None:
    has_phone(cast.elsewhere_member, now)
    assert phone.dials() == "Open Door\n1 English\n2 Kiswahili"
    assert replace(phone, number="+254700000902").dials() == "Open Door\n1 English\n2 Kiswahili"
