""" "How is today?" is asked at its time, once, and answered in words, numbers and notes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from alongside.base import turn
from alongside.flows import checkin_comes_due, checkin_is_answered, person_settles_in
from alongside.outbox.models import Notice
from alongside.rules.today import DAILY, NEVER, ONCE, When
from alongside.steps import days, rhythms
from alongside.steps.days import Day, Said
from alongside.steps.models import CheckIn

if TYPE_CHECKING:
    from conftest import Cast

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
TODAY = date(2026, 11, 23)  # a Monday; 13:00 in Nairobi
TOMORROW_AT_NINE = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)


def says(cast: Cast, now: datetime, word: int | None = 3, number: int | None = None, note: str = "") -> bool:
    return checkin_is_answered.answer(cast.member.id, Said(word, number, note), "web", "en", now)


def kept(cast: Cast) -> rhythms.Kept:
    found = rhythms.of(cast.member.id)
    assert found is not None
    return found


def test_who_never_chose_is_not_asked(cast: Cast, now: datetime) -> None:
    assert checkin_comes_due.ask_who_is_due(now + timedelta(days=9)) == 0


def test_who_answers_first_is_asked_once_more_tomorrow_and_then_no_more(cast: Cast, now: datetime) -> None:
    assert says(cast, now)
    assert kept(cast) == rhythms.Kept(When(ONCE, 9), TOMORROW_AT_NINE, None, False)
    assert checkin_comes_due.ask_who_is_due(TOMORROW_AT_NINE - timedelta(seconds=1)) == 0
    assert checkin_comes_due.ask_who_is_due(TOMORROW_AT_NINE) == 1
    assert kept(cast) == rhythms.Kept(When(ONCE, 9), None, TOMORROW_AT_NINE, False)
    assert says(cast, TOMORROW_AT_NINE + timedelta(hours=1))
    assert kept(cast) == rhythms.Kept(When(ONCE, 9), None, None, False)
    assert checkin_comes_due.ask_who_is_due(now + timedelta(days=30)) == 0


def test_who_opened_tomorrow_before_answering_is_asked_like_everyone(cast: Cast, now: datetime) -> None:
    checkin_comes_due.outlook(cast.member.id, is_open=True)
    assert kept(cast).due_at is None
    assert says(cast, now)
    assert kept(cast) == rhythms.Kept(When(ONCE, 9), TOMORROW_AT_NINE, None, True)


def test_a_due_question_is_asked_by_one_worker_and_owes_one_note(cast: Cast, now: datetime) -> None:
    says(cast, now)
    (question,) = rhythms.due(TOMORROW_AT_NINE)
    assert checkin_comes_due.ask_who_is_due(TOMORROW_AT_NINE) == 1
    with turn.write():
        assert not rhythms.ask(question, UTC, TOMORROW_AT_NINE)
    notices = Notice.objects.values_list("program_id", "person_id", "kind")
    assert list(notices) == [(cast.program.id, cast.member.id, "note")]


def test_a_daily_question_comes_at_its_hour_each_day(cast: Cast, now: datetime) -> None:
    checkin_comes_due.choose(cast.member.id, When(DAILY, 18), now)
    this_evening = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
    assert kept(cast).due_at == this_evening
    checkin_comes_due.ask_who_is_due(this_evening)
    assert (kept(cast).asked_at, kept(cast).due_at) == (this_evening, this_evening + timedelta(days=1))


def test_a_worker_that_slept_for_days_asks_once(cast: Cast, now: datetime) -> None:
    checkin_comes_due.choose(cast.member.id, When(DAILY, 18), now)
    late = datetime(2026, 11, 26, 16, 0, tzinfo=UTC)
    assert checkin_comes_due.ask_who_is_due(late) == 1
    assert checkin_comes_due.ask_who_is_due(late) == 0
    assert kept(cast).due_at == datetime(2026, 11, 27, 15, 0, tzinfo=UTC)


def test_who_said_it_unasked_is_not_asked_again_that_day(cast: Cast, now: datetime) -> None:
    checkin_comes_due.choose(cast.member.id, When(DAILY, 18), now)
    says(cast, now)
    assert kept(cast).due_at == datetime(2026, 11, 24, 15, 0, tzinfo=UTC)


def test_who_answered_today_and_then_chooses_is_asked_from_tomorrow(cast: Cast, now: datetime) -> None:
    says(cast, now)
    checkin_comes_due.choose(cast.member.id, When(DAILY, 18), now)
    assert kept(cast).due_at == datetime(2026, 11, 24, 15, 0, tzinfo=UTC)


def test_who_wants_no_more_questions_has_none_waiting(cast: Cast, now: datetime) -> None:
    says(cast, now)
    checkin_comes_due.ask_who_is_due(TOMORROW_AT_NINE)
    checkin_comes_due.choose(cast.member.id, When(NEVER), TOMORROW_AT_NINE)
    assert kept(cast) == rhythms.Kept(When(NEVER), None, None, False)


def test_the_hour_moves_with_the_person(cast: Cast, now: datetime) -> None:
    says(cast, now)
    person_settles_in.set_language(cast.member.id, "en", "America/New_York", now)
    assert kept(cast).due_at == datetime(2026, 11, 24, 14, 0, tzinfo=UTC)


def test_the_day_is_the_one_where_the_person_is(cast: Cast, now: datetime) -> None:
    late = datetime(2026, 11, 23, 22, 0, tzinfo=UTC)  # after midnight in Nairobi
    says(cast, late)
    assert [each.day for each in days.of(cast.member.id)] == [date(2026, 11, 24)]


def test_both_answers_of_a_day_are_kept_and_the_later_one_counts(cast: Cast, now: datetime) -> None:
    later = now + timedelta(hours=3)
    says(cast, now, 1)
    says(cast, later, None, 8)
    assert days.of(cast.member.id) == [Day(TODAY, 1, None, now), Day(TODAY, None, 8, later)]
    assert days.answered(cast.member.id, TODAY) == Day(TODAY, None, 8, later)


def test_a_note_is_sealed_and_opens_for_its_person(cast: Cast, now: datetime) -> None:
    says(cast, now, 2, note="the sink again")
    (row,) = CheckIn.objects.all()
    assert b"sink" not in bytes(row.note)
    (note,) = days.notes(cast.member.id, cast.member.key_id, TODAY)
    assert note.note == "the sink again"


def test_words_of_better_days_are_from_better_days_only(cast: Cast, now: datetime) -> None:
    for number, (word, note) in enumerate([(5, "the sea"), (2, "dark"), (4, ""), (4, "bread")]):
        says(cast, now + timedelta(days=number), word, note=note)
    found = days.words_of_better_days(cast.member.id, cast.member.key_id)
    assert [each.note for each in found] == ["bread", "the sea"]


@pytest.mark.parametrize(("word", "number"), [(0, None), (6, None), (None, 11), (None, None), (3, 11)])
def test_what_nobody_offered_is_not_kept(
    cast: Cast, now: datetime, word: int | None, number: int | None
) -> None:
    assert not says(cast, now, word, number)
    assert days.of(cast.member.id) == []


def test_the_channel_is_only_written_down(cast: Cast, now: datetime) -> None:
    checkin_is_answered.answer(cast.member.id, Said(4, None), "sms", "sw", now)
    assert list(CheckIn.objects.values_list("channel", "language", "word")) == [("sms", "sw", 4)]
