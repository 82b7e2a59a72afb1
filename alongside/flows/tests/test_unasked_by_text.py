"""What we begin by text: how today is, a step's day, the line of a week. At their hours, and never twice."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from alongside.base import turn
from alongside.flows import (
    checkin_comes_due,
    checkin_is_answered,
    notes_are_sent,
    offer_is_taken,
    step_comes_due,
    step_is_set,
    support_is_asked,
    week_is_told,
)
from alongside.flows.tests.asking import ask, make_ready
from alongside.flows.tests.carrying import Remembers, a_door, a_gateway, channel
from alongside.flows.tests.texting import Phones
from alongside.matching import reads as matching
from alongside.outbox import notices
from alongside.outbox.models import Notice
from alongside.people import door_choices, preferences
from alongside.rules.today import DAILY, When
from alongside.steps import days, rhythms
from alongside.steps.days import Said

if TYPE_CHECKING:
    from conftest import Cast

__all__ = ["channel"]
pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)
AMINA = "+254711000001"
DAY = timedelta(days=1)
QUESTION = "How is today? 1 very hard 2 hard 3 in between 4 all right 5 good"


@pytest.fixture
def phones(cast: Cast, channel: Remembers, now: datetime) -> Phones:
    return Phones(cast.program, a_gateway(cast.program, now), channel, now)


def asked_at(cast: Cast, phones: Phones, hour: int) -> datetime:
    """They are asked each day at this hour of Nairobi, three hours before UTC; the clock goes there."""
    checkin_comes_due.choose(cast.member.id, When(DAILY, hour), phones.now)
    due = rhythms.of(cast.member.id)
    assert due is not None
    assert due.due_at is not None
    phones.now = due.due_at
    return phones.now


def test_how_is_today_comes_by_text_at_their_hour_and_the_answer_is_kept(
    cast: Cast, phones: Phones, now: datetime
) -> None:
    a_door(cast.member, phones.gateway, AMINA, now)
    assert checkin_comes_due.ask_who_is_due(asked_at(cast, phones, 19)) == 1
    assert phones.new(AMINA) == [QUESTION]
    assert not Notice.objects.exists()  # no note by mail besides
    assert checkin_comes_due.ask_who_is_due(phones.now) == 0
    assert phones.text(AMINA, "2") == ["Kept: hard. HELP shows who is here now."]
    assert [day.word for day in days.of(cast.member.id)] == [2]


def test_who_has_no_phone_gets_the_note_as_before(cast: Cast, phones: Phones) -> None:
    checkin_comes_due.ask_who_is_due(asked_at(cast, phones, 19))
    assert Notice.objects.filter(person=cast.member, kind="note").count() == 1


def test_what_we_begin_waits_for_their_safe_hours(cast: Cast, phones: Phones, now: datetime) -> None:
    door = a_door(cast.member, phones.gateway, AMINA, now)
    with turn.write():
        door_choices.set_safe_hours(door.handle_id, 10 * 60, 12 * 60)
    checkin_comes_due.ask_who_is_due(asked_at(cast, phones, 19))
    assert phones.new(AMINA) == []
    phones.passes(timedelta(hours=15))  # ten in the morning
    assert phones.new(AMINA) == [QUESTION]


def test_on_a_shared_phone_the_question_comes_when_it_is_asked_for(
    cast: Cast, phones: Phones, now: datetime
) -> None:
    a_door(cast.member, phones.gateway, AMINA, now, shared=True)
    checkin_comes_due.ask_who_is_due(asked_at(cast, phones, 19))
    assert phones.new(AMINA) == ["You have a note. Reply 1 to read it."]
    assert phones.text(AMINA, "1") == [QUESTION]
    assert phones.text(AMINA, "5") == ["Kept: good."]


def test_who_rests_is_asked_nothing(cast: Cast, phones: Phones, now: datetime) -> None:
    a_door(cast.member, phones.gateway, AMINA, now)
    at = asked_at(cast, phones, 19)
    with turn.write():
        preferences.rest_until(cast.member.id, at + DAY)
    checkin_comes_due.ask_who_is_due(at)
    assert phones.new(AMINA) == []
    assert not Notice.objects.exists()


def test_a_step_is_asked_about_on_its_day_once(cast: Cast, phones: Phones, now: datetime) -> None:
    a_door(cast.member, phones.gateway, AMINA, now)
    step_is_set.write(cast.member.id, "Plant the beans", date(2026, 11, 24), now)
    assert step_comes_due.ask_who_is_due(phones.passes(timedelta(hours=6))) == 0  # it is Monday evening
    assert step_comes_due.ask_who_is_due(phones.passes(timedelta(hours=15))) == 0  # Tuesday, early
    assert step_comes_due.ask_who_is_due(phones.passes(timedelta(hours=9))) == 1
    assert phones.new(AMINA) == ["For today: Plant the beans. 1 done 2 not yet 0 let it go"]
    assert step_comes_due.ask_who_is_due(phones.now) == 0
    assert phones.text(AMINA, "2") == ["That is fine. It stays as it is."]


def test_a_week_in_one_line_only_where_it_was_wished(cast: Cast, phones: Phones, now: datetime) -> None:
    a_door(cast.member, phones.gateway, AMINA, now)
    for number, word in enumerate((2, 1, 4)):
        said = Said(word, None)
        checkin_is_answered.answer(cast.member.id, said, "phone", "en", now + number * 2 * DAY)
    assert week_is_told.tell_who_is_due(phones.passes(6 * DAY)) == 0
    week_is_told.choose(cast.member.id, True, now - DAY)
    assert week_is_told.tell_who_is_due(phones.now) == 1
    assert phones.new(AMINA) == ["How you have been: Mon hard, Wed very hard, Fri all right."]
    assert week_is_told.tell_who_is_due(phones.now) == 0
    assert week_is_told.tell_who_is_due(phones.passes(7 * DAY)) == 0  # nothing was said this week
    week_is_told.choose(cast.member.id, False, phones.now)
    assert rhythms.weeks_due(phones.passes(30 * DAY)) == []


def test_the_line_of_a_week_never_goes_to_a_shared_phone(cast: Cast, phones: Phones, now: datetime) -> None:
    a_door(cast.member, phones.gateway, AMINA, now, shared=True)
    checkin_is_answered.answer(cast.member.id, Said(2, None), "phone", "en", now)
    week_is_told.choose(cast.member.id, True, now - 7 * DAY)
    week_is_told.tell_who_is_due(phones.now)
    assert phones.new(AMINA) == []


def test_on_a_shared_phone_a_step_comes_when_it_is_asked_for(
    cast: Cast, phones: Phones, now: datetime
) -> None:
    a_door(cast.member, phones.gateway, AMINA, now, shared=True)
    step_is_set.write(cast.member.id, "Plant the beans", date(2026, 11, 23), now)
    step_comes_due.ask_who_is_due(phones.passes(timedelta(hours=8)))
    assert phones.new(AMINA) == ["You have a note. Reply 1 to read it."]
    assert phones.text(AMINA, "1") == ["For today: Plant the beans. 1 done 2 not yet 0 let it go"]


def test_on_a_shared_phone_it_is_told_who_has_come_when_it_is_asked_for(
    cast: Cast, phones: Phones, now: datetime
) -> None:
    make_ready(cast.peer, now)
    a_door(cast.member, phones.gateway, AMINA, now, shared=True)
    asked = ask(cast.program, cast.member, now)
    support_is_asked.ask_whoever(cast.member.id, asked, phones.now)
    (offer,) = matching.offers_for(cast.peer.id)
    offer_is_taken.accept(cast.peer.id, offer.offer_id, phones.now)
    assert phones.new(AMINA) == ["You have a note. Reply 1 to read it."]
    assert phones.text(AMINA, "1") == [
        "Rosa would like to talk with you. What you text here now goes to them."
    ]


def test_a_note_about_something_on_pages_says_so(cast: Cast, phones: Phones, now: datetime) -> None:
    a_door(cast.member, phones.gateway, AMINA, now)
    with turn.write():
        notices.tell(cast.program.id, [cast.member.id], "note", now)
    notes_are_sent.send_what_is_due(phones.passes(timedelta(hours=1)))
    assert phones.new(AMINA) == ["You have a note. Reply 1 to read it."]
    assert phones.text(AMINA, "1") == [
        "What waits for you is on the web page. If you cannot go there, write here and ask."
    ]
