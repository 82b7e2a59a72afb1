"""A phone that others use too, and hours in which one may light up."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from alongside.base import turn
from alongside.flows import texts_are_sent
from alongside.flows.tests.carrying import AMINA, Remembers, Walk, a_gateway, channel
from alongside.people import door_choices

if TYPE_CHECKING:
    from alongside.gateways.reads import Open
    from conftest import Cast

__all__ = ["channel"]
pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)
SOON = timedelta(minutes=1)


@pytest.fixture
def gateway(cast: Cast, channel: Remembers, now: datetime) -> Open:
    return a_gateway(cast.program, now)


@pytest.fixture
def walk(cast: Cast, gateway: Open, now: datetime) -> Walk:
    return Walk(cast, gateway, now)


@pytest.mark.parametrize("shared", [True, None])
def test_a_shared_phone_is_told_once_that_something_waits_and_nothing_of_it(
    cast: Cast, gateway: Open, channel: Remembers, now: datetime, shared: bool | None
) -> None:
    walk = Walk(cast, gateway, now, shared=shared)
    for words in ("private one", "private two"):
        walk.peer_says(words, now)
        texts_are_sent.send_what_is_due(now)
        texts_are_sent.send_what_is_due(now)
    assert channel.texts_to(AMINA) == ["You have a note. Reply 1 to read it."]
    with turn.write():
        door_choices.open_up(walk.door.handle_id, now)
    walk.peer_says("said while they hold it", now + SOON)
    texts_are_sent.send_what_is_due(now + SOON)
    assert channel.texts_to(AMINA)[1:] == ["said while they hold it"]


def test_a_phone_lights_up_only_in_the_hours_its_person_chose(
    walk: Walk, channel: Remembers, now: datetime
) -> None:
    with turn.write():  # 10:00 UTC is 13:00 in Nairobi
        door_choices.set_safe_hours(walk.door.handle_id, 17 * 60, 19 * 60)
    walk.peer_says("in the evening", now)
    texts_are_sent.send_what_is_due(now + timedelta(hours=3, minutes=59))
    assert channel.sent == []
    texts_are_sent.send_what_is_due(now + timedelta(hours=4, minutes=1))
    assert channel.texts_to(AMINA) == ["in the evening"]
