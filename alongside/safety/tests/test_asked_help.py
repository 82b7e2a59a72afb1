"""Someone to come or ring: kept where somebody’s turn it is, traced when read, gone with its person."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from alongside.base import turn
from alongside.flows import (
    help_is_asked,
    night_letter_is_written,
    person_asks_for_deletion,
    plan_is_written,
    words_are_kept,
)
from alongside.flows.tests.walking import walk_together
from alongside.outbox.models import Notice
from alongside.people import traces
from alongside.rules.duty import Stretch
from alongside.safety import asked_help, duty
from alongside.safety.models import HelpAsked, KeptWords, NightLetter, Plan
from alongside.safety.tests.test_own_words import says, visitor

if TYPE_CHECKING:
    from alongside.people.models import Person
    from conftest import Cast

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)


def on_duty(cast: Cast, person: Person) -> None:
    """Every day, the whole day."""
    with turn.write():
        duty.write_rota(cast.program.id, [Stretch(person.id, day, 0, 1440) for day in range(7)])


def test_with_nobodys_turn_nothing_is_kept(cast: Cast, now: datetime) -> None:
    who = visitor(cast.member, now)
    turns = help_is_asked.answering(cast.program.id, cast.program.time_zone, now)
    assert turns == []
    assert help_is_asked.ring(who, "Ring me on 0700 000 000.", turns, now) is False
    assert help_is_asked.talk_with(who, turns, now) is None
    assert (HelpAsked.objects.count(), Notice.objects.count()) == (0, 0)


def test_it_goes_to_whose_turn_it_is_and_reading_leaves_a_trace(cast: Cast, now: datetime) -> None:
    on_duty(cast, cast.supervisor)
    who = visitor(cast.member, now)
    turns = help_is_asked.answering(cast.program.id, cast.program.time_zone, now)
    assert help_is_asked.ring(who, "Amina, by the well. 0700 000 000.", turns, now) is True
    assert help_is_asked.ring(who, "Once more.", turns, now) is False
    assert b"well" not in bytes(HelpAsked.objects.get().words)
    assert {each.person_id for each in Notice.objects.all()} == {cast.supervisor.id}
    (asked,) = asked_help.open_in(cast.program.id)
    assert traces.of(cast.member.id) == []
    words, _ = help_is_asked.read(cast.coordinator.id, asked, now)
    assert words == "Amina, by the well. 0700 000 000."
    assert [(seen.by, seen.what, seen.about) for seen in traces.of(cast.member.id)] == [
        (cast.coordinator.id, "help_read", asked.id)
    ]


def test_the_member_sees_who_took_it_and_reads_the_note(cast: Cast, now: datetime) -> None:
    on_duty(cast, cast.supervisor)
    who = visitor(cast.member, now)
    help_is_asked.ring(
        who, "Ring me.", help_is_asked.answering(cast.program.id, cast.program.time_zone, now), now
    )
    (asked,) = asked_help.open_in(cast.program.id)
    later = now + timedelta(minutes=4)
    help_is_asked.take(cast.supervisor.id, asked, later)
    help_is_asked.take(cast.coordinator.id, asked, later)
    seen = asked_help.newest_of(cast.member.id, later)
    assert seen is not None
    assert (seen.taken_by, seen.taken_at) == (cast.supervisor.id, later)
    assert {each.kind for each in Notice.objects.filter(person_id=cast.member.id)} == {"note"}
    assert help_is_asked.close(cast.coordinator.id, asked, "not mine", later) is False
    assert help_is_asked.close(cast.supervisor.id, asked, "We spoke. I come on Tuesday.", later) is True
    assert asked_help.words_of(asked.id, cast.member.key_id)[1] == "We spoke. I come on Tuesday."
    assert asked_help.open_in(cast.program.id) == []
    assert asked_help.newest_of(cast.member.id, later) is not None
    assert asked_help.newest_of(cast.member.id, later + timedelta(days=8)) is None


def test_a_wish_to_talk_waits_until_one_of_the_team_comes_in(cast: Cast, now: datetime) -> None:
    on_duty(cast, cast.supervisor)
    who = visitor(cast.member, now)
    turns = help_is_asked.answering(cast.program.id, cast.program.time_zone, now)
    talk = help_is_asked.talk_with(who, turns, now)
    assert talk is not None
    assert help_is_asked.talk_with(who, turns, now) == talk
    (asked,) = asked_help.open_in(cast.program.id)
    assert (asked.wants_a_talk, asked.to) == (True, cast.supervisor.id)
    assert help_is_asked.take(cast.supervisor.id, asked, now) == talk
    assert asked_help.open_in(cast.program.id) == []


def test_it_is_taken_back_without_a_reason(cast: Cast, now: datetime) -> None:
    on_duty(cast, cast.supervisor)
    who = visitor(cast.member, now)
    help_is_asked.ring(
        who, "Ring me.", help_is_asked.answering(cast.program.id, cast.program.time_zone, now), now
    )
    (asked,) = asked_help.open_in(cast.program.id)
    assert help_is_asked.take_back(cast.other_member.id, asked.id) is False
    assert help_is_asked.take_back(cast.member.id, asked.id) is True
    assert HelpAsked.objects.count() == 0


def test_nothing_of_it_outlives_the_one_who_wrote_it(cast: Cast, now: datetime) -> None:
    on_duty(cast, cast.supervisor)
    walk = walk_together(cast.member, cast.peer, cast.program.key_id, now)
    who, peer = visitor(cast.member, now), visitor(cast.peer, now)
    plan_is_written.keep(who, {"alone": "Tea."}, True, now)
    words_are_kept.keep(who, walk, says(cast.member.id, walk, "mine", now), now)
    help_is_asked.ring(
        who, "Ring me.", help_is_asked.answering(cast.program.id, cast.program.time_zone, now), now
    )
    night_letter_is_written.write(peer, "en", "I was awake too.", now)
    person_asks_for_deletion.delete(cast.member.id, now)
    person_asks_for_deletion.delete(cast.peer.id, now)
    tables = (Plan, KeptWords, HelpAsked, NightLetter)
    assert [table._default_manager.count() for table in tables] == [0, 0, 0, 0]
