"""After a kind ending each may leave a line, and the member may say that it helped. Never after a block."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from alongside.flows import line_is_left, match_ends, person_asks_for_deletion
from alongside.flows.tests.walking import walk_together
from alongside.matching import parting, walks
from alongside.matching.models import PartingLine, ThatHelped
from alongside.outbox.models import Notice
from alongside.talk.access import NotHere
from conftest import Cast

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)

TODAY = date(2026, 11, 23)
BRAVE = "You kept asking until somebody listened."


@pytest.fixture
def talk(cast: Cast, now: datetime) -> int:
    """A talk that ended with a goodbye."""
    number = walk_together(cast.member, cast.peer, cast.program.key_id, now)
    match_ends.say_goodbye(cast.member.id, number, "", now)
    return number


def lines(talk: int) -> dict[int, str]:
    walk = walks.walk_in(talk)
    assert walk is not None
    return parting.lines(walk.id)


def test_each_leaves_one_line_and_may_write_it_anew(cast: Cast, now: datetime, talk: int) -> None:
    line_is_left.leave(cast.peer.id, talk, "You are funny.", now)
    line_is_left.leave(cast.peer.id, talk, BRAVE, now)
    line_is_left.leave(cast.member.id, talk, "Your patience.", now)
    assert lines(talk) == {cast.peer.id: BRAVE, cast.member.id: "Your patience."}
    assert b"asking" not in b"".join(bytes(row.words) for row in PartingLine.objects.all())
    line_is_left.leave(cast.member.id, talk, "", now)
    assert lines(talk) == {cast.peer.id: BRAVE}


def test_a_line_goes_with_its_writer_and_the_other_s_stays(cast: Cast, now: datetime, talk: int) -> None:
    line_is_left.leave(cast.peer.id, talk, BRAVE, now)
    line_is_left.leave(cast.member.id, talk, "Your patience.", now)
    person_asks_for_deletion.delete(cast.member.id, now)
    assert lines(talk) == {cast.peer.id: BRAVE}


def test_no_line_while_they_walk_and_none_from_others(cast: Cast, now: datetime, talk: int) -> None:
    going_on = walk_together(cast.other_member, cast.peer, cast.program.key_id, now)
    for person, number in ((cast.other_member, going_on), (cast.other_peer, talk)):
        with pytest.raises(NotHere):
            line_is_left.leave(person.id, number, BRAVE, now)


def test_after_a_block_nothing_is_left_or_shown(cast: Cast, now: datetime, talk: int) -> None:
    assert line_is_left.that_helped(cast.member.id, talk, "It did.", now)
    (left,) = line_is_left.waiting_for(cast.peer.id, TODAY)
    match_ends.block(cast.peer.id, talk, now)
    assert line_is_left.waiting_for(cast.peer.id, TODAY) == []
    with pytest.raises(NotHere):
        line_is_left.kind_words(cast.peer.id, left.id, TODAY)
    with pytest.raises(NotHere):
        line_is_left.leave(cast.member.id, talk, BRAVE, now)


def test_that_it_helped_is_said_once_and_waits_on_the_desk(cast: Cast, now: datetime, talk: int) -> None:
    later = now + timedelta(days=100)
    with pytest.raises(NotHere):
        line_is_left.that_helped(cast.peer.id, talk, "", now)
    assert line_is_left.that_helped(cast.member.id, talk, "I sleep.", later)
    assert not line_is_left.that_helped(cast.member.id, talk, "I sleep.", later)
    assert list(Notice.objects.values_list("person_id", "kind")) == [(cast.peer.id, "desk")]
    (left,) = line_is_left.waiting_for(cast.peer.id, TODAY)
    assert left.words == ""
    line_is_left.open_it(cast.peer.id, left.id, TODAY, later)
    assert line_is_left.kind_words(cast.peer.id, left.id, TODAY).words == "I sleep."
    assert line_is_left.waiting_for(cast.peer.id, TODAY) == []
    assert b"sleep" not in bytes(ThatHelped.objects.get().words)


def test_it_is_not_shown_before_the_day_the_peer_chose(cast: Cast, now: datetime, talk: int) -> None:
    line_is_left.that_helped(cast.member.id, talk, "I sleep.", now)
    (left,) = line_is_left.waiting_for(cast.peer.id, TODAY)
    chosen = TODAY + timedelta(days=7)
    line_is_left.choose_day(cast.peer.id, left.id, chosen, TODAY)
    assert line_is_left.waiting_for(cast.peer.id, chosen - timedelta(days=1)) == []
    with pytest.raises(NotHere):
        line_is_left.open_it(cast.peer.id, left.id, chosen - timedelta(days=1), now)
    assert [each.id for each in line_is_left.waiting_for(cast.peer.id, chosen)] == [left.id]


def test_nobody_else_opens_it(cast: Cast, now: datetime, talk: int) -> None:
    line_is_left.that_helped(cast.member.id, talk, "I sleep.", now)
    (left,) = line_is_left.waiting_for(cast.peer.id, TODAY)
    with pytest.raises(NotHere):
        line_is_left.open_it(cast.other_peer.id, left.id, TODAY, now)


def test_who_may_know_each_other_leave_no_line(cast: Cast, now: datetime) -> None:
    number = walk_together(cast.other_member, cast.peer, cast.program.key_id, now)
    match_ends.we_may_know_each_other(cast.peer.id, number, now)
    match_ends.answer_if_known(cast.peer.id, number, carries_on=False, now=now)
    assert not line_is_left.may_be_left(walks.walk_in(number))
