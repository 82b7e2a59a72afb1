"""A report: what is copied, who may read it, who learns of it, and when its words are gone."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.apps import apps
from django.db import connections

from alongside.base import turn
from alongside.flows import person_asks_for_deletion, report_is_told
from alongside.flows.report_is_told import Written
from alongside.flows.tests.walking import walk_together
from alongside.people import traces
from alongside.rules import report as rules
from alongside.safety import reports
from alongside.safety.reports import Filed, Opened, Passage
from alongside.talk import writes
from alongside.talk.access import NotHere, room_for
from alongside.vault import keys

if TYPE_CHECKING:
    from conftest import Cast

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)

NOTHING = Opened()


@pytest.fixture
def talk(cast: Cast, now: datetime) -> int:
    conversation = walk_together(cast.member, cast.peer, cast.program.key_id, now)
    for i in range(1, 31):
        with turn.write():
            room, _ = room_for(cast.member.id, conversation, lock=True)
            seat = room.seats[i % 2]
            writes.append([writes.Line(room, seat, bytes([i]) * 16, f"line {i}")], now)
    return conversation


def told(cast: Cast, talk: int, now: datetime, *numbers: int, by: int = 0) -> Filed:
    """A report of the member about the peer (or of `by`)."""
    written = Written("unkind", "It went on all week.", numbers)
    number = report_is_told.tell(by or cast.member.id, talk, written, now)
    assert number is not None
    return standing(cast, number)


def standing(cast: Cast, number: int) -> Filed:
    found = reports.one(cast.program.id, number)
    assert found is not None
    return found


def taken(cast: Cast, filed: Filed, now: datetime) -> Filed:
    assert report_is_told.take(filed, cast.supervisor.id, now) is True
    return standing(cast, filed.id)


def traced(person: int) -> list[tuple[int | None, str, int | None]]:
    return [(seen.by, seen.what, seen.about) for seen in traces.of(person)]


def test_the_same_form_twice_at_once_is_one_report(cast: Cast, talk: int, now: datetime) -> None:
    found: list[int | None] = []
    together = threading.Barrier(2, timeout=20)

    def tells() -> None:
        together.wait()
        found.append(report_is_told.tell(cast.member.id, talk, Written("unkind", "Twice.", [1]), now))
        connections.close_all()

    threads = [threading.Thread(target=tells) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert len(found) == 2
    assert [number for number in found if number] == [each.id for each in reports.open_in(cast.program.id)]
    assert len(reports.open_in(cast.program.id)) == 1


def test_the_lines_picked_are_copied_under_a_key_of_its_own(cast: Cast, talk: int, now: datetime) -> None:
    filed = taken(cast, told(cast, talk, now, 2, 3, 29), now)
    assert report_is_told.read(filed, cast.supervisor.id) == Opened(
        words="It went on all week.",
        passages=[
            Passage(2, cast.member.id, "line 2"),
            Passage(3, cast.peer.id, "line 3"),
            Passage(29, cast.peer.id, "line 29"),
        ],
    )
    assert filed.key_id not in {cast.program.key_id, cast.member.key_id, cast.peer.key_id}
    assert (filed.by, filed.about) == (cast.member.id, cast.peer.id)


def test_twenty_lines_are_the_most_and_others_lines_are_not_there(
    cast: Cast, talk: int, now: datetime
) -> None:
    filed = taken(cast, told(cast, talk, now, *range(-3, 99)), now)
    opened = report_is_told.read(filed, cast.supervisor.id)
    assert opened is not None
    assert [each.n for each in opened.passages] == list(range(1, rules.MOST_LINES + 1))


def test_the_same_form_twice_is_one_report(cast: Cast, talk: int, now: datetime) -> None:
    written = Written("unkind", "x", [1])
    assert report_is_told.tell(cast.member.id, talk, written, now) is not None
    assert report_is_told.tell(cast.member.id, talk, written, now + timedelta(seconds=1)) is None
    assert len(reports.open_in(cast.program.id)) == 1


def test_only_who_is_in_the_talk_can_report_from_it(cast: Cast, talk: int, now: datetime) -> None:
    for who in (cast.other_member, cast.supervisor, cast.elsewhere_peer):
        with pytest.raises(NotHere):
            report_is_told.tell(who.id, talk, Written("other", "x", [1]), now)
    assert reports.open_in(cast.program.id) == []


def test_the_team_is_told_but_not_who_it_is_about(cast: Cast, now: datetime) -> None:
    conversation = walk_together(cast.member, cast.coordinator, cast.program.key_id, now)
    told(cast, conversation, now)
    notices = apps.get_model("alongside", "Notice")._default_manager
    assert set(notices.values_list("person_id", flat=True)) == {cast.supervisor.id}


def test_who_it_is_about_can_neither_take_nor_read_it(cast: Cast, now: datetime) -> None:
    conversation = walk_together(cast.member, cast.supervisor, cast.program.key_id, now)
    filed = told(cast, conversation, now)
    refused = (cast.supervisor, cast.other_peer, cast.member, cast.elsewhere_coordinator)
    assert [report_is_told.take(filed, who.id, now) for who in refused] == [False] * 4
    assert report_is_told.may_see(cast.program.id, cast.coordinator.id, filed) is True
    assert report_is_told.take(filed, cast.coordinator.id, now) is True


def test_it_is_read_by_who_took_it_and_by_nobody_else(cast: Cast, talk: int, now: datetime) -> None:
    filed = told(cast, talk, now, 1)
    assert report_is_told.read(filed, cast.supervisor.id) is None
    filed = taken(cast, filed, now)
    assert report_is_told.read(filed, cast.supervisor.id) is not None
    assert report_is_told.read(filed, cast.coordinator.id) is None


def test_reading_leaves_a_trace_for_the_member_and_who_told_it(cast: Cast, talk: int, now: datetime) -> None:
    by_member = told(cast, talk, now, 1, 2)
    assert traced(cast.member.id) == []
    taken(cast, by_member, now)
    assert traced(cast.member.id) == [(cast.supervisor.id, "report_read", by_member.id)]
    assert traced(cast.peer.id) == []
    by_peer = taken(cast, told(cast, talk, now, 1, 2, by=cast.peer.id), now)
    assert traced(cast.peer.id) == [(cast.supervisor.id, "report_read", by_peer.id)]
    assert len(traced(cast.member.id)) == 2


def test_another_of_the_team_can_go_on_with_it_and_leaves_a_trace_too(
    cast: Cast, talk: int, now: datetime
) -> None:
    filed = taken(cast, told(cast, talk, now, 1, 2), now)
    assert report_is_told.take(filed, cast.coordinator.id, now) is True
    assert report_is_told.take(filed, cast.coordinator.id, now) is False
    assert {by for by, _, _ in traced(cast.member.id)} == {cast.supervisor.id, cast.coordinator.id}
    assert standing(cast, filed.id).taken_by == cast.coordinator.id


def test_a_passage_survives_the_other_persons_leaving_until_it_is_closed(
    cast: Cast, talk: int, now: datetime
) -> None:
    filed = told(cast, talk, now, 3)
    person_asks_for_deletion.delete(cast.peer.id, now)
    filed = taken(cast, standing(cast, filed.id), now)
    opened = report_is_told.read(filed, cast.supervisor.id)
    assert opened is not None
    assert [each.text for each in opened.passages] == ["line 3"]
    assert report_is_told.close(filed, cast.supervisor.id, "Talked.", "Thank you.", now) is True
    assert reports.opened(filed.id) == NOTHING
    assert keys.ciphers([filed.key_id]) == {}


def test_who_told_it_reads_what_the_team_says(cast: Cast, talk: int, now: datetime) -> None:
    filed = taken(cast, told(cast, talk, now, 3), now)
    assert report_is_told.close(filed, cast.coordinator.id, "x", "x", now) is False
    assert report_is_told.close(filed, cast.supervisor.id, "Talked with Rosa.", "Thank you.", now) is True
    assert report_is_told.close(filed, cast.supervisor.id, "again", "again", now) is False
    (mine,) = reports.told_by(cast.member.id, talk)
    assert mine.closed_at == now
    opened = reports.opened(mine.id)
    assert (opened.note, opened.for_them) == ("Talked with Rosa.", "Thank you.")


def test_thirty_days_after_closing_the_words_are_gone_for_good(cast: Cast, talk: int, now: datetime) -> None:
    filed = taken(cast, told(cast, talk, now, 3), now)
    open_one = told(cast, talk, now + timedelta(minutes=1), 4)
    report_is_told.close(filed, cast.supervisor.id, "Talked.", "Thank you.", now)
    month = now + rules.KEPT_AFTER_CLOSING
    assert report_is_told.forget_long_closed(month - timedelta(seconds=1)) == 0
    assert reports.opened(filed.id).words == "It went on all week."
    assert report_is_told.forget_long_closed(month) == 1
    assert report_is_told.forget_long_closed(month) == 0
    assert reports.opened(filed.id) == NOTHING
    assert keys.ciphers([filed.key_id, open_one.key_id]).keys() == {open_one.key_id}
    assert standing(cast, filed.id).choice == "unkind"


@pytest.mark.parametrize("who", ["member", "peer"])
def test_a_closed_report_loses_its_words_when_one_of_the_two_goes(
    cast: Cast, talk: int, now: datetime, who: str
) -> None:
    filed = taken(cast, told(cast, talk, now, 3), now)
    report_is_told.close(filed, cast.supervisor.id, "Talked.", "Thank you.", now)
    assert reports.opened(filed.id).words == "It went on all week."
    person_asks_for_deletion.delete(getattr(cast, who).id, now)
    assert reports.opened(filed.id) == NOTHING
    assert keys.ciphers([filed.key_id]) == {}
    assert getattr(cast, who).id not in (standing(cast, filed.id).by, standing(cast, filed.id).about)


def test_when_who_took_it_goes_it_waits_again(cast: Cast, talk: int, now: datetime) -> None:
    filed = taken(cast, told(cast, talk, now, 3), now)
    person_asks_for_deletion.delete(cast.supervisor.id, now)
    assert standing(cast, filed.id).taken_by is None
    assert report_is_told.take(standing(cast, filed.id), cast.coordinator.id, now) is True
