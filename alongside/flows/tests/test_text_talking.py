"""Talking by text: a member with a phone, a peer on a page or with a phone too, and one talk for it all."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from alongside.base import turn
from alongside.flows import arrival_is_taken, match_ends, person_rests, something_comes_in, talk_rests
from alongside.flows.message_arrives import Kept, Said, arrive
from alongside.flows.tests.asking import make_ready
from alongside.flows.tests.carrying import Remembers, a_door, a_gateway, channel, comes_in
from alongside.flows.tests.texting import Phones
from alongside.flows.tests.walking import walk_together
from alongside.people import programs, sessions
from alongside.rules.channel import Carried, Message, Stopped
from alongside.rules.channel_troubles import ADDRESS
from alongside.talk import reads as talks

if TYPE_CHECKING:
    from alongside.people.models import Person
    from conftest import Cast

__all__ = ["channel"]
pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)
AMINA, ROSA, JUMA = "+254711000001", "+254711000002", "+254711000003"
HOUR = timedelta(hours=1)
GIVEN_TO = "Given to %s. For another person begin with @ and the name."
SOMETHING_WAITS = "Texts come here again. Something waits for you: reply 1 to read it."


@pytest.fixture
def phones(cast: Cast, channel: Remembers, now: datetime) -> Phones:
    return Phones(cast.program, a_gateway(cast.program, now), channel, now)


def lines(cast: Cast, talk: int) -> list[str | None]:
    return [line.text for line in talks.newest(cast.program.id, talk, count=50)]


def writes_on_a_page(person: Person, talk: int, words: str, now: datetime) -> None:
    """From a page that they then leave."""
    with turn.write():
        token = sessions.sign_in(person, now)
    said = Said(sessions.hash_of(token), talk, words, words)
    (answer,) = arrive([said], now, frozenset())
    assert isinstance(answer, Kept)


def test_a_member_with_a_phone_talks_with_a_peer_on_a_page(cast: Cast, phones: Phones, now: datetime) -> None:
    talk = walk_together(cast.member, cast.peer, cast.program.key_id, now)
    a_door(cast.member, phones.gateway, AMINA, now)
    assert phones.text(AMINA, "I could not get up today") == []
    writes_on_a_page(cast.peer, talk, "I know such days.", phones.now)
    assert phones.new(AMINA) == ["I know such days."]
    assert phones.text(AMINA, "Please stop hurting me, I said") == []
    assert lines(cast, talk) == [
        "I could not get up today",
        "I know such days.",
        "Please stop hurting me, I said",
    ]


def test_both_talk_from_phones(cast: Cast, phones: Phones, now: datetime) -> None:
    talk = walk_together(cast.member, cast.peer, cast.program.key_id, now)
    a_door(cast.member, phones.gateway, AMINA, now)
    a_door(cast.peer, phones.gateway, ROSA, now)
    phones.text(AMINA, "Are you there?")
    assert phones.new(ROSA) == ["Are you there?"]
    assert phones.text(ROSA, "Yes, Amina.") == []
    assert phones.new(AMINA) == ["Yes, Amina."]
    assert lines(cast, talk) == ["Are you there?", "Yes, Amina."]


def test_a_peer_with_several_reads_who_it_is_and_answers_the_last_one(
    cast: Cast, phones: Phones, now: datetime
) -> None:
    with_amina = walk_together(cast.member, cast.peer, cast.program.key_id, now)
    with_juma = walk_together(cast.other_member, cast.peer, cast.program.key_id, now)
    a_door(cast.member, phones.gateway, AMINA, now)
    a_door(cast.other_member, phones.gateway, JUMA, now)
    a_door(cast.peer, phones.gateway, ROSA, now)
    phones.text(AMINA, "Good evening")
    assert phones.new(ROSA) == ["Amina: Good evening"]
    assert phones.text(ROSA, "Good evening, Amina") == []
    phones.passes(HOUR)
    phones.text(JUMA, "My wife left")
    assert phones.new(ROSA) == ["Juma: My wife left"]
    assert phones.text(ROSA, "I am with you") == [GIVEN_TO % "Juma"]
    assert phones.text(ROSA, "@amina How was the market?") == []
    assert lines(cast, with_amina) == ["Good evening", "Good evening, Amina", "How was the market?"]
    assert lines(cast, with_juma) == ["My wife left", "I am with you"]


def test_when_two_wait_at_once_we_ask_for_whom_it_is(cast: Cast, phones: Phones, now: datetime) -> None:
    with_amina = walk_together(cast.member, cast.peer, cast.program.key_id, now)
    with_juma = walk_together(cast.other_member, cast.peer, cast.program.key_id, now)
    a_door(cast.member, phones.gateway, AMINA, now)
    a_door(cast.other_member, phones.gateway, JUMA, now)
    a_door(cast.peer, phones.gateway, ROSA, now)
    phones.text(AMINA, "He hit me again")
    phones.text(JUMA, "I got the job")
    assert phones.new(ROSA) == ["Amina: He hit me again", "Juma: I got the job"]
    assert phones.text(ROSA, "I am so sorry") == ["Your words are kept. For whom are they? 1 Juma 2 Amina"]
    assert phones.text(ROSA, "2") == [GIVEN_TO % "Amina"]
    assert lines(cast, with_amina) == ["He hit me again", "I am so sorry"]
    assert phones.text(ROSA, "@Juma That is good news") == []
    assert lines(cast, with_juma) == ["I got the job", "That is good news"]


def test_next_and_done_move_between_people(cast: Cast, phones: Phones, now: datetime) -> None:
    walk_together(cast.member, cast.peer, cast.program.key_id, now)
    with_juma = walk_together(cast.other_member, cast.peer, cast.program.key_id, now)
    a_door(cast.member, phones.gateway, AMINA, now)
    a_door(cast.peer, phones.gateway, ROSA, now)
    phones.text(AMINA, "Hello Rosa")
    phones.text(ROSA, "Hello Amina")
    assert phones.text(ROSA, "next") == ["What you text now goes to Juma."]
    assert phones.text(ROSA, "How are you, Juma?") == []
    assert lines(cast, with_juma) == ["How are you, Juma?"]
    assert phones.text(ROSA, "Done.") == ["All right. Before the next words we ask you for whom they are."]
    assert phones.text(ROSA, "Sleep well") == ["Your words are kept. For whom are they? 1 Juma 2 Amina"]


def test_who_talks_with_one_person_can_write_next_and_done(cast: Cast, phones: Phones, now: datetime) -> None:
    talk = walk_together(cast.member, cast.peer, cast.program.key_id, now)
    a_door(cast.member, phones.gateway, AMINA, now)
    phones.text(AMINA, "done")
    assert lines(cast, talk) == ["done"]


def test_a_member_moves_from_texts_to_a_page_and_back_in_one_talk(
    cast: Cast, phones: Phones, now: datetime
) -> None:
    talk = walk_together(cast.member, cast.peer, cast.program.key_id, now)
    a_door(cast.member, phones.gateway, AMINA, now)
    phones.text(AMINA, "one")
    writes_on_a_page(cast.peer, talk, "two", phones.passes(HOUR))
    assert phones.new(AMINA) == ["two"]
    writes_on_a_page(cast.member, talk, "three", phones.passes(HOUR))
    writes_on_a_page(cast.peer, talk, "four", phones.passes(HOUR))
    assert phones.new(AMINA) == ["four"]
    phones.text(AMINA, "five")
    assert lines(cast, talk) == ["one", "two", "three", "four", "five"]
    (standing,) = talks.conversations_of(cast.member.id)
    assert standing.unread == 1  # their own newest line; what came by text counts as read


def test_repeats_and_disorder_lose_nothing_and_say_nothing_twice(
    cast: Cast, phones: Phones, now: datetime
) -> None:
    talk = walk_together(cast.member, cast.peer, cast.program.key_id, now)
    a_door(cast.member, phones.gateway, AMINA, now)
    a_door(cast.peer, phones.gateway, ROSA, now)
    chance = random.Random(4)
    both = [(who, n) for who in (AMINA, ROSA) for n in range(12)]
    events = [Message(f"ref {who} {n}", who, f"{who[-1]} {n} said") for who, n in both]
    came = events * 3
    chance.shuffle(came)
    for at in range(0, len(came), 5):
        few = something_comes_in.came_in(phones.gateway, cast.program.key_id, came[at : at + 5], phones.now)
        something_comes_in.keep(few)
        if chance.random() < 0.5:
            arrival_is_taken.take_all(phones.passes(timedelta(seconds=3)))
    arrival_is_taken.take_all(phones.passes(timedelta(seconds=3)))
    said = lines(cast, talk)
    assert sorted(filter(None, said)) == sorted(event.text for event in events)
    phones.passes(timedelta(minutes=5))
    assert sorted(phones.new(ROSA)) == sorted(event.text for event in events if event.sender == AMINA)
    assert phones.new(ROSA) == []


def test_stop_in_the_middle_lets_no_text_out_and_start_brings_what_waits(
    cast: Cast, phones: Phones, now: datetime
) -> None:
    talk = walk_together(cast.member, cast.peer, cast.program.key_id, now)
    a_door(cast.member, phones.gateway, AMINA, now)
    phones.text(AMINA, "Hello Rosa")
    assert phones.text(AMINA, "STOP") == ["No more texts come from here. START brings them back."]
    writes_on_a_page(cast.peer, talk, "I am here.", phones.passes(HOUR))
    assert phones.new(AMINA) == []
    assert phones.text(AMINA, "today") == []  # nothing is sent to who wants nothing: it is a message
    assert phones.text(AMINA, "Stop") == []
    assert phones.text(AMINA, "help") == ["Nobody of the team is here now. What you write is kept."]
    assert phones.text(AMINA, "start") == [SOMETHING_WAITS]
    assert phones.text(AMINA, "1") == ["I am here."]
    assert phones.text(AMINA, "1") == []  # nothing waits: it is a message
    assert lines(cast, talk) == ["Hello Rosa", "I am here.", "today", "1"]


def test_who_writes_to_somebody_not_reached_is_told_once(cast: Cast, phones: Phones, now: datetime) -> None:
    walk_together(cast.member, cast.peer, cast.program.key_id, now)
    a_door(cast.member, phones.gateway, AMINA, now)
    a_door(cast.peer, phones.gateway, ROSA, now)
    phones.channel.becomes = [Carried("never", ADDRESS)]
    assert phones.text(ROSA, "Are you there?") == []  # it could not be handed over
    phones.passes(HOUR)
    assert phones.text(ROSA, "Amina?") == [
        "Messages are not reaching Amina since Mon 13:00. What you write is kept for them."
    ]
    phones.text(AMINA, "STOP")
    assert phones.text(ROSA, "Please write when you can") == []
    phones.passes(13 * HOUR)
    assert phones.text(ROSA, "Good morning") == [
        "Amina asked for no more messages by phone. What you write is kept for them."
    ]


def test_what_a_carrier_takes_as_stop_stops_too(cast: Cast, phones: Phones, now: datetime) -> None:
    talk = walk_together(cast.member, cast.peer, cast.program.key_id, now)
    a_door(cast.member, phones.gateway, AMINA, now)
    comes_in(phones.gateway, cast.program, Stopped("ref stop", AMINA), phones.now)
    writes_on_a_page(cast.peer, talk, "I am here.", phones.passes(HOUR))
    assert phones.new(AMINA) == []


def test_words_others_treat_as_stop_are_messages_to_us(cast: Cast, phones: Phones, now: datetime) -> None:
    talk = walk_together(cast.member, cast.peer, cast.program.key_id, now)
    a_door(cast.member, phones.gateway, AMINA, now)
    for words in ("END", "quit", "Cancel", "yes"):
        assert phones.text(AMINA, words) == []
    assert lines(cast, talk) == ["END", "quit", "Cancel", "yes"]


def test_words_to_a_talk_that_is_paused_wait_and_go_when_it_goes_on(
    cast: Cast, phones: Phones, now: datetime
) -> None:
    talk = walk_together(cast.member, cast.peer, cast.program.key_id, now)
    a_door(cast.member, phones.gateway, AMINA, now)
    talk_rests.pause(cast.peer.id, talk)
    assert phones.text(AMINA, "Are you there?") == [
        "Rosa rests from this talk. Your words are kept and go when they are back."
    ]
    assert lines(cast, talk) == []
    talk_rests.go_on(cast.peer.id, talk, phones.passes(HOUR))
    assert lines(cast, talk) == ["Are you there?"]


def test_a_pause_ends_at_its_morning_or_with_start(cast: Cast, phones: Phones, now: datetime) -> None:
    talk = walk_together(cast.member, cast.peer, cast.program.key_id, now)
    a_door(cast.member, phones.gateway, AMINA, now)
    assert phones.text(AMINA, "pause") == [
        "How long? 1 until tomorrow 2 two days 3 a week 4 until you text START. 0: no pause"
    ]
    assert phones.text(AMINA, "1") == ["Paused until Tue 08:00. START ends it sooner."]
    assert phones.text(AMINA, "I forgot") == ["You paused. Your words are kept, and go when you text START."]
    assert phones.text(AMINA, "START") == ["Texts come here again."]
    assert lines(cast, talk) == ["I forgot"]
    phones.text(AMINA, "pause")
    phones.text(AMINA, "1")
    phones.text(AMINA, "second")
    assert person_rests.end_those_over(phones.passes(HOUR)) == 0
    assert person_rests.end_those_over(phones.passes(24 * HOUR)) == 1
    assert lines(cast, talk) == ["I forgot", "second"]


def test_a_new_promise_comes_first_and_words_go_after_it(cast: Cast, phones: Phones, now: datetime) -> None:
    talk = walk_together(cast.member, cast.peer, cast.program.key_id, now)
    a_door(cast.member, phones.gateway, AMINA, now)
    with turn.write():
        programs.write_promise(cast.program.id, "consent_only", "", now)
    came = phones.text(AMINA, "He came back")
    assert came[0] == "Our promise has changed:"
    assert came[-1] == "Reply 1 when you have read it, and your words go."
    assert phones.text(AMINA, "Please") == ["Reply 1 when you have read it, and your words go."]
    assert phones.text(AMINA, "1") == []
    assert lines(cast, talk) == ["He came back", "Please"]


def test_words_to_a_talk_that_was_closed_are_kept_for_somebody_else(
    cast: Cast, phones: Phones, now: datetime
) -> None:
    talk = walk_together(cast.member, cast.peer, cast.program.key_id, now)
    a_door(cast.member, phones.gateway, AMINA, now)
    match_ends.say_goodbye(cast.peer.id, talk, "", now)
    assert phones.text(AMINA, "Are you there?") == [
        "Nobody is there to read this now. Your words are kept. Shall we look for someone? 1 yes 2 no"
    ]
    make_ready(cast.other_peer, now)
    phones.text(AMINA, "And then he hit me")
    assert phones.text(AMINA, "1") == ["We look for someone for you, and text you when someone is there."]


def test_a_line_that_did_not_arrive_comes_when_what_waits_is_asked_for(
    cast: Cast, phones: Phones, now: datetime
) -> None:
    talk = walk_together(cast.member, cast.peer, cast.program.key_id, now)
    a_door(cast.member, phones.gateway, AMINA, now)
    phones.channel.becomes = [Carried("never", ADDRESS)]
    writes_on_a_page(cast.peer, talk, "one", phones.passes(HOUR))
    phones.new(AMINA)  # it was handed over, and refused
    writes_on_a_page(cast.peer, talk, "two", phones.passes(HOUR))
    assert phones.new(AMINA) == ["two"]
    assert phones.text(AMINA, "1") == ["one"]
