"""Who is away is told once, neutrally; who is here is not; a note that does not go is tried again."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connections

from alongside.base import turn
from alongside.channels.email.post import Email, Server
from alongside.channels.tests.mail_server import Box, mail_server
from alongside.flows import notes_are_sent, person_asks_for_deletion
from alongside.flows.notes_are_sent import has_looked, send_what_is_due
from alongside.flows.tests.telling import Pigeon, leave_an_address, pigeon, rosa, tell
from alongside.outbox import notices, ways
from alongside.outbox.models import Notice
from alongside.people import handles, sessions
from alongside.rules import sending
from alongside.rules.channel import Carried
from alongside.rules.sending import ADDRESS, LATER, NEVER, REFUSED, SILENT, UNSURE
from conftest import Cast

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)

MINUTE = timedelta(minutes=1)
fixtures = (pigeon, rosa)


def test_who_is_away_is_told_once_until_they_have_looked(
    cast: Cast, now: datetime, pigeon: Pigeon, rosa: str
) -> None:
    for _ in range(3):
        tell(cast, cast.peer.id, "desk", now)
    assert [send_what_is_due(now + each * MINUTE) for each in range(4)] == [1, 0, 0, 0]
    assert [(note.kind, note.to, note.number) for note in pigeon.carried] == [("desk", rosa, "")]
    tell(cast, cast.peer.id, "desk", now + 60 * MINUTE)
    assert send_what_is_due(now + 60 * MINUTE) == 0
    has_looked(cast.peer.id)
    tell(cast, cast.peer.id, "desk", now + 90 * MINUTE)
    assert send_what_is_due(now + 90 * MINUTE) == 1
    assert pigeon.whom() == [rosa, rosa]
    assert pigeon.carried[0].ref != pigeon.carried[1].ref


def test_who_is_here_is_not_told_and_once_away_is(
    cast: Cast, now: datetime, pigeon: Pigeon, rosa: str
) -> None:
    with turn.write():
        sessions.sign_in(cast.peer, now)
    tell(cast, cast.peer.id, "desk", now)
    assert [send_what_is_due(now + each * MINUTE) for each in (0, 2, 4, 6, 8, 10, 12, 14)] == [0] * 8
    assert pigeon.whom() == []
    assert send_what_is_due(now + 16 * MINUTE) == 1


def test_who_looked_meanwhile_is_not_told(cast: Cast, now: datetime, pigeon: Pigeon, rosa: str) -> None:
    with turn.write():
        sessions.sign_in(cast.peer, now)
    tell(cast, cast.peer.id, "desk", now)
    assert send_what_is_due(now) == 0
    has_looked(cast.peer.id)
    assert [send_what_is_due(now + each * MINUTE) for each in range(2, 60, 2)] == [0] * 29
    tell(cast, cast.peer.id, "desk", now + 60 * MINUTE)
    assert send_what_is_due(now + 60 * MINUTE) == 1, "there was someone to tell"


def test_a_look_at_a_talk_leaves_what_waits_on_the_desk(
    cast: Cast, now: datetime, pigeon: Pigeon, rosa: str
) -> None:
    tell(cast, cast.peer.id, "desk", now)
    has_looked(cast.peer.id, on_a_talk=True)
    assert send_what_is_due(now) == 1
    has_looked(cast.peer.id, on_a_talk=True)  # they came after the note: they have looked
    assert notices.standing(cast.peer.id) is None


def test_looking_writes_nothing_where_nothing_waits(
    cast: Cast, now: datetime, django_assert_num_queries: Callable[[int], object]
) -> None:
    with django_assert_num_queries(1):  # type: ignore[attr-defined]  # a context
        has_looked(cast.member.id)


def test_who_left_no_address_is_owed_nothing(cast: Cast, now: datetime, pigeon: Pigeon) -> None:
    tell(cast, cast.member.id, "note", now)
    tell(cast, cast.peer.id, "desk", now)
    assert send_what_is_due(now) == 0
    assert Notice.objects.count() == 0


def test_without_a_way_out_nothing_is_owed_and_nothing_waits_for_one(
    cast: Cast, now: datetime, rosa: str
) -> None:
    tell(cast, cast.peer.id, "desk", now)
    assert send_what_is_due(now) == 0
    assert Notice.objects.count() == 0


def test_an_address_that_is_not_proved_gets_its_number_and_nothing_else(
    cast: Cast, now: datetime, pigeon: Pigeon
) -> None:
    leave_an_address(cast, "amina@example.org", now, proved=False)
    tell(cast, cast.member.id, "note", now)
    assert send_what_is_due(now) == 0
    with turn.write():
        sessions.sign_in(cast.member, now)  # they sit before the page that asks for the number
        notices.tell_at_once(cast.program.id, cast.member.id, "number", now)
    assert send_what_is_due(now) == 1
    left = handles.left_by(cast.member.id, cast.member.key_id)
    assert left is not None
    assert [(note.kind, note.to, note.number) for note in pigeon.carried] == [
        ("number", "amina@example.org", handles.number(left.id))
    ]


def test_what_is_for_a_desk_never_goes_to_an_address_left_for_notes(
    cast: Cast, now: datetime, pigeon: Pigeon
) -> None:
    leave_an_address(cast, "amina@example.org", now)
    tell(cast, cast.member.id, "desk", now)
    assert send_what_is_due(now) == 0
    tell(cast, cast.member.id, "note", now)
    assert send_what_is_due(now) == 1
    assert [(note.kind, note.to) for note in pigeon.carried] == [("note", "amina@example.org")]


def test_not_now_is_tried_again_after_growing_waits_and_then_it_goes(
    cast: Cast, now: datetime, pigeon: Pigeon, rosa: str
) -> None:
    pigeon.answers = [Carried(LATER, ADDRESS), Carried(LATER, SILENT)]
    tell(cast, cast.peer.id, "desk", now)
    went = [minute for minute in range(12) if (send_what_is_due(now + minute * MINUTE), pigeon.whom())[0]]
    assert (went, len(pigeon.carried)) == ([6], 3)  # at 0, 1 and 6
    assert len({note.ref for note in pigeon.carried}) == 1
    assert notices.could_not_be_sent(cast.program.id) == {}


def test_never_is_given_up_at_once_and_the_team_sees_the_reason(
    cast: Cast, now: datetime, pigeon: Pigeon, rosa: str
) -> None:
    pigeon.answers = [Carried(NEVER, ADDRESS)]
    tell(cast, cast.peer.id, "desk", now)
    assert [send_what_is_due(now + each * MINUTE) for each in range(30)] == [0] * 30
    assert len(pigeon.carried) == 1
    assert notices.could_not_be_sent(cast.program.id) == {ADDRESS: 1}
    assert notices.could_not_be_sent(cast.elsewhere.id) == {}
    has_looked(cast.peer.id)
    standing = notices.standing(cast.peer.id)
    assert standing is not None
    assert (standing.trouble, standing.failed_at) == (ADDRESS, now), "looking mends no address"


def test_an_address_that_failed_is_tried_anew_a_day_later_and_is_well_again(
    cast: Cast, now: datetime, pigeon: Pigeon, rosa: str
) -> None:
    pigeon.answers = [Carried(NEVER, ADDRESS)]
    tell(cast, cast.peer.id, "desk", now)
    send_what_is_due(now)
    tell(cast, cast.peer.id, "desk", now + timedelta(hours=23))
    assert send_what_is_due(now + timedelta(hours=23)) == 0
    tell(cast, cast.peer.id, "desk", now + timedelta(hours=24))
    assert send_what_is_due(now + timedelta(hours=24)) == 1
    assert notices.could_not_be_sent(cast.program.id) == {}


def test_a_server_that_is_down_for_a_day_is_given_up(
    cast: Cast, now: datetime, pigeon: Pigeon, rosa: str
) -> None:
    pigeon.answers = [Carried(LATER, REFUSED)] * 100
    tell(cast, cast.peer.id, "desk", now)
    for each in range(0, 3 * 24 * 60, 5):
        send_what_is_due(now + each * MINUTE)
    assert len(pigeon.carried) < 15
    assert notices.could_not_be_sent(cast.program.id) == {REFUSED: 1}


def test_a_crash_between_sending_and_writing_it_down_repeats_it_once_at_most(
    cast: Cast, now: datetime, pigeon: Pigeon, rosa: str
) -> None:
    def dies() -> None:
        raise SystemExit

    pigeon.meanwhile = dies
    tell(cast, cast.peer.id, "desk", now)
    crashes = 0
    for minute in range(0, 3 * 24 * 60, 5):
        try:
            send_what_is_due(now + minute * MINUTE)
        except SystemExit:
            crashes += 1
    assert (crashes, pigeon.whom()) == (2, [rosa, rosa])
    assert len({note.ref for note in pigeon.carried}) == 1


def test_not_knowing_whether_it_went_repeats_it_once_at_most(
    cast: Cast, now: datetime, pigeon: Pigeon, rosa: str
) -> None:
    pigeon.answers = [Carried(UNSURE, SILENT)] * 100
    tell(cast, cast.peer.id, "desk", now)
    for minute in range(0, 3 * 24 * 60, 5):
        send_what_is_due(now + minute * MINUTE)
    assert len(pigeon.carried) == sending.SENT_AT_MOST


def test_two_workers_at_once_send_it_once(
    cast: Cast, now: datetime, pigeon: Pigeon, rosa: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(cast, cast.peer.id, "desk", now)
    both_have_seen_it = threading.Barrier(2)
    told_at = handles.told_at

    def together(wanted: object) -> object:
        found = told_at(wanted)  # type: ignore[arg-type]  # handed through
        both_have_seen_it.wait(10)
        return found

    monkeypatch.setattr(handles, "told_at", together)
    sent: list[int] = []

    def work() -> None:
        try:
            sent.append(send_what_is_due(now))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(30)
    assert (sorted(sent), pigeon.whom()) == ([0, 1], [rosa])


def test_over_a_real_socket_a_full_mailbox_today_is_told_later(cast: Cast, now: datetime, rosa: str) -> None:
    with mail_server(Box(answers={"RCPT": ["452 Full", "250 Ok"]})) as box:
        way = Email(Server("127.0.0.1", box.port), "notes@example.org")
        ways.opened(way)
        try:
            tell(cast, cast.peer.id, "desk", now)
            assert [send_what_is_due(now), send_what_is_due(now + MINUTE)] == [0, 1]
        finally:
            ways.closed(way)
    assert [to for to, _ in box.mail] == [rosa]


def test_deletion_takes_the_address_and_the_note(cast: Cast, now: datetime, pigeon: Pigeon) -> None:
    leave_an_address(cast, "amina@example.org", now)
    tell(cast, cast.member.id, "note", now)
    person_asks_for_deletion.delete(cast.member.id, now)
    assert (Notice.objects.count(), handles.told_at([(cast.member.id, "note")])) == (0, {})
    assert notes_are_sent.send_what_is_due(now) == 0
