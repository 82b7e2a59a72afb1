"""Gateways are asked how they are, tried, and closed; what came in long ago is forgotten."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from alongside.base import turn
from alongside.flows import gateway_is_set_up, gateway_is_tried, gateways_are_looked_at
from alongside.flows.tests.carrying import Remembers, a_door, a_gateway, comes_in
from alongside.gateways import lights, writes
from alongside.gateways import reads as gateways
from alongside.gateways.models import Arrival
from alongside.outbox import counted, texts
from alongside.outbox.models import Text
from alongside.people import doors, reached
from alongside.rules.channel import Carried, Message, Wellbeing
from alongside.rules.channel_troubles import CREDIT, REFUSED, SILENT, STRANGE

if TYPE_CHECKING:
    from alongside.gateways.lights import Light
    from alongside.gateways.reads import Open
    from alongside.people.models import Program
    from conftest import Cast

from alongside.flows.tests.carrying import channel as channel  # the fixture

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

NUMBER = "+254712345678"
HOUR = timedelta(hours=1)


def light(program: Program, now: datetime) -> Light:
    (one,) = lights.of(program.id, now.date())
    return one


def told(gateway: Open) -> Open:
    found = gateways.get(gateway.id)
    assert found is not None
    return found


def test_a_gateway_that_refuses_us_says_so_from_then_on_until_it_lets_us_in(
    cast: Cast, channel: Remembers, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    gateway = a_gateway(cast.program, now)
    monkeypatch.setattr(channel, "look", lambda setup: Wellbeing(trouble=REFUSED))
    assert gateways_are_looked_at.look_at_all(now) == 1
    assert gateways_are_looked_at.look_at_all(now + HOUR) == 1
    seen = light(cast.program, now)
    assert (seen.trouble, seen.trouble_at) == (REFUSED, now)
    monkeypatch.setattr(
        channel, "look", lambda setup: Wellbeing(credit="KES 12.50", facts={"shown": "21454"})
    )
    assert gateways_are_looked_at.look(told(gateway), now) == Wellbeing(
        credit="KES 12.50", facts={"shown": "21454"}
    )
    seen = light(cast.program, now)
    assert (seen.trouble, seen.trouble_at, seen.credit, seen.shown) == ("", None, "KES 12.50", "1234")


def test_a_gateway_that_cannot_be_asked_says_nothing_about_its_trouble(
    cast: Cast, channel: Remembers, now: datetime
) -> None:
    gateway = a_gateway(cast.program, now)
    with turn.write():
        writes.is_troubled(gateway.id, REFUSED, now)
    assert gateways_are_looked_at.look_at_all(now) == 0
    assert light(cast.program, now).trouble == REFUSED


def test_a_look_that_lets_us_in_does_not_fill_up_the_credit(
    cast: Cast, channel: Remembers, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    gateway = a_gateway(cast.program, now)
    with turn.write():
        writes.is_troubled(gateway.id, CREDIT, now)
    monkeypatch.setattr(channel, "look", lambda setup: Wellbeing(credit="KES 0.00"))
    gateways_are_looked_at.look_at_all(now)
    assert light(cast.program, now).trouble == CREDIT


def test_nobody_waits_for_a_gateway_that_does_not_answer(
    cast: Cast, channel: Remembers, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    gateway, answered = a_gateway(cast.program, now), threading.Event()
    monkeypatch.setattr(gateways_are_looked_at, "SECONDS", 0.01)
    monkeypatch.setattr(channel, "look", lambda setup: Wellbeing(credit=str(answered.wait(5))))
    assert gateways_are_looked_at.look(gateway, now) == Wellbeing(trouble=SILENT)
    answered.set()


def test_a_look_that_breaks_is_a_trouble_and_breaks_nothing_else(
    cast: Cast, channel: Remembers, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(setup: object) -> Wellbeing:
        raise ValueError

    monkeypatch.setattr(channel, "look", breaks)
    assert gateways_are_looked_at.look(a_gateway(cast.program, now), now) == Wellbeing(trouble=STRANGE)


def test_what_came_in_long_ago_and_was_taken_is_forgotten(
    cast: Cast, channel: Remembers, now: datetime
) -> None:
    gateway, before = a_gateway(cast.program, now), now - timedelta(days=8)
    a_door(cast.member, gateway, NUMBER, before)
    comes_in(gateway, cast.program, Message("old", NUMBER, "Hello"), before)
    comes_in(gateway, cast.program, Message("new", NUMBER, "Hello again"), now)
    assert Arrival.objects.filter(taken_at=None).count() == 0
    assert gateways_are_looked_at.forget_old_arrivals(now) == 1
    assert Arrival.objects.count() == 1


def test_a_test_message_is_counted_and_its_number_is_kept_nowhere(
    cast: Cast, channel: Remembers, now: datetime
) -> None:
    gateway = a_gateway(cast.program, now, sender="JIRANI")
    channel.becomes = [Carried("sent", segments=2, cost=Decimal("1.6"))]
    assert gateway_is_tried.send(gateway, NUMBER, "This is a test.", "en", now).how == "sent"
    (sent,) = channel.sent
    assert (sent.to, sent.text, sent.sender) == (NUMBER, "This is a test.", "JIRANI")
    seen = light(cast.program, now)
    assert (seen.went, seen.segments, seen.spent, seen.last_out_at) == (1, 2, 1_600_000, now)
    assert Text.objects.count() == 0


def test_a_test_message_that_did_not_go_costs_nothing(cast: Cast, channel: Remembers, now: datetime) -> None:
    gateway = a_gateway(cast.program, now)
    channel.becomes = [Carried("later", REFUSED)]
    assert gateway_is_tried.send(gateway, NUMBER, "This is a test.", "en", now) == Carried("later", REFUSED)
    assert (light(cast.program, now).went, light(cast.program, now).last_out_at) == (0, None)


def test_who_was_written_to_by_a_closed_gateway_is_written_to_by_the_other(
    cast: Cast, channel: Remembers, now: datetime
) -> None:
    old, other = a_gateway(cast.program, now), a_gateway(cast.program, now)
    door = a_door(cast.member, old, NUMBER, now)
    with turn.write():
        texts.say(door, "Hello", now)
    assert reached.count(old.id) == 1
    gateway_is_set_up.close(old, other, now)
    assert [each.id for each in gateways.opened(cast.program.id)] == [other.id]
    assert (reached.count(old.id), reached.count(other.id)) == (0, 1)
    assert texts.gateways_with_work(now) == [other.id]


def test_what_waits_at_the_only_gateway_ends_with_it_and_is_counted(
    cast: Cast, channel: Remembers, now: datetime
) -> None:
    gateway = a_gateway(cast.program, now)
    door = a_door(cast.member, gateway, NUMBER, now)
    with turn.write():
        texts.say(door, "Hello", now)
    gateway_is_set_up.close(gateway, None, now)
    assert texts.gateways_with_work(now) == []
    found = doors.get(door.handle_id)
    assert found is not None
    assert found.gateway_id is None
    assert dict(counted.not_brought(cast.program.id, datetime.now(now.tzinfo))) == {"closed": 1}


def test_people_waiting_and_what_was_lost_are_numbers_of_their_own_program(
    cast: Cast, channel: Remembers, now: datetime
) -> None:
    gateway = a_gateway(cast.program, now)
    door = a_door(cast.member, gateway, NUMBER, now)
    with turn.write():
        texts.say(door, "Hello", now)
        texts.say(door, "Hello", now)
    today = datetime.now(now.tzinfo)
    assert counted.waiting(cast.program.id, now) == {gateway.id: now}
    assert counted.waiting(cast.elsewhere.id, now) == {}
    Text.objects.filter(person_id=cast.member.id).update(state="delivered", due_at=None)
    before = today - timedelta(days=1)
    assert counted.people(cast.program.id, [gateway.id], before) == {gateway.id: 1}
    Text.objects.filter(person_id=cast.member.id).update(state="late")
    assert dict(counted.not_brought(cast.program.id, today)) == {"late": 2}
    assert dict(counted.not_brought(cast.elsewhere.id, today)) == {}
