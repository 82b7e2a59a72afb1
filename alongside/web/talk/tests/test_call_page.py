""" "Talk by phone" on the web, and what did not reach somebody's phone."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from alongside.base import turn
from alongside.flows import call_is_wished, door_closes
from alongside.flows.message_arrives import Shown, arrive
from alongside.flows.tests.carrying import Remembers, a_door, a_gateway, channel
from alongside.flows.tests.test_call_is_wished import HERS, HIS, Rings, may_call, voice
from alongside.flows.tests.walking import walk_together
from alongside.flows.texts_are_sent import send_what_is_due
from alongside.flows.words_are_owed import settle_what_is_due
from alongside.matching import call_wishes
from alongside.people import door_links, sessions
from alongside.rules.channel import Carried
from alongside.rules.channel_troubles import ADDRESS

if TYPE_CHECKING:
    from alongside.gateways.reads import Open
    from conftest import Cast, SignIn, TimePasses

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)
fixtures = (channel, voice)


@pytest.fixture
def gateway(cast: Cast, channel: Remembers, now: datetime) -> Open:
    return a_gateway(cast.program, now)


@pytest.fixture
def talk(cast: Cast, gateway: Open, now: datetime) -> int:
    a_door(cast.member, gateway, HERS, now)
    return walk_together(cast.member, cast.peer, cast.program.key_id, now)


def read(browser: Client, address: str) -> str:
    return browser.get(address).content.decode()


def test_a_member_wishes_it_and_takes_it_back(cast: Cast, talk: int, sign_in: SignIn, voice: Rings) -> None:
    may_call(cast, cast.member.arrived_at)
    amina, rosa = sign_in(cast.member), sign_in(cast.peer)
    page = f"/talk/{talk}/call"
    assert amina.post(page, {"do": "wish", "safe_from": "17:00", "safe_until": ""}).status_code == 422
    assert amina.post(page, {"do": "wish", "safe_from": "17:00", "safe_until": "19:00"}).status_code == 303
    assert "You would like to be rung." in read(amina, f"/talk/{talk}")
    assert "Amina would like you to ring." in read(rosa, f"/talk/{talk}")
    assert "Amina would like you to ring" in read(rosa, "/desk")
    assert "Safe between 17:00 and 19:00." in read(rosa, page)
    assert amina.post(page, {"do": "take-back"}).status_code == 303
    assert "would like you to ring" not in read(rosa, f"/talk/{talk}") + read(rosa, "/desk")


def test_a_peer_rings_and_no_number_is_on_any_page(
    cast: Cast, talk: int, sign_in: SignIn, voice: Rings, gateway: Open, now: datetime
) -> None:
    may_call(cast, now)
    call_is_wished.wish(cast.member.id, now)
    rosa, page = sign_in(cast.peer), f"/talk/{talk}/call"
    assert "Your own phone rings first, so we need its number." in read(rosa, page)
    a_door(cast.peer, gateway, HIS, now)
    shown = rosa.post(page, {"do": "ring"}).content.decode()
    assert "Your phone rings now." in shown
    assert len(voice.joined) == 1
    again = rosa.post(page, {"do": "ring"}).content.decode()
    assert "It rang a moment ago." in again
    assert "345 678" not in shown + again
    assert rosa.post(page, {"do": "spoke"}).status_code == 303
    assert call_wishes.open_of(cast.member.id) is None


def test_nobody_rings_who_is_not_in_the_talk(
    cast: Cast, talk: int, sign_in: SignIn, voice: Rings, now: datetime
) -> None:
    may_call(cast, now)
    call_is_wished.wish(cast.member.id, now)
    for person in (cast.other_peer, cast.coordinator, cast.elsewhere_peer):
        assert sign_in(person).post(f"/talk/{talk}/call", {"do": "ring"}).status_code == 404
    assert sign_in(cast.member).post(f"/talk/{talk}/call", {"do": "ring"}).status_code == 303
    assert voice.joined == []


def test_the_team_rings_where_calls_cannot_be_joined_and_its_person_sees_who_looked(
    cast: Cast, talk: int, sign_in: SignIn, now: datetime
) -> None:
    call_is_wished.wish(cast.member.id, now)
    otieno, wanjiru = sign_in(cast.supervisor), sign_in(cast.coordinator)
    assert "Someone would like to be rung" in read(otieno, "/program")
    found = call_wishes.open_of(cast.member.id)
    assert found is not None
    page = f"/program/calls/{found.id}"
    assert "345 678" not in read(otieno, page)
    assert "+254 712 345678" in otieno.post(page, {"do": "ring"}).content.decode()
    assert "345678" not in wanjiru.post(page, {"do": "ring"}).content.decode()
    assert "Otieno looked at your number" in read(sign_in(cast.member), "/me/trace")
    wanjiru.post(page, {"do": "spoke"})
    assert call_wishes.open_of(cast.member.id) is not None, "only who took it says how it went"
    otieno.post(page, {"do": "spoke"})
    assert call_wishes.open_of(cast.member.id) is None


def test_a_team_where_calls_are_joined_sees_it_after_half_a_day(
    cast: Cast, talk: int, sign_in: SignIn, voice: Rings, now: datetime, time_passes: TimePasses
) -> None:
    may_call(cast, now)
    call_is_wished.wish(cast.member.id, now)
    assert "Someone would like to be rung" not in read(sign_in(cast.supervisor), "/program")
    time_passes(timedelta(hours=13))
    assert "Someone would like to be rung" in read(sign_in(cast.supervisor), "/program")


def say(cast: Cast, browser: Client, talk: int, words: str, now: datetime) -> None:
    browser.post(f"/talk/{talk}", {"words": words, "ref": f"a line: {words}"})
    settle_what_is_due(now)
    send_what_is_due(now)


def test_who_writes_sees_that_it_does_not_arrive_and_never_why(
    cast: Cast, talk: int, sign_in: SignIn, channel: Remembers, now: datetime, time_passes: TimePasses
) -> None:
    rosa = sign_in(cast.peer)
    channel.becomes = [Carried("never", ADDRESS)] * 2
    say(cast, rosa, talk, "one", now)
    say(cast, rosa, talk, "two", now)
    page = read(rosa, f"/talk/{talk}")
    assert "Messages are not reaching Amina since 13:00. What you write here is kept." in page
    later = time_passes(timedelta(days=2))
    assert "Messages are not reaching Amina since Monday." in read(sign_in(cast.peer), f"/talk/{talk}")
    amina = sign_in(cast.member)
    assert "2 lines did not reach your phone. They are here." in read(amina, f"/talk/{talk}")
    assert "did not reach your phone" not in read(amina, f"/talk/{talk}"), "it was seen"
    token = sessions.hash_of(amina.cookies["s"].value)
    arrive([Shown(token, talk, 2, True)], later, frozenset())
    assert "Messages are not reaching" not in read(sign_in(cast.peer), f"/talk/{talk}")


@pytest.mark.parametrize(
    ("why", "words"),
    [
        ("asked", "Amina asked for no more messages by phone."),
        ("blocked", "Amina asked for no more messages by phone."),
        ("dead", "Messages are not reaching Amina since 13:00."),
        ("wrong", "Messages are not reaching Amina since 13:00."),
        ("silent", "Messages are not reaching Amina since 13:00."),
    ],
)
def test_what_the_other_reads_of_a_door_that_is_closed(
    cast: Cast, talk: int, sign_in: SignIn, now: datetime, why: str, words: str
) -> None:
    rosa = sign_in(cast.peer)
    rosa.post(f"/talk/{talk}", {"words": "hello", "ref": "a first line"})
    door = call_is_wished.number_of(cast.member.id)
    assert door is not None
    assert words not in read(rosa, f"/talk/{talk}")
    with turn.write():
        if why == "wrong":
            door_closes.wrong_person(door, now)
        elif why == "silent":
            door_links.still_you(door.handle_id, now)
        else:
            door_closes.stop(door, why, now)
    page = read(rosa, f"/talk/{talk}")
    assert words in page
    for never in ("wrong number", "blocked", "STOP"):
        assert never not in page


@pytest.mark.parametrize("who", ["member", "peer"])
def test_a_talk_with_phones_costs_no_more_than_ten_questions(
    cast: Cast, talk: int, sign_in: SignIn, now: datetime, django_assert_max_num_queries: Any, who: str
) -> None:
    call_is_wished.wish(cast.member.id, now)
    browser = sign_in(getattr(cast, who))
    browser.post(f"/talk/{talk}", {"words": "hello", "ref": "a first line"})
    browser.get(f"/talk/{talk}")
    with django_assert_max_num_queries(10):
        assert browser.get(f"/talk/{talk}").status_code == 200
