""" "Please call me": seen by who can ring, joined without numbers, in safe hours, twice in vain at most."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from alongside.base import turn
from alongside.flows import call_is_wished
from alongside.flows.call_is_wished import Ring
from alongside.flows.tests.carrying import Remembers, a_door, a_gateway, channel, comes_in
from alongside.flows.tests.walking import walk_together
from alongside.gateways import kinds, writes
from alongside.gateways import reads as gateways
from alongside.matching import call_wishes
from alongside.outbox import notices
from alongside.people import door_choices, doors, traces
from alongside.rules.channel import Carried, Joined, Setup, Status, WantsCall
from alongside.rules.channel_troubles import CREDIT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alongside.gateways.reads import Open
    from conftest import Cast

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)
fixtures = (channel,)
HERS, HIS = "+254712345678", "+254722000001"


class Rings(Remembers):
    """A channel that joins calls, and remembers whom."""

    def __init__(self) -> None:
        super().__init__(kind="rings")
        self.can = replace(self.can, calls=True)
        self.joined: list[Joined] = []

    def join(self, setup: Setup, wish: Joined) -> Carried:
        self.joined.append(wish)
        return self.becomes.pop(0) if self.becomes else Carried("sent")


@pytest.fixture
def voice() -> Iterator[Rings]:
    made = Rings()
    kinds.opened(made)
    yield made
    kinds.closed(made)


@pytest.fixture
def gateway(cast: Cast, channel: Remembers, now: datetime) -> Open:
    return a_gateway(cast.program, now)


@pytest.fixture
def talk(cast: Cast, gateway: Open, now: datetime) -> int:
    """Amina and Rosa walk together, and each has a phone."""
    a_door(cast.member, gateway, HERS, now)
    a_door(cast.peer, gateway, HIS, now)
    return walk_together(cast.member, cast.peer, cast.program.key_id, now)


def may_call(cast: Cast, now: datetime) -> Open:
    with turn.write():
        gateway_id = writes.add(cast.program.id, cast.program.key_id, "rings", "Calls", {}, now)
    found = gateways.get(gateway_id)
    assert found is not None
    return found


def wished(cast: Cast) -> call_wishes.Wished:
    found = call_wishes.open_of(cast.member.id)
    assert found is not None
    return found


def test_who_walks_with_them_is_told_once(cast: Cast, talk: int, voice: Rings, now: datetime) -> None:
    may_call(cast, now)
    assert call_is_wished.wish(cast.member.id, now) == "peer"
    assert call_is_wished.wish(cast.member.id, now) == "already"
    found = wished(cast)
    assert (found.other_id, found.conversation_id) == (cast.peer.id, talk)
    standing = notices.standing(cast.peer.id)
    assert standing is not None
    assert standing.kind == "desk"


def test_a_call_that_was_let_go_is_such_a_wish(
    cast: Cast, talk: int, gateway: Open, channel: Remembers, now: datetime
) -> None:
    comes_in(gateway, cast.program, WantsCall("1", HERS), now)
    comes_in(gateway, cast.program, WantsCall("1", HERS), now)
    assert wished(cast).conversation_id == talk
    assert channel.sent == [], "nothing is texted to who rang"


def test_who_let_a_call_go_is_texted_as_before(
    cast: Cast, talk: int, gateway: Open, voice: Rings, now: datetime
) -> None:
    voice.can = replace(voice.can, longest=0)
    comes_in(may_call(cast, now), cast.program, WantsCall("1", HERS), now)
    assert wished(cast).conversation_id == talk
    (door,) = doors.of([cast.member.id])[cast.member.id]
    assert (door.gateway_id, door.last_in_at) == (gateway.id, now)


def test_a_stranger_who_only_rang_is_not_texted_by_a_line_for_calls(
    cast: Cast, gateway: Open, voice: Rings, now: datetime
) -> None:
    voice.can = replace(voice.can, longest=0)
    comes_in(may_call(cast, now), cast.program, WantsCall("1", "+254799999999"), now)
    door = doors.find(cast.program.id, "phone", "+254799999999")
    assert door is not None
    assert door.gateway_id is None


def test_a_stranger_who_rings_is_for_the_team(cast: Cast, gateway: Open, now: datetime) -> None:
    comes_in(gateway, cast.program, WantsCall("1", "+254799999999"), now)
    (found,) = call_wishes.open_in(cast.program.id)
    assert (found.other_id, found.conversation_id) == (None, None)


def test_without_a_phone_nobody_can_be_rung(cast: Cast, now: datetime) -> None:
    assert call_is_wished.wish(cast.member.id, now) == "no_phone"
    assert call_wishes.open_in(cast.program.id) == []


def test_both_are_rung_and_neither_number_is_told_to_the_other(
    cast: Cast, talk: int, voice: Rings, now: datetime
) -> None:
    by = may_call(cast, now)
    call_is_wished.wish(cast.member.id, now)
    found = wished(cast)
    assert call_is_wished.ring(cast.peer.id, found.id, now) == Ring()
    assert voice.joined == [Joined(f"{found.id:x}-1", HIS, HERS, "One moment, please.", "en")]
    comes_in(by, cast.program, Status(f"{found.id:x}-1", "delivered"), now)
    assert call_wishes.open_of(cast.member.id) is None
    ended = call_wishes.with_number(found.id)
    assert ended is not None
    assert ended.ended_how == "spoke"


def test_it_rings_twice_in_vain_at_most(cast: Cast, talk: int, voice: Rings, now: datetime) -> None:
    by = may_call(cast, now)
    call_is_wished.wish(cast.member.id, now)
    found = wished(cast)
    soon, later = now + timedelta(minutes=9), now + timedelta(minutes=10)
    call_is_wished.ring(cast.peer.id, found.id, now)
    comes_in(by, cast.program, Status(f"{found.id:x}-1", "failed", "unknown"), now)
    assert call_is_wished.ring(cast.peer.id, found.id, soon) == Ring("too_soon", later)
    assert call_is_wished.ring(cast.peer.id, found.id, later) == Ring()
    comes_in(by, cast.program, Status(f"{found.id:x}-1", "delivered"), later)
    assert wished(cast).tries == 2, "a late report of the first call ends nothing"
    comes_in(by, cast.program, Status(f"{found.id:x}-2", "failed", "unknown"), later)
    assert call_is_wished.ring(cast.peer.id, found.id, later + timedelta(hours=1)) == Ring("gone")
    ended = call_wishes.with_number(found.id)
    assert ended is not None
    assert (ended.ended_how, len(voice.joined)) == ("in_vain", 2)


def test_a_phone_rings_in_its_safe_hours_only(cast: Cast, talk: int, voice: Rings, now: datetime) -> None:
    may_call(cast, now)
    door = call_is_wished.number_of(cast.member.id)
    assert door is not None
    with turn.write():
        door_choices.set_safe_hours(door.handle_id, 17 * 60, 19 * 60)
    call_is_wished.wish(cast.member.id, now)
    at_five = now + timedelta(hours=4)  # 17:00 in Nairobi
    assert call_is_wished.ring(cast.peer.id, wished(cast).id, now) == Ring("not_safe", at_five)
    assert voice.joined == []
    assert call_is_wished.ring(cast.peer.id, wished(cast).id, at_five) == Ring()


def test_what_the_phone_service_did_not_take_was_no_try(
    cast: Cast, talk: int, voice: Rings, now: datetime
) -> None:
    may_call(cast, now)
    voice.becomes = [Carried("later", CREDIT)]
    call_is_wished.wish(cast.member.id, now)
    assert call_is_wished.ring(cast.peer.id, wished(cast).id, now) == Ring("trouble", trouble=CREDIT)
    assert (wished(cast).tries, wished(cast).rung_at) == (0, None)
    assert call_is_wished.ring(cast.peer.id, wished(cast).id, now) == Ring()


def test_nobody_rings_themselves_and_nobody_without_a_phone(
    cast: Cast, talk: int, voice: Rings, now: datetime
) -> None:
    may_call(cast, now)
    call_is_wished.wish(cast.member.id, now)
    assert call_is_wished.ring(cast.member.id, wished(cast).id, now) == Ring("gone")
    assert call_is_wished.ring(cast.supervisor.id, wished(cast).id, now) == Ring("no_own_phone")


def test_where_calls_cannot_be_joined_one_of_the_team_rings_and_that_shows(
    cast: Cast, talk: int, now: datetime
) -> None:
    call_is_wished.wish(cast.member.id, now)
    found = wished(cast)
    assert call_is_wished.ring(cast.peer.id, found.id, now) == Ring("no_voice")
    for _ in range(2):
        door = call_is_wished.number_to_ring(cast.supervisor.id, found, now)
        assert door is not None
        assert door.address == HERS
    seen = [(each.by, each.what) for each in traces.of(cast.member.id)]
    assert seen == [(cast.supervisor.id, "number_seen")]
    assert call_is_wished.number_to_ring(cast.coordinator.id, found, now) is None, "another has taken it"
    assert call_is_wished.done(cast.supervisor.id, found.id, now, spoke=True)
    assert call_wishes.open_in(cast.program.id) == []


def test_a_wish_is_taken_back_without_a_reason_and_ends_after_a_week(
    cast: Cast, talk: int, now: datetime
) -> None:
    call_is_wished.wish(cast.member.id, now)
    assert call_is_wished.take_back(cast.member.id, now)
    assert not call_is_wished.take_back(cast.member.id, now)
    call_is_wished.wish(cast.member.id, now)
    assert call_is_wished.time_runs_out(now + timedelta(days=6)) == 0
    assert call_is_wished.time_runs_out(now + timedelta(days=7)) == 1


def test_the_phone_service_of_another_program_ends_nothing_here(
    cast: Cast, talk: int, gateway: Open, voice: Rings, now: datetime
) -> None:
    mine = may_call(cast, now)
    with turn.write():
        theirs = gateways.get(writes.add(cast.elsewhere.id, cast.elsewhere.key_id, "rings", "Calls", {}, now))
    assert theirs is not None
    call_is_wished.wish(cast.member.id, now)
    assert call_is_wished.ring(cast.peer.id, wished(cast).id, now) == Ring()
    told = Status(f"{wished(cast).id:x}-1", "delivered")
    comes_in(theirs, cast.elsewhere, told, now)
    assert wished(cast).ended_at is None
    comes_in(mine, cast.program, told, now)
    assert call_wishes.open_of(cast.member.id) is None
