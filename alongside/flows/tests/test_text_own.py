"""One's own by text: the next step, how today is, whom one walks with, a call, and help that was asked."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from alongside.base import turn
from alongside.flows import support_is_asked
from alongside.flows.tests.asking import ask, make_ready
from alongside.flows.tests.carrying import Remembers, a_door, a_gateway, channel
from alongside.flows.tests.texting import Phones
from alongside.flows.tests.walking import walk_together
from alongside.matching import reads as matching
from alongside.people import door_choices, sessions
from alongside.rules.duty import Stretch
from alongside.safety import duty
from alongside.safety.models import HelpLine
from alongside.steps import days, next_steps, rhythms
from alongside.talk import reads as talks

if TYPE_CHECKING:
    from conftest import Cast

__all__ = ["channel"]
pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)
AMINA, ROSA = "+254711000001", "+254711000002"


@pytest.fixture
def phones(cast: Cast, channel: Remembers, now: datetime) -> Phones:
    return Phones(cast.program, a_gateway(cast.program, now), channel, now)


def steps_of(cast: Cast) -> list[tuple[str, date | None, str]]:
    going, past = next_steps.of(cast.member.id, cast.member.key_id)
    return [(step.words, step.on, step.state) for step in (*going, *past)]


def test_a_step_is_set_with_its_day_and_done(cast: Cast, phones: Phones, now: datetime) -> None:
    a_door(cast.member, phones.gateway, AMINA, now)
    assert phones.text(AMINA, "STEP") == ["What will you do next? Reply in your own words. Or 0."]
    assert phones.text(AMINA, "Call my sister") == [
        "Your next step: Call my sister. Which day? 1 today 2 tomorrow 3 in a week 0 none"
    ]
    assert phones.text(AMINA, "2") == ["We ask you about it then. STEP shows it."]
    assert steps_of(cast) == [("Call my sister", date(2026, 11, 24), "open")]
    assert phones.text(AMINA, "step") == [
        "Your next step: Call my sister. 1 done 2 not yet 3 another one 0 let it go"
    ]
    assert phones.text(AMINA, "1") == ["Done. STEP is there when you want another one."]
    assert steps_of(cast) == [("Call my sister", date(2026, 11, 24), "done")]


def test_a_step_that_was_meant_for_the_peer_goes_to_the_peer(
    cast: Cast, phones: Phones, now: datetime
) -> None:
    talk = walk_together(cast.member, cast.peer, cast.program.key_id, now)
    a_door(cast.member, phones.gateway, AMINA, now)
    (came,) = phones.text(AMINA, "Step out of the house is what I fear")
    assert came.endswith("0 none. 4: it was for Rosa")
    phones.text(AMINA, "4")
    assert [line.text for line in talks.newest(cast.program.id, talk)] == ["out of the house is what I fear"]
    assert steps_of(cast) == []


def test_an_answer_that_is_none_is_a_message(cast: Cast, phones: Phones, now: datetime) -> None:
    talk = walk_together(cast.member, cast.peer, cast.program.key_id, now)
    a_door(cast.member, phones.gateway, AMINA, now)
    phones.text(AMINA, "today")
    phones.text(AMINA, "I do not know how it is")
    assert [line.text for line in talks.newest(cast.program.id, talk)] == ["I do not know how it is"]
    assert phones.text(AMINA, "3") == [
        "Kept: in between. Shall we ask you again? 1 every evening 2 once a week 3 no"
    ]


def test_how_today_is_in_a_word_or_a_number(cast: Cast, phones: Phones, now: datetime) -> None:
    a_door(cast.member, phones.gateway, AMINA, now)
    assert phones.text(AMINA, "today") == ["How is today? 1 very hard 2 hard 3 in between 4 all right 5 good"]
    assert phones.text(AMINA, "4") == [
        "Kept: all right. Shall we ask you again? 1 every evening 2 once a week 3 no"
    ]
    assert phones.text(AMINA, "1") == [
        "Shall we text you once a week, in one line, how your days were? 1 yes 2 no"
    ]
    assert phones.text(AMINA, "1") == ["It comes once a week. TODAY is there any time."]
    rhythm = rhythms.of(cast.member.id)
    assert rhythm is not None
    assert (rhythm.when.how_often, rhythm.when.hour) == ("daily", 19)
    assert rhythm.week_due_at == phones.now + timedelta(days=7)
    assert phones.text(AMINA, "Today very hard") == ["Kept: very hard. HELP shows who is here now."]
    assert phones.text(AMINA, "TODAY 8") == ["Kept: 8 of 10."]
    assert [(day.word, day.number) for day in days.of(cast.member.id)] == [(4, None), (1, None), (None, 8)]


def test_a_change_of_peer_needs_one_yes_and_can_be_taken_back(
    cast: Cast, phones: Phones, now: datetime
) -> None:
    talk = walk_together(cast.member, cast.peer, cast.program.key_id, now)
    a_door(cast.member, phones.gateway, AMINA, now)
    assert phones.text(AMINA, "CHANGE") == [
        "You stop talking with Rosa, and we look for someone else. No reason is needed. 1 yes 2 no"
    ]
    assert phones.text(AMINA, "1") == [
        "Done. We look for someone else. To go back to Rosa, reply 9 before this time tomorrow."
    ]
    assert matching.walk_between(cast.member.id, cast.peer.id) is None
    assert matching.open_request(cast.member.id) is not None
    assert phones.text(AMINA, "are you still there") == [
        "Kept for the person we find for you. We are still looking."
    ]
    assert phones.text(AMINA, "9") == ["You talk with Rosa again."]
    assert matching.walk_between(cast.member.id, cast.peer.id) is not None
    assert matching.open_request(cast.member.id) is None
    assert phones.text(AMINA, "thank you") == []
    assert talks.newest(cast.program.id, talk)[-1].text == "thank you"


def test_a_peer_takes_somebody_by_text(cast: Cast, phones: Phones, now: datetime) -> None:
    make_ready(cast.peer, now)
    a_door(cast.peer, phones.gateway, ROSA, now)
    asked = ask(cast.program, cast.member, now)
    support_is_asked.ask_whoever(cast.member.id, asked, phones.now)
    assert phones.new(ROSA) == [
        "Someone would like to talk. You both write. Reply 1 to say hello, 2 to pass."
    ]
    assert phones.text(ROSA, "1") == ["You walk with Amina now. What you text here goes to them."]
    walk = matching.walk_between(cast.member.id, cast.peer.id)
    assert walk is not None
    phones.text(ROSA, "Hello Amina, I am Rosa.")
    assert [line.text for line in talks.newest(cast.program.id, walk.conversation_id)] == [
        "Hello Amina, I am Rosa."
    ]


def test_a_peer_passes_by_text_and_nobody_is_told(cast: Cast, phones: Phones, now: datetime) -> None:
    make_ready(cast.peer, now)
    a_door(cast.peer, phones.gateway, ROSA, now)
    asked = ask(cast.program, cast.member, now)
    support_is_asked.ask_whoever(cast.member.id, asked, phones.now)
    phones.new(ROSA)
    assert phones.text(ROSA, "2") == ["That is fine. Nobody is told."]
    assert matching.offers_for(cast.peer.id) == ()


def test_a_peer_with_a_shared_phone_is_asked_without_words(cast: Cast, phones: Phones, now: datetime) -> None:
    make_ready(cast.peer, now)
    a_door(cast.peer, phones.gateway, ROSA, now, shared=True)
    asked = ask(cast.program, cast.member, now)
    support_is_asked.ask_whoever(cast.member.id, asked, phones.now)
    assert phones.new(ROSA) == ["You have a note. Reply 1 to read it."]
    assert phones.text(ROSA, "1") == [
        "Someone would like to talk. You both write. Reply 1 to say hello, 2 to pass."
    ]


def test_the_words_of_a_member_are_messages_from_a_peer(cast: Cast, phones: Phones, now: datetime) -> None:
    talk = walk_together(cast.member, cast.peer, cast.program.key_id, now)
    a_door(cast.peer, phones.gateway, ROSA, now)
    for words in ("today", "change", "step"):
        assert phones.text(ROSA, words) == []
    assert [line.text for line in talks.newest(cast.program.id, talk)] == ["today", "change", "step"]


@pytest.fixture
def lines(cast: Cast) -> None:
    program = {"program_id": cast.program.id}
    HelpLine.objects.create(**program, name="Night line", phone="1195", hours="24/7", place=1)
    HelpLine.objects.create(**program, name="Morning line", phone="1196", hours="daily 5-6", place=2)
    HelpLine.objects.create(**program, name="Violence line", phone="1190", who_for="women", place=0)
    HelpLine.objects.create(**program, name="Children", phone="116", hours="24/7", for_children=True, place=3)


def test_help_says_who_is_here_and_whom_to_ring(
    cast: Cast, phones: Phones, lines: None, now: datetime
) -> None:
    a_door(cast.member, phones.gateway, AMINA, now)
    assert phones.text(AMINA, "HELP") == [
        "Nobody of the team is here now. What you write is kept. You can ring now: Night line 1195."
    ]
    with turn.write():
        duty.write_rota(cast.program.id, [Stretch(cast.coordinator.id, 0, 0, 1440)])
        sessions.sign_in(cast.coordinator, phones.now)
    assert phones.text(AMINA, "help") == [
        "Wanjiru of the team is here now. Reply 1 and they write to you. You can ring now: Night line 1195."
    ]
    assert phones.text(AMINA, "1") == ["Wanjiru is told and writes to you here."]
    assert phones.text(AMINA, "Thank you") == []
    (standing,) = talks.conversations_of(cast.coordinator.id)
    assert [line.text for line in talks.newest(cast.program.id, standing.conversation_id)] == ["Thank you"]


def test_help_on_a_phone_that_others_hold_is_numbers_alone(
    cast: Cast, phones: Phones, lines: None, now: datetime
) -> None:
    a_door(cast.member, phones.gateway, AMINA, now, shared=True)
    assert phones.text(AMINA, "Help") == ["You can ring: 1195."]


def test_help_as_the_very_first_text_is_answered_once_we_know_whose_phone_it_is(
    cast: Cast, phones: Phones, lines: None
) -> None:
    assert phones.text(AMINA, "HELP") == ["Is this phone only yours? 1 yes 2 shared 3 Kiswahili"]
    assert phones.text(AMINA, "1") == [
        "You can ring: 1195. Are you 18 or older? 1 yes 2 no. We ask everybody this."
    ]
    assert phones.text(AMINA, "help") == ["You can ring now: Night line 1195."]


def test_no_words_bring_a_card_with_help(cast: Cast, phones: Phones, lines: None, now: datetime) -> None:
    walk_together(cast.member, cast.peer, cast.program.key_id, now)
    a_door(cast.member, phones.gateway, AMINA, now)
    assert phones.text(AMINA, "I want to kill myself tonight") == []


def test_a_call_is_wished_by_a_word(cast: Cast, phones: Phones, now: datetime) -> None:
    walk_together(cast.member, cast.peer, cast.program.key_id, now)
    a_door(cast.member, phones.gateway, AMINA, now)
    assert phones.text(AMINA, "call me") == [
        "All right. Who you talk with sees it and rings you back when they can."
    ]
    assert phones.text(AMINA, "CALL") == ["We know. Someone rings you back."]


def test_a_phone_with_a_word_of_its_own_is_asked_for_it_before_a_step_is_shown(
    cast: Cast, phones: Phones, now: datetime
) -> None:
    door = a_door(cast.member, phones.gateway, AMINA, now, shared=True)
    with turn.write():
        door_choices.set_code_word(door.handle_id, "mango")
    assert phones.text(AMINA, "step") == ["Your word, please."]
