"""What goes wrong between a USSD phone and us: keys told twice or late, sessions that die, slow screens."""

from __future__ import annotations

from datetime import datetime, timedelta
from time import process_time
from typing import TYPE_CHECKING

import pytest

from alongside.flows import phone_is_dialled
from alongside.flows.tests.dialling import NUMBER, Phone, said_in, says
from alongside.flows.tests.dialling import phone as phone
from alongside.flows.tests.dialling import talk as talk
from alongside.gateways import diallings
from alongside.gateways.models import Dialling
from alongside.rules.channel import Pressed

if TYPE_CHECKING:
    from alongside.people.doors import Door
    from conftest import Cast

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)


def test_an_operator_that_tells_a_key_twice_is_answered_the_same_and_nothing_is_done_twice(
    cast: Cast, phone: Phone, talk: int
) -> None:
    phone.dials()
    phone.presses("1", "2", "Hello")
    answered = phone.screen
    for _ in range(3):
        assert phone.told(phone.typed) == answered
    assert said_in(cast, talk) == ["Hello"]
    assert phone.told("1*2") == answered  # one of before, late
    assert said_in(cast, talk) == ["Hello"]
    assert phone.told("1*2*Hello*1") != answered


def test_a_number_that_is_dialled_and_told_twice_in_the_same_moment_is_one_session(
    cast: Cast, phone: Phone, talk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = phone.dials()
    held, blind = diallings.held, [True]

    def not_there_yet(gateway_id: int, session: str, door: Door) -> diallings.Held | None:
        return None if blind and blind.pop() else held(gateway_id, session, door)

    monkeypatch.setattr(diallings, "held", not_there_yet)
    assert phone.told("") == shown
    assert blind == []
    assert Dialling.objects.count() == 1


def test_a_gateway_that_tells_only_the_last_key_may_tell_it_twice_too(
    cast: Cast, phone: Phone, talk: int
) -> None:
    def told(typed: str | None, after: float) -> str:
        phone.now += timedelta(seconds=after)
        return phone.shows(
            phone_is_dialled.dial(phone.gateway, Pressed("only keys", NUMBER, typed), phone.now)
        )

    first = told(None, 0)
    assert told(None, 1) == first
    shown = told("1", 5)
    assert told("1", 1) == shown
    told("2", 5)
    sent = told("Hello", 9)
    assert told("Hello", 1) == sent
    assert said_in(cast, talk) == ["Hello"]
    assert told("1", 3) != sent


def test_a_session_that_dies_at_any_key_goes_on_where_it_was(cast: Cast, phone: Phone) -> None:
    """Arriving key by key, each in a session of its own, as if the network broke every time."""
    keys = ["1", "1", "1", "13", "2", "1"]
    phone.dials()
    for done, key in enumerate(keys):
        before = phone.presses(key)
        offered = phone.dials()
        if done == 0:  # who has only chosen a language has nothing to lose
            phone.presses("1")
            continue
        assert offered == "Open Door\n1 Go on where you were\n2 Menu", done
        assert phone.presses("1") == before
    phone.presses("1")
    assert phone.screen.startswith("Welcome, ")


def test_after_ten_minutes_it_begins_from_the_start(cast: Cast, phone: Phone, talk: int) -> None:
    phone.dials()
    phone.presses("1", "2")
    phone.now += timedelta(minutes=11)
    assert phone.dials().startswith("1 Talk\n")


def test_what_was_read_in_a_session_that_died_is_still_new(
    cast: Cast, phone: Phone, talk: int, now: datetime
) -> None:
    says(cast.peer, talk, "Hello", now)
    phone.dials()
    assert phone.presses("1", "1") == "Rosa: Hello\n2 Write\n0 Back"
    phone.dials()
    assert phone.presses("2").startswith("1 Talk (1 new)\n")


def test_nothing_is_left_of_a_session_after_an_hour(cast: Cast, phone: Phone, talk: int) -> None:
    phone.dials()
    assert phone_is_dialled.forget_old(phone.now + timedelta(minutes=59)) == 0
    assert phone_is_dialled.forget_old(phone.now + timedelta(minutes=61)) == 1
    assert Dialling.objects.count() == 0


def test_a_screen_takes_no_longer_than_a_phone_may_wait(
    cast: Cast, phone: Phone, talk: int, now: datetime
) -> None:
    """In processor time, all but the slowest of twenty. Operators allow ten seconds and more."""
    for number in range(30):
        says(cast.peer, talk, f"Line {number}", now)
    took = []
    for _ in range(5):
        phone.dials()
        for keys in (("1",), ("1",), ("9",), ("2",)):
            before = process_time()
            phone.presses(*keys)
            took.append(process_time() - before)
    assert sorted(took)[-2] < 0.3
