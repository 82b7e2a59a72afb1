"""A few questions: after the first talk, at their times, after one talk in four; never in a talk."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from alongside.base import turn
from alongside.flows import match_ends, questions_are_answered, questions_come_due, team_talk_begins
from alongside.flows.questions_come_due import Watch
from alongside.flows.tests.walking import walk_together
from alongside.rules.measures import AFTER_TALK, BRIEF, FIRST, UNDERSTOOD, VERSION, WEEKS6
from alongside.safety.models import Backup, HelpAsked, Report
from alongside.steps import questions
from alongside.steps.models import MeasureAnswer, Questions
from alongside.talk import access
from alongside.talk import writes as talk

if TYPE_CHECKING:
    from conftest import Cast

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
HALF_AN_HOUR, DAY = timedelta(minutes=30), timedelta(days=1)


@pytest.fixture
def conversation(cast: Cast, now: datetime) -> int:
    return walk_together(cast.member, cast.peer, cast.program.key_id, now - DAY)


def say(cast: Cast, conversation: int, at: datetime) -> None:
    with turn.write():
        room, seat = access.room_for(cast.member.id, conversation, lock=True)
        talk.append([talk.Line(room, seat, str(at.timestamp()).encode()[:16].rjust(16), "hello")], at)


def look(now: datetime) -> int:
    return Watch().follow(now)


def owed() -> list[tuple[str, str, datetime]]:
    rows = Questions.objects.filter(answered_at=None).order_by("due_at")
    return list(rows.values_list("kind", "occasion", "due_at"))


def answer(cast: Cast, kind: str, at: datetime, **given: int) -> bool:
    return questions_are_answered.answer(cast.member.id, kind, given, "web", "en", at)


def talks(cast: Cast, conversation: int, first: datetime, count: int) -> datetime:
    """So many talks, one a day, each looked at when it is over; when the last one was over."""
    over = first
    for number in range(count):
        over = first + number * DAY + HALF_AN_HOUR
        say(cast, conversation, first + number * DAY)
        look(over)
    return over


def test_nothing_is_asked_before_a_talk_or_in_one(cast: Cast, conversation: int, now: datetime) -> None:
    assert look(now) == 0
    say(cast, conversation, now)
    assert questions_come_due.is_talking(cast.member.id, now + timedelta(minutes=29))
    assert look(now + timedelta(minutes=29)) == 0
    assert owed() == []


def test_the_three_wait_when_the_first_talk_is_over(cast: Cast, conversation: int, now: datetime) -> None:
    say(cast, conversation, now)
    over = now + HALF_AN_HOUR
    assert look(over) == 1
    assert not questions_come_due.is_talking(cast.member.id, over)
    assert owed() == [(BRIEF, FIRST, over)]
    assert questions.waiting(cast.peer.id, over) is None


def test_a_second_worker_owes_nothing_twice(cast: Cast, conversation: int, now: datetime) -> None:
    say(cast, conversation, now)
    assert [look(now + HALF_AN_HOUR), look(now + HALF_AN_HOUR + timedelta(minutes=1))] == [1, 0]
    assert len(owed()) == 1


def test_one_watch_looks_at_each_talk_once(cast: Cast, conversation: int, now: datetime) -> None:
    watch = Watch()
    say(cast, conversation, now)
    assert [watch.follow(now), watch.follow(now + HALF_AN_HOUR), watch.follow(now + DAY)] == [0, 1, 0]


def test_answers_are_kept_with_how_they_were_asked(cast: Cast, conversation: int, now: datetime) -> None:
    over = talks(cast, conversation, now, 1)
    assert answer(cast, BRIEF, over, lonely=2, hope=0)
    kept = MeasureAnswer.objects.order_by("item")
    assert list(kept.values_list("item", "value", "channel", "language", "scorer")) == [
        ("hope", 0, "web", "en", VERSION),
        ("lonely", 2, "web", "en", VERSION),
    ]
    assert owed() == [(BRIEF, WEEKS6, over + timedelta(days=42))]


def test_skipping_leaves_no_number_and_the_next_come_at_their_time(
    cast: Cast, conversation: int, now: datetime
) -> None:
    over = talks(cast, conversation, now, 1)
    assert answer(cast, BRIEF, over)
    assert not answer(cast, BRIEF, over, hope=5)
    assert MeasureAnswer.objects.count() == 0
    assert owed() == [(BRIEF, WEEKS6, over + timedelta(days=42))]


def test_what_nobody_answered_lapses_without_a_number(cast: Cast, conversation: int, now: datetime) -> None:
    over = talks(cast, conversation, now, 1)
    assert look(over + timedelta(days=14)) == 1
    assert questions.waiting(cast.member.id, over + timedelta(days=14)) is None
    assert MeasureAnswer.objects.count() == 0
    assert owed() == [(BRIEF, WEEKS6, over + timedelta(days=42))]


def test_what_was_not_offered_is_not_kept(cast: Cast, conversation: int, now: datetime) -> None:
    over = talks(cast, conversation, now, 1)
    assert answer(cast, BRIEF, over, lonely=9, heard=3, hope=7)
    assert list(MeasureAnswer.objects.values_list("item", "value")) == [("hope", 7)]


def test_one_talk_in_four_is_asked_about(cast: Cast, conversation: int, now: datetime) -> None:
    talks(cast, conversation, now, 3)
    assert [occasion for _, occasion, _ in owed()] == [FIRST]
    fourth = talks(cast, conversation, now + 3 * DAY, 1)
    assert owed()[-1] == (UNDERSTOOD, AFTER_TALK, fourth)
    assert answer(cast, UNDERSTOOD, fourth, heard=4)
    talks(cast, conversation, now + 4 * DAY, 3)
    assert Questions.objects.filter(kind=UNDERSTOOD).count() == 1
    talks(cast, conversation, now + 7 * DAY, 1)
    assert Questions.objects.filter(kind=UNDERSTOOD).count() == 2


@pytest.mark.parametrize("how", ["block", "report", "help", "backup", "team"])
def test_a_talk_that_went_hard_is_not_asked_about(
    cast: Cast, conversation: int, now: datetime, how: str
) -> None:
    talks(cast, conversation, now, 3)
    said = now + 3 * DAY
    say(cast, conversation, said)
    then = said + timedelta(minutes=5)
    where = {"program_id": cast.program.id}
    if how == "block":
        match_ends.block(cast.member.id, conversation, then)
    elif how == "report":
        Report.objects.create(**where, key_id=1, conversation_id=conversation, choice="other", at=then)
    elif how == "help":
        HelpAsked.objects.create(**where, person=cast.member, words=b"x", made_at=then)
    elif how == "backup":
        Backup.objects.create(**where, conversation_id=conversation, peer=cast.peer, made_at=then)
    else:
        team_talk_begins.begin(cast.program.id, cast.supervisor.id, cast.member.id, then)
    assert look(said + HALF_AN_HOUR) == 0
    assert Questions.objects.filter(kind=UNDERSTOOD).count() == 0


def test_a_goodbye_is_no_reason_not_to_ask(cast: Cast, conversation: int, now: datetime) -> None:
    talks(cast, conversation, now, 3)
    said = now + 3 * DAY
    say(cast, conversation, said)
    match_ends.say_goodbye(cast.member.id, conversation, "Thank you.", said)
    assert look(said + HALF_AN_HOUR) == 1


def test_after_a_hard_first_talk_the_three_wait_a_day(cast: Cast, conversation: int, now: datetime) -> None:
    say(cast, conversation, now)
    HelpAsked.objects.create(program_id=cast.program.id, person=cast.member, words=b"x", made_at=now)
    look(now + HALF_AN_HOUR)
    assert owed() == [(BRIEF, FIRST, now + HALF_AN_HOUR + DAY)]
    assert questions.waiting(cast.member.id, now + HALF_AN_HOUR) is None
