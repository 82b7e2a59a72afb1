"""What is owed goes out by a phone: the urgent first, in time, never to who is looking at it."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from alongside.base import turn
from alongside.flows import text_is_reported, texts_are_sent, words_are_owed
from alongside.flows.message_arrives import Said, arrive
from alongside.flows.tests.carrying import AMINA, Remembers, Walk, a_gateway, channel
from alongside.gateways import reads as gateways
from alongside.outbox import in_vain, texts
from alongside.outbox.in_vain import InVain
from alongside.outbox.models import Text
from alongside.people import doors, sessions
from alongside.rules.channel import Carried, Status
from alongside.rules.texts import IN_TIME
from alongside.talk import writes as talk
from alongside.vault import keys

if TYPE_CHECKING:
    from alongside.gateways.reads import Open
    from alongside.people.doors import Door
    from conftest import Cast

__all__ = ["channel"]
pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)

SOON = timedelta(minutes=1)


@pytest.fixture
def gateway(cast: Cast, channel: Remembers, now: datetime) -> Open:
    return a_gateway(cast.program, now, price_millionths=800_000, currency="KES")


@pytest.fixture
def walk(cast: Cast, gateway: Open, now: datetime) -> Walk:
    return Walk(cast, gateway, now)


def states() -> list[tuple[str, str, str]]:
    return list(Text.objects.order_by("id").values_list("kind", "state", "trouble"))


def test_a_line_goes_to_the_phone_of_who_is_away_once(walk: Walk, channel: Remembers, now: datetime) -> None:
    walk.peer_says("I was there too.", now)
    for _ in range(3):
        texts_are_sent.send_what_is_due(now)
        words_are_owed.settle_what_is_due(now)
    assert channel.texts_to(AMINA) == ["I was there too."]
    assert states() == [("line", "taken", "")]


def test_lines_go_in_their_order_and_those_of_others_are_not_sent_back(
    walk: Walk, channel: Remembers, cast: Cast, now: datetime
) -> None:
    walk.peer_says("one", now)
    arrive([Said(b"", walk.id, "mine", "my own words", by=cast.member.id)], now, frozenset())
    walk.peer_says("two", now)
    walk.peer_says("three", now)
    texts_are_sent.send_what_is_due(now)
    assert channel.texts_to(AMINA) == ["one", "two", "three"]


def test_nothing_travels_to_someone_who_is_looking_at_it_on_a_page(
    walk: Walk, channel: Remembers, cast: Cast, now: datetime
) -> None:
    walk.peer_says("before you looked", now)
    with turn.write():
        sessions.sign_in(cast.member, now)
    texts_are_sent.send_what_is_due(now)
    assert channel.sent == []
    later = now + timedelta(minutes=20)  # the device showed no sign since
    texts_are_sent.send_what_is_due(later)
    assert channel.texts_to(AMINA) == ["before you looked"]


def test_what_was_read_on_a_page_meanwhile_is_not_sent(
    walk: Walk, channel: Remembers, cast: Cast, now: datetime
) -> None:
    walk.peer_says("read on the page", now)
    seat_reads(walk, cast, 1, now)
    texts_are_sent.send_what_is_due(now)
    assert channel.sent == []
    assert states() == [("line", "seen", "")]


def seat_reads(walk: Walk, cast: Cast, n: int, now: datetime) -> None:
    from alongside.talk.access import room_for

    _, seat = room_for(cast.member.id, walk.id)
    with turn.write():
        talk.confirm([(seat, n, False)], now)


def test_urgent_texts_go_before_those_that_can_wait(walk: Walk, channel: Remembers, now: datetime) -> None:
    channel.may(per_second=2)
    with turn.write():
        for kind in ("digest", "today", "note", "answer"):
            texts.say(walk.door, kind, now, kind)
    walk.peer_says("line", now)
    texts_are_sent.send_what_is_due(now)
    assert channel.texts_to(AMINA) == ["answer", "line"]
    texts_are_sent.send_what_is_due(now)
    texts_are_sent.send_what_is_due(now)
    assert channel.texts_to(AMINA) == ["answer", "line", "note", "today", "digest"]


def test_a_text_that_does_not_go_waits_longer_each_time_and_is_not_sent_after_its_deadline(
    walk: Walk, channel: Remembers, now: datetime
) -> None:
    channel.becomes = [Carried("later", "silent")] * 100
    walk.peer_says("too late in the night", now)
    moment, tried_at = now, []
    while moment < now + IN_TIME["line"] + timedelta(hours=1):
        before = len(channel.sent)
        texts_are_sent.send_what_is_due(moment)
        if len(channel.sent) > before:
            tried_at.append(moment)
        moment += timedelta(seconds=10)
    waits = [(b - a).total_seconds() for a, b in pairwise(tried_at)]
    assert waits[:6] == [10, 30, 120, 300, 900, 1800]
    assert states() == [("line", "late", "late")]
    assert tried_at[-1] < now + IN_TIME["line"]
    assert in_vain.here(walk.cast.program.id, walk.id) == {walk.cast.member.id: InVain(now, 1, 1)}


def test_a_gateway_in_trouble_is_lit_and_unlit(walk: Walk, channel: Remembers, now: datetime) -> None:
    channel.becomes = [Carried("later", "credit")]
    walk.peer_says("waiting for credit", now)
    texts_are_sent.send_what_is_due(now)
    lit = gateways.get(walk.gateway.id)
    assert lit is not None
    assert (lit.trouble, lit.trouble_at) == ("credit", now)
    texts_are_sent.send_what_is_due(now + SOON)
    unlit = gateways.get(walk.gateway.id)
    assert unlit is not None
    assert (unlit.trouble, unlit.last_out_at) == ("", now + SOON)


def test_where_nobody_knows_whether_it_went_it_is_sent_once_more_and_counted(
    walk: Walk, channel: Remembers, now: datetime
) -> None:
    channel.becomes = [Carried("unsure", "silent"), Carried("unsure", "silent")]
    walk.peer_says("perhaps twice", now)
    moment = now
    for _ in range(20):
        texts_are_sent.send_what_is_due(moment)
        moment += timedelta(minutes=5)
    assert channel.texts_to(AMINA) == ["perhaps twice", "perhaps twice"]
    assert [each.again for each in channel.sent] == [False, True]


def test_a_worker_that_died_is_followed_by_one_that_asks_first(
    walk: Walk, channel: Remembers, now: datetime
) -> None:
    channel.may(tells_taken=True)
    walk.peer_says("in flight", now)
    with turn.write():
        claimed = texts.claim(walk.gateway.id, now, 10)  # and then it dies
    assert len(claimed) == 1
    texts_are_sent.send_what_is_due(now + SOON)
    assert channel.sent == []  # the claim still runs
    channel.has = {claimed[0].ours: Carried("sent", ref="theirs")}
    texts_are_sent.send_what_is_due(now + timedelta(minutes=2))
    assert channel.sent == []
    assert states() == [("line", "taken", "")]


def test_a_worker_that_died_is_followed_by_one_that_sends_once_more_and_counts_it(
    walk: Walk, channel: Remembers, now: datetime
) -> None:
    walk.peer_says("in flight", now)
    with turn.write():
        texts.claim(walk.gateway.id, now, 10)
    texts_are_sent.send_what_is_due(now + timedelta(minutes=2))
    assert channel.texts_to(AMINA) == ["in flight"]
    assert list(Text.objects.values_list("state", "again")) == [("taken", 1)]


def test_states_only_move_forward_in_whatever_order_reports_come(
    walk: Walk, channel: Remembers, now: datetime
) -> None:
    walk.peer_says("hello", now)
    texts_are_sent.send_what_is_due(now)
    ours = channel.sent[0].ours
    seen = []
    for state in ("delivered", "sent", "failed", "read", "delivered"):
        with turn.write():
            text_is_reported.report(walk.gateway, Status(ours, state), now, now)
        seen.append(Text.objects.get().state)
    assert seen == ["delivered", "delivered", "delivered", "read", "read"]


def test_a_report_by_the_providers_own_name_finds_the_text(
    walk: Walk, channel: Remembers, now: datetime
) -> None:
    walk.peer_says("hello", now)
    texts_are_sent.send_what_is_due(now)
    with turn.write():
        told = Status(f"theirs {channel.sent[0].ours}", "failed", "address")
        text_is_reported.report(walk.gateway, told, now, now)
    assert states() == [("line", "failed", "address")]
    assert in_vain.here(walk.cast.program.id, walk.id) == {walk.cast.member.id: InVain(now, 1, 1)}


def test_who_asked_for_no_more_gets_no_more_but_an_answer(
    walk: Walk, channel: Remembers, now: datetime
) -> None:
    channel.becomes = [Carried("stopped", "stopped")]
    walk.peer_says("one", now)
    walk.peer_says("two", now)
    texts_are_sent.send_what_is_due(now)
    walk.peer_says("three", now + SOON)
    texts_are_sent.send_what_is_due(now + SOON)
    assert channel.texts_to(AMINA)[:1] == ["one"]
    assert {state for _, state, _ in states()} == {"stopped"}
    sent = len(channel.sent)
    with turn.write():
        texts.say(walk.door, "As you wish.", now + SOON, "answer")
    texts_are_sent.send_what_is_due(now + SOON)
    assert channel.texts_to(AMINA)[sent:] == ["As you wish."]


def test_a_long_line_goes_in_several_messages_and_goes_on_where_it_stopped(
    walk: Walk, channel: Remembers, now: datetime
) -> None:
    channel.may(longest=1)
    words = " ".join(f"word{n}" for n in range(60))
    channel.becomes = [Carried("sent"), Carried("later", "silent")]
    walk.peer_says(words, now)
    texts_are_sent.send_what_is_due(now)
    assert len(channel.sent) == 2
    first = channel.sent[0].text
    channel.sent.clear()
    texts_are_sent.send_what_is_due(now + SOON)
    assert channel.sent[0].text != first
    with turn.write():  # a report of one part is none of the whole
        part = Status(f"{channel.sent[-1].ours}.1", "failed")
        text_is_reported.report(walk.gateway, part, now, now)
    assert states() == [("line", "taken", "")]
    assert "".join([first, *channel.texts_to(AMINA)]).replace(" ", "") == words.replace(" ", "")


def test_what_a_text_costs_is_counted_in_segments(walk: Walk, channel: Remembers, now: datetime) -> None:
    channel.becomes = [Carried("sent"), Carried("sent", cost=Decimal("1.25"), currency="KES", segments=3)]
    walk.peer_says("a" * 161, now)
    walk.peer_says("short", now)
    texts_are_sent.send_what_is_due(now)
    month = gateways.month([walk.gateway.id], now.date())[walk.gateway.id]
    assert (month.went, month.segments, month.cost_millionths) == (2, 5, 2 * 800_000 + 1_250_000)


def test_an_author_who_deleted_everything_is_not_carried(
    walk: Walk, channel: Remembers, cast: Cast, now: datetime
) -> None:
    walk.peer_says("gone with me", now)
    from alongside.talk.models import Membership

    key_id = Membership.objects.get(conversation_id=walk.id, person_id=cast.peer.id).key_id
    keys.destroy([key_id], now)
    texts_are_sent.send_what_is_due(now)
    assert channel.sent == []


def test_a_door_that_is_gone_takes_its_texts_along(walk: Walk, channel: Remembers, now: datetime) -> None:
    walk.peer_says("to nobody", now)
    door: Door | None = doors.get(walk.door.handle_id)
    assert door is not None
    with turn.write():
        texts.leave(door.person_id, [])
    texts_are_sent.send_what_is_due(now)
    assert channel.sent == []
