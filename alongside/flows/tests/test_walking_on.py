"""What two who walk together agree, note and are asked: when next, when they met, what while one rests."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from alongside.flows import (
    match_ends,
    meeting_is_noted,
    member_waits_or_meets,
    next_talk_is_said,
    peer_is_here,
)
from alongside.flows.tests.asking import make_ready
from alongside.flows.tests.walking import walk_together
from alongside.matching import meetings, walks
from alongside.matching.models import Meanwhile
from alongside.matching.walks import Next, Walk
from alongside.outbox.models import Notice
from alongside.people import availability
from alongside.talk.access import NotHere
from alongside.workforce import breaks
from alongside.workforce.models import Break
from conftest import Cast

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)

TODAY = date(2026, 11, 23)


@pytest.fixture
def talk(cast: Cast, now: datetime) -> int:
    make_ready(cast.peer, now)
    return walk_together(cast.member, cast.peer, cast.program.key_id, now)


def walk_of(talk: int) -> Walk:
    walk = walks.walk_in(talk)
    assert walk is not None
    return walk


def told() -> list[tuple[int, str]]:
    return list(Notice.objects.order_by("since").values_list("person_id", "kind"))


def test_one_says_a_time_and_the_other_says_yes(cast: Cast, now: datetime, talk: int) -> None:
    at = now + timedelta(hours=30)
    next_talk_is_said.say(cast.peer.id, talk, at, now)
    assert walk_of(talk).next_talk == Next(at, cast.peer.id, agreed=False)
    assert told() == [(cast.member.id, "note")]
    assert not next_talk_is_said.agree(cast.peer.id, talk, at, now)
    assert next_talk_is_said.agree(cast.member.id, talk, at, now)
    assert walk_of(talk).next_talk == Next(at, cast.peer.id, agreed=True)


def test_another_time_takes_the_place_of_the_first(cast: Cast, now: datetime, talk: int) -> None:
    first, second = now + timedelta(hours=30), now + timedelta(hours=50)
    next_talk_is_said.say(cast.peer.id, talk, first, now)
    next_talk_is_said.say(cast.member.id, talk, second, now)
    assert walk_of(talk).next_talk == Next(second, cast.member.id, agreed=False)
    assert not next_talk_is_said.agree(cast.member.id, talk, first, now)
    next_talk_is_said.say(cast.peer.id, talk, second, now)
    assert walk_of(talk).next_talk == Next(second, cast.member.id, agreed=True)
    next_talk_is_said.let_go(cast.member.id, talk)
    assert walk_of(talk).next_talk is None


def test_nobody_else_says_a_time_and_nobody_after_the_end(cast: Cast, now: datetime, talk: int) -> None:
    at = now + timedelta(hours=30)
    with pytest.raises(NotHere):
        next_talk_is_said.say(cast.other_peer.id, talk, at, now)
    match_ends.say_goodbye(cast.member.id, talk, "", now)
    with pytest.raises(NotHere):
        next_talk_is_said.say(cast.member.id, talk, at, now)


def test_a_day_is_noted_once_by_whoever_and_taken_back_by_its_writer(
    cast: Cast, now: datetime, talk: int
) -> None:
    meeting_is_noted.note(cast.peer.id, talk, meetings.MET, TODAY, now)
    meeting_is_noted.note(cast.member.id, talk, meetings.MET, TODAY, now)
    meeting_is_noted.note(cast.member.id, talk, meetings.SPOKE, TODAY - timedelta(days=3), now)
    mine, theirs = reversed(meetings.of(walk_of(talk).id))
    assert [(each.by, each.how, each.on) for each in (mine, theirs)] == [
        (cast.member.id, "spoke", TODAY - timedelta(days=3)),
        (cast.peer.id, "met", TODAY),
    ]
    meeting_is_noted.take_back(cast.member.id, talk, theirs.id)
    assert len(meetings.of(walk_of(talk).id)) == 2
    meeting_is_noted.take_back(cast.member.id, talk, mine.id)
    assert [each.id for each in meetings.of(walk_of(talk).id)] == [theirs.id]


def test_a_break_is_told_to_the_member_who_is_asked_once(cast: Cast, now: datetime, talk: int) -> None:
    until = now + timedelta(days=4)
    peer_is_here.rests(cast.program.id, cast.peer.id, until, now, "My sister marries.")
    asked = member_waits_or_meets.asked(walk_of(talk), cast.member.id, TODAY)
    assert asked is not None
    assert (asked.words(), asked.back_on) == ("My sister marries.", date(2026, 11, 27))
    assert member_waits_or_meets.asked(walk_of(talk), cast.peer.id, TODAY) is None
    assert told() == [(cast.member.id, "note")]
    assert b"sister" not in bytes(Break.objects.get().words)
    member_waits_or_meets.answer(cast.member.id, talk, "wait", TODAY, now)
    assert member_waits_or_meets.asked(walk_of(talk), cast.member.id, TODAY) is None
    assert list(Meanwhile.objects.values_list("answer", flat=True)) == ["wait"]
    assert walk_of(talk).ended_at is None


def test_the_next_break_is_asked_about_again(cast: Cast, now: datetime, talk: int) -> None:
    for days in (4, 9):
        peer_is_here.rests(cast.program.id, cast.peer.id, now + timedelta(days=days), now)
        assert member_waits_or_meets.asked(walk_of(talk), cast.member.id, TODAY) is not None
        member_waits_or_meets.answer(cast.member.id, talk, "meanwhile", TODAY, now)
    assert Meanwhile.objects.count() == 2


def test_who_is_back_rests_no_more_and_their_line_goes(cast: Cast, now: datetime, talk: int) -> None:
    until = now + timedelta(days=4)
    peer_is_here.rests(cast.program.id, cast.peer.id, until, now, "My sister marries.")
    assert breaks.of(cast.peer.id, date(2026, 11, 27)) is None
    peer_is_here.comes_back(cast.peer.id, now)
    assert breaks.of(cast.peer.id, TODAY) is None
    assert bytes(Break.objects.get().words) == b""
    peer_is_here.rests(cast.program.id, cast.peer.id, until, now)
    peer_is_here.switch_on(cast.program.id, cast.peer.id, None, now)
    assert breaks.of(cast.peer.id, TODAY) is None
    when = availability.when(cast.peer.id)
    assert when is not None
    assert when.break_until is None
