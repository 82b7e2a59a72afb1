"""A next step is its member's: theirs to write, do, change, let go and show."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from alongside.flows import step_is_set
from alongside.steps import next_steps, waits
from alongside.steps.models import NextStep

if TYPE_CHECKING:
    from conftest import Cast

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
TUESDAY = date(2026, 11, 24)


def write(cast: Cast, now: datetime, words: str = "walk to the water", on: date | None = None) -> int:
    step_id = step_is_set.write(cast.member.id, words, on, now)
    assert step_id is not None
    return step_id


def steps(cast: Cast) -> tuple[list[tuple[str, str]], list[tuple[str, str, str]]]:
    going, past = next_steps.of(cast.member.id, cast.member.key_id)
    return [(one.words, one.state) for one in going], [(one.words, one.state, one.became) for one in past]


def test_a_step_is_sealed_and_read_again_by_its_person(cast: Cast, now: datetime) -> None:
    write(cast, now)
    (row,) = NextStep.objects.all()
    assert b"water" not in bytes(row.words)
    assert steps(cast) == ([("walk to the water", "open")], [])


def test_done_and_let_go_are_kept_alike(cast: Cast, now: datetime) -> None:
    one, other = write(cast, now, "one"), write(cast, now, "other")
    assert step_is_set.done(cast.member.id, one, now)
    assert step_is_set.let_go(cast.member.id, other, now + timedelta(hours=1))
    assert steps(cast) == ([], [("other", "let_go", ""), ("one", "done", "")])


def test_a_changed_step_says_what_it_became(cast: Cast, now: datetime) -> None:
    step_id = write(cast, now)
    step_is_set.share(cast.member.id, step_id, True)
    assert step_is_set.changed(cast.member.id, step_id, "sit by the door", TUESDAY, now)
    assert steps(cast) == (
        [("sit by the door", "open")],
        [("walk to the water", "changed", "sit by the door")],
    )
    assert [one.words for one in next_steps.shared_by(cast.member.id)] == ["sit by the door"]


def test_what_is_closed_stays_closed(cast: Cast, now: datetime) -> None:
    step_id = write(cast, now)
    step_is_set.done(cast.member.id, step_id, now)
    assert not step_is_set.let_go(cast.member.id, step_id, now)
    assert not step_is_set.changed(cast.member.id, step_id, "something else", None, now)
    assert not step_is_set.share(cast.member.id, step_id, True)
    assert steps(cast) == ([], [("walk to the water", "done", "")])


def test_nobody_else_can_touch_it(cast: Cast, now: datetime) -> None:
    step_id = write(cast, now)
    for other in (cast.peer.id, cast.other_member.id, cast.coordinator.id):
        assert not step_is_set.done(other, step_id, now)
        assert not step_is_set.changed(other, step_id, "pray", None, now)
        assert not step_is_set.share(other, step_id, True)
    assert steps(cast) == ([("walk to the water", "open")], [])


def test_only_what_is_shared_and_open_is_shown(cast: Cast, now: datetime) -> None:
    mine, ours, over = (write(cast, now, words) for words in ("mine", "ours", "over"))
    for step_id in (ours, over):
        step_is_set.share(cast.member.id, step_id, True)
    step_is_set.done(cast.member.id, over, now)
    shown = next_steps.shared_by(cast.member.id)
    assert [one.id for one in shown] == [ours]
    step_is_set.share(cast.member.id, ours, False)
    assert next_steps.shared_by(cast.member.id) == []
    assert next_steps.one(cast.member.id, cast.member.key_id, mine) is not None


def test_steps_with_a_near_day_come_first(cast: Cast, now: datetime) -> None:
    write(cast, now, "some day")
    write(cast, now, "next week", TUESDAY + timedelta(days=7))
    write(cast, now, "tomorrow", TUESDAY)
    assert [words for words, _ in steps(cast)[0]] == ["tomorrow", "next week", "some day"]


def test_at_home_only_todays_step_is_told(cast: Cast, now: datetime) -> None:
    write(cast, now, "tomorrow", TUESDAY)
    today = waits.at_home(cast.member.id, cast.member.key_id, now.date(), now)
    assert today == waits.Waits()
    tomorrow = waits.at_home(cast.member.id, cast.member.key_id, TUESDAY, now)
    assert tomorrow == waits.Waits(planned="tomorrow")
