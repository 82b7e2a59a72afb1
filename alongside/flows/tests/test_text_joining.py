"""Joining by text: whose phone it is, four short questions at most, the promise; and no words are lost."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from alongside.base import turn
from alongside.flows import deletion_is_planned, offer_is_taken
from alongside.flows.tests.asking import make_ready
from alongside.flows.tests.carrying import Remembers, a_gateway, channel
from alongside.flows.tests.texting import Phones
from alongside.gateways.models import Dialog
from alongside.matching import reads as matching
from alongside.people import doors, programs, reads
from alongside.people.models import Consent, Handle, Person
from alongside.talk import reads as talks

if TYPE_CHECKING:
    from conftest import Cast

__all__ = ["channel"]
pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)
NEEMA = "+254711000001"


@pytest.fixture
def phones(cast: Cast, channel: Remembers, now: datetime) -> Phones:
    settings = {"neutral": "Jirani 1234.", "person_pays": "1 shilling", "ring_back": "0700 1234"}
    return Phones(cast.program, a_gateway(cast.program, now, **settings), channel, now)


def door_of(cast: Cast, address: str = NEEMA) -> doors.Door:
    found = doors.find(cast.program.id, "phone", address)
    assert found is not None
    return found


def test_the_first_answer_says_nothing_about_the_service(cast: Cast, phones: Phones) -> None:
    assert phones.text(NEEMA, "Hello") == [
        "Jirani 1234. Is this phone only yours? 1 yes 2 shared 3 Kiswahili. "
        "Each text costs you about 1 shilling; a missed call to 0700 1234 is free: we ring back.",
    ]


def test_joining_takes_four_questions_then_the_promise(cast: Cast, phones: Phones, now: datetime) -> None:
    with turn.write():
        programs.write_promise(cast.program.id, "consent_only", "", now)
    make_ready(cast.peer, now)
    phones.text(NEEMA, "Hi")
    assert phones.text(NEEMA, "1") == ["Are you 18 or older? 1 yes 2 no. We ask everybody this."]
    (named,) = phones.text(NEEMA, "1")
    assert named.startswith("Here we call you ")
    assert phones.text(NEEMA, "Neema") == [
        "Whom would you like to talk with? 1 anyone 2 a woman 3 a man. Or 0."
    ]
    assert phones.text(NEEMA, "0") == [
        "What is it about? A few words for the person you will talk with. Or 0."
    ]
    assert phones.text(NEEMA, "I don't sleep any more.") == [
        "You and who you talk with read this; the phone company could. We tell someone outside only if you "
        "ask, someone else is in danger, or the law makes us.",
        "We look for someone for you. What you write until then is kept for them. HELP: who is here now. "
        "STOP: no more texts.",
    ]
    door = door_of(cast)
    assert door.roles == {"member"}
    assert reads.names([door.person_id]) == {door.person_id: "Neema"}
    assert Consent.objects.filter(person_id=door.person_id).count() == 1
    (offer,) = matching.offers_for(cast.peer.id)
    assert (offer.name, offer.words) == ("Neema", "I don't sleep any more.")


def joined(phones: Phones, address: str, *answers: str) -> list[str]:
    """The last that came, after all these texts."""
    came: list[str] = []
    for words in answers:
        came = phones.text(address, words)
    return came


def test_what_they_wrote_first_is_kept_and_given_to_who_comes(
    cast: Cast, phones: Phones, now: datetime
) -> None:
    make_ready(cast.peer, now)
    assert "1 yes 2 shared" in phones.text(NEEMA, "My brother died and I cannot eat.")[0]
    phones.text(NEEMA, "It was in March.")  # no answer to the question: kept as well
    assert joined(phones, NEEMA, "1", "1", "0", "1") == [
        "Shall the person you will talk with get what you wrote first? 1 yes 2 no"
    ]
    phones.text(NEEMA, "1")
    (offer,) = matching.offers_for(cast.peer.id)
    assert offer.words == "My brother died and I cannot eat.\nIt was in March."
    talk = offer_is_taken.accept(cast.peer.id, offer.offer_id, phones.now)
    assert talk is not None
    assert [line.text for line in talks.newest(cast.program.id, talk)] == [
        "My brother died and I cannot eat.",
        "It was in March.",
    ]
    assert phones.new(NEEMA) == [
        "Rosa would like to talk with you and has your words. What you text here now goes to them."
    ]
    assert phones.text(NEEMA, "Thank you for coming") == []
    assert talks.newest(cast.program.id, talk)[-1].text == "Thank you for coming"


def test_who_says_no_keeps_the_first_words_to_themselves(cast: Cast, phones: Phones, now: datetime) -> None:
    make_ready(cast.peer, now)
    joined(phones, NEEMA, "My brother died and I cannot eat.", "1", "1", "0", "0", "2")
    assert matching.offers_for(cast.peer.id)[0].words == ""


def test_on_a_shared_phone_the_word_and_the_hours_come_first(cast: Cast, phones: Phones) -> None:
    phones.text(NEEMA, "hello")
    assert phones.text(NEEMA, "2") == [
        "Choose a secret word. We ask for it before we show anything here. "
        "Reply with one word, or 0 for none."
    ]
    assert phones.text(NEEMA, "Mango!") == [
        "Between which hours may a text come to this phone? Reply like 9-17, or 0 for any hour."
    ]
    assert phones.text(NEEMA, "9-17") == ["Are you 18 or older? 1 yes 2 no. We ask everybody this."]
    door = door_of(cast)
    assert (door.shared, door.has_code, door.safe_from, door.safe_until) == (True, True, 540, 1020)


def test_who_does_not_say_whose_phone_it_is_is_treated_as_sharing_it(cast: Cast, phones: Phones) -> None:
    phones.text(NEEMA, "I want to die")
    assert phones.text(NEEMA, "please somebody")[0].startswith("Jirani 1234. Your words are kept. First:")
    assert phones.text(NEEMA, "is anyone there") == [
        "Are you 18 or older? 1 yes 2 no. We ask everybody this."
    ]
    assert door_of(cast).shared is True


def test_a_greeting_in_swahili_is_answered_in_it(cast: Cast, phones: Phones) -> None:
    (came,) = phones.text(NEEMA, "Habari za jioni")
    assert "3 English" in came
    assert door_of(cast).language == "sw"


def test_the_language_can_be_chosen_at_the_first_question(cast: Cast, phones: Phones) -> None:
    phones.text(NEEMA, "Hello")
    (came,) = phones.text(NEEMA, "3")
    assert "3 English" in came
    assert door_of(cast).language == "sw"


def test_who_is_too_young_is_told_of_an_adult_and_nothing_is_kept(
    cast: Cast, phones: Phones, now: datetime
) -> None:
    with turn.write():
        programs.set_age(cast.program.id, 18, "Sister Achieng, 0700 555 000")
    phones.text(NEEMA, "My father beats me")
    person_id = door_of(cast).person_id
    assert joined(phones, NEEMA, "1", "2") == [
        "Here people are 18 or older. Someone for you: Sister Achieng, 0700 555 000. "
        "What you wrote is not kept."
    ]
    assert not Dialog.objects.filter(person_id=person_id).exists()
    deletion_is_planned.carry_out(phones.passes(timedelta(hours=2)))
    assert Person.objects.get(id=person_id).deleted_at is not None
    assert not Handle.objects.filter(person_id=person_id).exists()


def test_a_deleted_number_that_writes_again_begins_anew(cast: Cast, phones: Phones) -> None:
    joined(phones, NEEMA, "hello", "1", "2")
    deletion_is_planned.carry_out(phones.passes(timedelta(hours=2)))
    assert "1 yes 2 shared" in phones.text(NEEMA, "I am 19 now")[0]


def test_the_age_is_asked_until_it_is_told_and_words_are_kept(cast: Cast, phones: Phones) -> None:
    joined(phones, NEEMA, "hello", "1")
    assert phones.text(NEEMA, "why do you ask") == [
        "Your words are kept. We need this one answer first: are you 18 or older? 1 yes 2 no"
    ]
    assert phones.text(NEEMA, "0") == [
        "Your words are kept. We need this one answer first: are you 18 or older? 1 yes 2 no"
    ]


def test_while_the_program_takes_nobody_this_is_said_and_nothing_asked(
    cast: Cast, phones: Phones, now: datetime
) -> None:
    with turn.write():
        programs.set_pause(cast.program.id, now + timedelta(days=7))
    assert phones.text(NEEMA, "hello") == ["We take nobody new just now. HELP shows who can be reached."]


def test_stop_ends_it_at_any_question(cast: Cast, phones: Phones) -> None:
    joined(phones, NEEMA, "hello", "1")
    assert phones.text(NEEMA, "Stop.") == ["No more texts come from here. START brings them back."]
    assert door_of(cast).stopped_at is not None
    assert phones.text(NEEMA, "are you there") == []
    assert phones.text(NEEMA, "START") == [
        "Texts come here again. Are you 18 or older? 1 yes 2 no. We ask everybody this."
    ]


def test_a_repeat_of_a_text_does_nothing_twice(cast: Cast, phones: Phones) -> None:
    phones.text(NEEMA, "hello", ref="the same")
    assert phones.text(NEEMA, "hello", ref="the same") == []


def test_a_machine_that_answers_our_questions_is_not_answered_for_ever(cast: Cast, phones: Phones) -> None:
    answers = [phones.text(NEEMA, f"I am driving, number {number}") for number in range(50)]
    assert sum(map(bool, answers)) == 40
    assert answers[-1] == []


def test_help_is_answered_while_nobody_new_is_taken(cast: Cast, phones: Phones, now: datetime) -> None:
    with turn.write():
        programs.set_pause(cast.program.id, now + timedelta(days=7))
        programs.set_help(cast.program.id, emergency_number="999", poison_number="", neutral_site="")
    assert phones.text(NEEMA, "help") == ["You can ring: 999."]
