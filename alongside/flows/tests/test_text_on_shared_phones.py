"""By text on a phone that others may hold: nothing with content unasked, the word first, advice to delete."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from alongside.base import turn
from alongside.flows.message_arrives import Kept, Said, arrive
from alongside.flows.tests.carrying import Remembers, a_door, a_gateway, channel
from alongside.flows.tests.texting import Phones
from alongside.flows.tests.walking import walk_together
from alongside.people import door_choices, doors, sessions
from alongside.talk import reads as talks

if TYPE_CHECKING:
    from alongside.people.models import Person
    from conftest import Cast

__all__ = ["channel"]
pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)
AMINA = "+254711000001"
HOUR = timedelta(hours=1)


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


def test_on_a_shared_phone_only_a_note_comes_unasked(cast: Cast, phones: Phones, now: datetime) -> None:
    talk = walk_together(cast.member, cast.peer, cast.program.key_id, now)
    door = a_door(cast.member, phones.gateway, AMINA, now, shared=True)
    with turn.write():
        door_choices.set_code_word(door.handle_id, "mango")
    writes_on_a_page(cast.peer, talk, "The clinic has your pills.", phones.passes(HOUR))
    writes_on_a_page(cast.peer, talk, "Come on Monday.", phones.now)
    assert phones.new(AMINA) == ["You have a note. Reply 1 to read it."]
    assert phones.text(AMINA, "1") == ["Your word, please."]
    assert phones.text(AMINA, "banana") == ["That was not it. Please try again."]
    assert phones.text(AMINA, "Mango.") == [
        "Delete these texts when you have read them.",
        "The clinic has your pills.",
        "Come on Monday.",
    ]
    writes_on_a_page(cast.peer, talk, "Shall we talk?", phones.now)
    assert phones.new(AMINA) == ["Shall we talk?"]  # the word was just said
    phones.passes(timedelta(minutes=9))
    phones.text(AMINA, "yes please")
    writes_on_a_page(cast.peer, talk, "I am listening.", phones.passes(timedelta(minutes=9)))
    assert phones.new(AMINA) == ["I am listening."]  # ten quiet minutes close it, and these were not quiet
    writes_on_a_page(cast.peer, talk, "Tell me.", phones.passes(HOUR))
    assert phones.new(AMINA) == ["You have a note. Reply 1 to read it."]


def test_the_word_can_be_tried_a_few_times_a_day(cast: Cast, phones: Phones, now: datetime) -> None:
    walk_together(cast.member, cast.peer, cast.program.key_id, now)
    door = a_door(cast.member, phones.gateway, AMINA, now, shared=True)
    with turn.write():
        door_choices.set_code_word(door.handle_id, "mango")
    phones.text(AMINA, "STEP")
    for guess in ("one1", "two2", "three3", "four4", "five5"):
        assert phones.text(AMINA, guess) == ["That was not it. Please try again."]
    assert phones.text(AMINA, "mango") == ["Please try again tomorrow."]


def test_what_they_wanted_is_done_after_the_word(cast: Cast, phones: Phones, now: datetime) -> None:
    door = a_door(cast.member, phones.gateway, AMINA, now, shared=True)
    with turn.write():
        door_choices.set_code_word(door.handle_id, "mango")
    assert phones.text(AMINA, "Step") == ["Your word, please."]
    assert phones.text(AMINA, "mango") == ["What will you do next? Reply in your own words. Or 0."]


def test_whose_phone_it_is_is_asked_where_we_do_not_know(cast: Cast, phones: Phones, now: datetime) -> None:
    talk = walk_together(cast.member, cast.peer, cast.program.key_id, now)
    door = a_door(cast.member, phones.gateway, AMINA, now, shared=None)
    assert phones.text(AMINA, "Hello Rosa") == ["Is this phone only yours? 1 yes 2 shared"]
    assert phones.text(AMINA, "Are you there?") == []
    assert phones.text(AMINA, "2")[0].startswith("Choose a secret word.")
    assert phones.text(AMINA, "mango")[0].startswith("Between which hours")
    assert phones.text(AMINA, "I have to go now") == []
    assert phones.text(AMINA, "9-17") == ["All right."]
    assert lines(cast, talk) == ["Hello Rosa", "Are you there?", "I have to go now"]
    known = doors.get(door.handle_id)
    assert known is not None
    assert (known.shared, known.has_code, known.safe_from) == (True, True, 540)


def test_before_its_word_a_phone_names_nobody_and_loses_no_word(
    cast: Cast, phones: Phones, now: datetime
) -> None:
    """Also where its person said that it is theirs alone: they set a word."""
    rosa = walk_together(cast.member, cast.peer, cast.program.key_id, now)
    sipho = walk_together(cast.member, cast.other_peer, cast.program.key_id, now)
    door = a_door(cast.member, phones.gateway, AMINA, now, shared=False)
    with turn.write():
        door_choices.set_code_word(door.handle_id, "mango")
    assert phones.text(AMINA, "HELP") == ["Your word, please."]
    assert phones.text(AMINA, "I could not sleep again") == ["Your word, please."]
    assert phones.text(AMINA, "@nobody are you there") == ["Your word, please."]
    assert phones.text(AMINA, "@sipho are you there") == []
    assert phones.text(AMINA, "mango") == ["Your words are kept. For whom are they? 1 Sipho 2 Rosa"]
    assert phones.text(AMINA, "2")[0].startswith("Given to Rosa.")
    assert lines(cast, rosa) == ["I could not sleep again", "nobody are you there"]
    assert lines(cast, sipho) == ["are you there"]
