"""One committing writer that honours rights, blocks, pauses, keys and repeats."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from alongside.base import turn
from alongside.base.letterbox import Letterbox
from alongside.flows.message_arrives import Answer, Arrived, Kept, Noted, Refused, Said, Shown, arrive
from alongside.people import sessions
from alongside.safety.models import Block
from alongside.talk import reads, writes
from alongside.vault import keys

if TYPE_CHECKING:
    from alongside.people.models import Person
    from conftest import Cast

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)
STATEMENTS_AT_MOST = 10
NOBODY_READS: frozenset[tuple[int, int]] = frozenset()


class Talk:
    """A conversation of two who are signed in, and ways to speak in it."""

    def __init__(self, one: Person, other: Person, key: int, now: datetime) -> None:
        self.key_ids = keys.make_many(key, 2)
        with turn.write():
            pairs = [(one.id, self.key_ids[0]), (other.id, self.key_ids[1])]
            self.id = writes.begin(one.program_id, pairs, now)
            self.tokens = [sessions.hash_of(sessions.sign_in(person, now)) for person in (one, other)]
        self.program_id = one.program_id

    def said(self, who: int, text: str, client_id: str = "", seen: int = 0) -> Said:
        return Said(self.tokens[who], self.id, client_id or f"line {text}", text, seen)

    def words(self) -> list[tuple[int, int, str | None]]:
        return [(line.n, line.seat, line.text) for line in reads.newest(self.program_id, self.id, count=200)]


@pytest.fixture
def talk(cast: Cast, now: datetime) -> Talk:
    return Talk(cast.member, cast.peer, cast.program.key_id, now)


def outcome(answers: list[Answer]) -> list[int | str]:
    """Numbers of what was kept, reasons of what was not."""
    return [
        answer.n if isinstance(answer, Kept) else answer.why if isinstance(answer, Refused) else "noted"
        for answer in answers
    ]


def test_lines_are_numbered_in_the_order_they_came(talk: Talk, now: datetime) -> None:
    answers = arrive([talk.said(0, "one"), talk.said(1, "two"), talk.said(0, "three")], now, NOBODY_READS)
    assert outcome(answers) == [1, 2, 3]
    assert talk.words() == [(1, 1, "one"), (2, 2, "two"), (3, 1, "three")]


def test_a_repeated_line_is_said_once_and_answered_the_same(talk: Talk, now: datetime) -> None:
    line = talk.said(0, "once", "client-id-1")
    first = arrive([line], now, NOBODY_READS)
    again = arrive([line, talk.said(0, "next")], now + timedelta(minutes=1), NOBODY_READS)
    assert outcome(first) == [1]
    assert outcome(again) == [1, 2]
    assert [answer.fresh for answer in again if isinstance(answer, Kept)] == [False, True]
    assert talk.words() == [(1, 1, "once"), (2, 1, "next")]


def test_a_double_tap_in_one_batch_is_said_once(talk: Talk, now: datetime) -> None:
    line = talk.said(0, "tapped twice", "client-id-2")
    answers = arrive([line, line], now, NOBODY_READS)
    assert outcome(answers) == [1, 1]
    assert [answer.fresh for answer in answers if isinstance(answer, Kept)] == [True, False]
    assert talk.words() == [(1, 1, "tapped twice")]


def test_the_same_client_id_from_two_people_is_two_lines(talk: Talk, now: datetime) -> None:
    answers = arrive(
        [talk.said(0, "mine", "same-id-1"), talk.said(1, "theirs", "same-id-1")], now, NOBODY_READS
    )
    assert outcome(answers) == [1, 2]


def test_who_is_signed_out_says_nothing(talk: Talk, cast: Cast, now: datetime) -> None:
    assert outcome(arrive([talk.said(0, "heard")], now, NOBODY_READS)) == [1]
    with turn.write():
        sessions.sign_out_everywhere(cast.member.id)
    assert outcome(arrive([talk.said(0, "not heard")], now, NOBODY_READS)) == ["signed_out"]
    assert talk.words() == [(1, 1, "heard")]


def test_a_session_that_ran_out_says_nothing(talk: Talk, now: datetime) -> None:
    later = now + sessions.LASTS + timedelta(seconds=1)
    assert outcome(arrive([talk.said(0, "late")], later, NOBODY_READS)) == ["signed_out"]


def test_a_stranger_cannot_tell_a_talk_from_one_that_is_not_there(
    talk: Talk, cast: Cast, now: datetime
) -> None:
    other = Talk(cast.other_member, cast.other_peer, cast.program.key_id, now)
    elsewhere = Talk(cast.elsewhere_member, cast.elsewhere_peer, cast.elsewhere.key_id, now)
    for token in (other.tokens[0], elsewhere.tokens[0]):
        answers = arrive(
            [Said(token, talk.id, "client-id-3", "hello"), Said(token, 12345, "client-id-4", "hello")],
            now,
            NOBODY_READS,
        )
        assert outcome(answers) == ["not_here", "not_here"]
    assert talk.words() == []


def test_a_pause_is_honoured_by_the_transaction_that_stores(talk: Talk, cast: Cast, now: datetime) -> None:
    with turn.write():
        assert writes.pause(talk.id, cast.peer.id)
    assert (
        outcome(arrive([talk.said(0, "wait"), talk.said(1, "me too")], now, NOBODY_READS)) == ["paused"] * 2
    )
    with turn.write():
        assert not writes.go_on(talk.id, cast.member.id)
        assert writes.go_on(talk.id, cast.peer.id)
    assert outcome(arrive([talk.said(0, "wait")], now, NOBODY_READS)) == [1]


def test_a_block_reads_like_an_ending(talk: Talk, cast: Cast, now: datetime) -> None:
    with turn.write():
        Block.objects.create(
            program=cast.program, conversation_id=talk.id, by=cast.member, whom=cast.peer, at=now
        )
    assert outcome(arrive([talk.said(1, "still there?")], now, NOBODY_READS)) == ["ended"]
    other = Talk(cast.other_member, cast.other_peer, cast.program.key_id, now)
    assert outcome(arrive([other.said(0, "not us")], now, NOBODY_READS)) == [1]


def test_an_ended_talk_takes_no_line(talk: Talk, cast: Cast, now: datetime) -> None:
    with turn.write():
        assert writes.close(talk.id, cast.member.id, now)
    assert outcome(arrive([talk.said(0, "one more")], now, NOBODY_READS)) == ["ended"]


def test_a_destroyed_key_refuses_at_once_and_its_words_are_gone(talk: Talk, now: datetime) -> None:
    arrive([talk.said(0, "mine"), talk.said(1, "yours")], now, NOBODY_READS)
    keys.destroy([talk.key_ids[0]], now)
    assert outcome(arrive([talk.said(0, "again"), talk.said(1, "kept")], now, NOBODY_READS)) == [
        "not_here",
        3,
    ]
    assert talk.words() == [(1, 1, None), (2, 2, "yours"), (3, 2, "kept")]


def test_one_bad_line_never_harms_its_neighbours(talk: Talk, now: datetime) -> None:
    def fail_on_bad(items: list[Arrived]) -> list[Answer]:
        answers = arrive(items, now, NOBODY_READS)
        if any(isinstance(item, Said) and item.text == "bad" for item in items):
            raise OSError
        return answers

    def moody(items: list[Arrived]) -> list[Answer]:
        with turn.write():
            return fail_on_bad(items)

    box: Letterbox[Arrived, Answer] = Letterbox(
        lambda items: moody(list(items)), goodbye=connections.close_all
    )
    promises = [box.put(talk.said(0, text)) for text in ("good", "bad", "also good")]
    box.close()
    assert [type(promise.exception()) for promise in promises] == [type(None), OSError, type(None)]
    assert sorted(text or "" for _, _, text in talk.words()) == ["also good", "good"]


def test_a_batch_costs_ten_statements_whether_it_holds_one_line_or_a_hundred(
    cast: Cast, talk: Talk, now: datetime
) -> None:
    others = [Talk(cast.other_member, cast.other_peer, cast.program.key_id, now) for _ in range(3)]
    counts = []
    for size in (1, 100):
        batch: list[Arrived] = [
            each.said(i % 2, f"{size} {i}", seen=1)
            for i in range(size)
            for each in [([talk, *others])[i % 4]]
        ]
        with CaptureQueriesContext(connection) as asked:
            answers = arrive(batch, now, NOBODY_READS)
        assert all(isinstance(answer, Kept) for answer in answers)
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert counts[0] <= STATEMENTS_AT_MOST


def test_many_threads_writing_at_once_leave_one_order_and_lose_nothing(talk: Talk, now: datetime) -> None:
    box: Letterbox[Arrived, Answer] = Letterbox(
        lambda items: arrive(items, now, NOBODY_READS), goodbye=connections.close_all
    )
    numbers: list[int] = []

    def speak(who: int, name: str) -> None:
        for i in range(25):
            answer = box.put(talk.said(who, f"{name} {i}")).result(30)
            assert isinstance(answer, Kept)
            numbers.append(answer.n)

    threads = [threading.Thread(target=speak, args=(i % 2, f"speaker {i}")) for i in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    box.close()
    assert sorted(numbers) == list(range(1, 151))
    said = talk.words()
    assert [n for n, _, _ in said] == list(range(1, 151))
    assert len({text for _, _, text in said}) == 150
    for i in range(6):
        mine = [text for _, _, text in said if text and text.startswith(f"speaker {i} ")]
        assert mine == [f"speaker {i} {k}" for k in range(25)]


def test_what_is_unread_is_owed_once_and_later_where_a_page_is_open(
    talk: Talk, cast: Cast, now: datetime
) -> None:
    from alongside.outbox.models import Delivery

    arrive([talk.said(0, "one"), talk.said(0, "two")], now, NOBODY_READS)
    owed = Delivery.objects.get()
    assert (owed.person_id, owed.n, owed.due_at) == (cast.peer.id, 2, now)
    other = Talk(cast.other_member, cast.other_peer, cast.program.key_id, now)
    arrive([other.said(0, "hello")], now, frozenset({(other.id, cast.other_peer.id)}))
    assert Delivery.objects.get(person=cast.other_peer).due_at == now + timedelta(seconds=30)


def test_how_far_someone_read_never_goes_back_nor_beyond_what_was_said(talk: Talk, now: datetime) -> None:
    arrive([talk.said(0, "one"), talk.said(0, "two")], now, NOBODY_READS)
    for seen, kept in ((2, 2), (1, 2), (99, 2)):
        answer = arrive([Shown(talk.tokens[1], talk.id, seen, True)], now, NOBODY_READS)[0]
        assert isinstance(answer, Noted)
        standing = reads.conversations_of(answer.seat.person_id)
        assert [one.unread for one in standing] == [2 - kept]


def test_someone_whose_page_is_in_view_is_reading_until_they_look_away(talk: Talk, now: datetime) -> None:
    from alongside.talk.rows import rooms

    arrive([Shown(talk.tokens[1], talk.id, 0, True)], now, NOBODY_READS)
    assert [seat.reading_until for seat in rooms([talk.id])[talk.id].seats] == [
        None,
        now + writes.READING_LASTS,
    ]
    arrive([Shown(talk.tokens[1], talk.id, 0, False)], now, NOBODY_READS)
    assert [seat.reading_until for seat in rooms([talk.id])[talk.id].seats] == [None, now]
