"""One's phones on the web: added by a code, set, taken away; and coming in with a code from one."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from alongside.base import turn
from alongside.flows import door_closes, phone_lets_in
from alongside.flows.tests.carrying import Remembers, a_door, a_gateway, channel
from alongside.flows.tests.walking import walk_together
from alongside.flows.texts_are_sent import send_what_is_due
from alongside.people import door_choices, doors, sessions
from conftest import a_browser

if TYPE_CHECKING:
    from alongside.gateways.reads import Open
    from conftest import Cast, SignIn

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)
fixtures = (channel,)
HERS = "+254712345678"


@pytest.fixture
def gateway(cast: Cast, channel: Remembers, now: datetime) -> Open:
    return a_gateway(cast.program, now)


def read(browser: Client, address: str = "/me/phones") -> str:
    return browser.get(address).content.decode()


def add(browser: Client, number: str = "0712 345 678", whose: str = "own") -> int:
    told = {"do": "add", "channel": "phone", "phone_address": number, "whose": whose}
    return browser.post("/me/phones", told).status_code


def code_of(channel: Remembers, now: datetime, digits: str) -> str:
    send_what_is_due(now)
    found = re.search(digits, channel.texts_to(HERS)[-1])
    assert found
    return found.group()


def test_without_a_channel_the_page_says_so(cast: Cast, sign_in: SignIn) -> None:
    page = read(sign_in(cast.member))
    assert "This program has no phone number yet that you could use." in page
    assert add(sign_in(cast.member)) == 303
    assert doors.of([cast.member.id]) == {}


@pytest.mark.parametrize("who", ["member", "peer", "coordinator"])
def test_a_phone_is_added_by_the_code_that_went_there(
    cast: Cast, sign_in: SignIn, gateway: Open, channel: Remembers, now: datetime, who: str
) -> None:
    browser = sign_in(getattr(cast, who))
    assert add(browser) == 303
    assert "We send a code to Phone … 78." in read(browser)
    code = code_of(channel, now, r"\d{6}")
    wrong = f"{(int(code) + 1) % 10**6:06d}"
    assert browser.post("/me/phones", {"do": "prove", "code": wrong}).status_code == 422
    assert browser.post("/me/phones", {"do": "prove", "code": code}).status_code == 303
    page = read(browser)
    assert "Answers go here." in page
    assert HERS not in page
    assert "345 678" not in page


@pytest.mark.parametrize(("number", "whose"), [("", "own"), ("0712", "own"), ("0712345678", "")])
def test_what_is_no_number_is_said_and_kept_in_the_form(
    cast: Cast, sign_in: SignIn, gateway: Open, number: str, whose: str
) -> None:
    browser = sign_in(cast.member)
    told = {"do": "add", "channel": "phone", "phone_address": number, "whose": whose}
    answer = browser.post("/me/phones", told)
    assert answer.status_code == 422
    assert f'value="{number}"' in answer.content.decode()


def test_whoever_guesses_numbers_reads_the_same_of_one_that_is_used_here(
    cast: Cast, sign_in: SignIn, gateway: Open, channel: Remembers, now: datetime
) -> None:
    a_door(cast.other_member, gateway, HERS, now)
    pages = []
    for number in (HERS, "+254712345978"):
        browser = sign_in(cast.member)
        assert add(browser, number) == 303
        pages.append(read(browser))
    assert pages[0] == pages[1]


def test_a_code_can_be_sent_in_instead(
    cast: Cast, sign_in: SignIn, gateway: Open, channel: Remembers, now: datetime
) -> None:
    channel.may(address="telegram", can_begin=False)
    answer = sign_in(cast.member).post("/me/phones", {"do": "show", "channel": "telegram"})
    page = answer.content.decode()
    assert re.search(r'<p class="words" dir="ltr">\d{4} \d{4}</p>', page)
    assert "https://t.me/1234?start=" in page
    assert answer.headers["Cache-Control"] == "no-store"


def page_of(cast: Cast, gateway: Open, now: datetime) -> str:
    return f"/me/phones/{a_door(cast.member, gateway, HERS, now).handle_id}"


def mine(cast: Cast) -> doors.Door:
    (found,) = doors.of([cast.member.id])[cast.member.id]
    return found


def test_everything_about_a_door_is_its_persons_to_decide(
    cast: Cast, sign_in: SignIn, gateway: Open, now: datetime
) -> None:
    page, browser = page_of(cast, gateway, now), sign_in(cast.member)
    for told in (
        {"do": "choose"},
        {"do": "whose", "whose": "shared"},
        {"do": "word", "word": "Mti Mkubwa"},
        {"do": "hours", "safe_from": "17:00", "safe_until": "19:30"},
        {"do": "letters", "plain": "1"},
    ):
        assert browser.post(page, told).status_code == 303
    door = mine(cast)
    assert (door.chosen, door.shared, door.has_code, door.plain_letters) == (True, True, True, True)
    assert (door.safe_from, door.safe_until) == (1020, 1170)
    assert door_choices.is_code_word(door.handle_id, "mti mkubwa")
    shown = read(browser, page)
    assert "It rings and lights up only between 17:00 and 19:30." in shown
    assert "Mti" not in shown
    for told in ({"do": "no-word"}, {"do": "hours"}, {"do": "letters"}, {"do": "whose", "whose": "own"}):
        assert browser.post(page, told).status_code == 303
    door = mine(cast)
    assert (door.shared, door.has_code, door.plain_letters, door.safe_from) == (False, False, False, None)


@pytest.mark.parametrize(
    "told",
    [
        {"do": "whose", "whose": "nobody"},
        {"do": "word", "word": ""},
        {"do": "word", "word": "12345"},
        {"do": "hours", "safe_from": "17:00", "safe_until": ""},
        {"do": "hours", "safe_from": "25:00", "safe_until": "26:00"},
    ],
)
def test_what_cannot_be_kept_is_said(
    cast: Cast, sign_in: SignIn, gateway: Open, now: datetime, told: dict[str, str]
) -> None:
    page = page_of(cast, gateway, now)
    before = mine(cast)
    assert sign_in(cast.member).post(page, told).status_code == 422
    assert mine(cast) == before


def test_the_number_is_shown_in_full_to_its_person_who_asks_and_to_nobody_else(
    cast: Cast, sign_in: SignIn, gateway: Open, now: datetime
) -> None:
    page = page_of(cast, gateway, now)
    browser = sign_in(cast.member)
    assert "+254 712 345678" not in read(browser, page)
    assert "+254 712 345678" in browser.post(page, {"do": "show"}).content.decode()
    for person in (cast.other_member, cast.peer, cast.coordinator, cast.elsewhere_member):
        assert sign_in(person).post(page, {"do": "show"}).status_code == 404


def test_nothing_goes_there_any_more_if_its_person_says_so(
    cast: Cast, sign_in: SignIn, gateway: Open, now: datetime
) -> None:
    page, browser = page_of(cast, gateway, now), sign_in(cast.member)
    assert sign_in(cast.peer).post(page, {"do": "stop"}).status_code == 404
    assert browser.post(page, {"do": "stop"}).status_code == 303
    assert (mine(cast).stopped_at, mine(cast).stopped_why) == (now, "asked")
    shown = read(browser, page)
    assert "you asked for no more messages" in shown
    assert "Send START from it" in shown


def test_a_door_is_taken_away(cast: Cast, sign_in: SignIn, gateway: Open, now: datetime) -> None:
    page, browser = page_of(cast, gateway, now), sign_in(cast.member)
    assert "You have no words to come back with yet" in read(browser, page)
    assert browser.post(page, {"do": "away"}).status_code == 303
    assert doors.of([cast.member.id]) == {}
    assert browser.get(page).status_code == 404


@pytest.mark.parametrize(
    ("why", "words"),
    [
        ("asked", "you asked for no more messages"),
        ("dead", "nothing arrives there"),
        ("wrong", "somebody said that it is a wrong number"),
    ],
)
def test_its_person_sees_why_nothing_goes_there(
    cast: Cast, sign_in: SignIn, gateway: Open, now: datetime, why: str, words: str
) -> None:
    door = a_door(cast.member, gateway, HERS, now)
    with turn.write():
        if why == "wrong":
            door_closes.wrong_person(door, now)
        else:
            door_closes.stop(door, why, now)
    assert words in read(sign_in(cast.member))


def test_a_code_from_the_phone_lets_in(
    cast: Cast, sign_in: SignIn, gateway: Open, channel: Remembers, now: datetime
) -> None:
    door = a_door(cast.member, gateway, HERS, now)
    with turn.write():
        assert phone_lets_in.is_asked(door, "WEB", now)
    code = code_of(channel, now, r"\d{4} \d{4}")
    address = f"/at/{cast.program.slug}/phone"
    browser = a_browser()
    assert "Send WEB to" in read(browser, address)
    assert browser.post(address, {"code": "1234 5678"}).status_code == 422
    assert browser.post(address, {"code": code, "device": "own"}).status_code == 303
    found = sessions.visitor(browser.cookies["s"].value, now)
    assert found is not None
    assert (found[0].person_id, found[0].own_device) == (cast.member.id, True)
    assert a_browser().post(address, {"code": code}).status_code == 422


def test_many_doors_cost_the_same_questions_as_one(
    cast: Cast, sign_in: SignIn, gateway: Open, now: datetime, django_assert_max_num_queries: Any
) -> None:
    browser = sign_in(cast.member)
    a_door(cast.member, gateway, HERS, now)
    with django_assert_max_num_queries(10) as one:
        read(browser)
    for number in range(3):
        a_door(cast.member, gateway, f"+25470000000{number}", now)
    with django_assert_max_num_queries(10) as four:
        read(browser)
    assert len(one) == len(four)


def test_who_has_a_phone_is_not_told_that_we_cannot_reach_them(
    cast: Cast, sign_in: SignIn, gateway: Open, now: datetime
) -> None:
    walk_together(cast.member, cast.peer, cast.program.key_id, now)
    browser = sign_in(cast.member)
    page = read(browser, "/")
    assert "We cannot reach you." in page
    assert 'href="/me/phones"' in page
    door = a_door(cast.member, gateway, HERS, now)
    assert "We cannot reach you." not in read(browser, "/")
    with turn.write():
        door_closes.stop(door, "asked", now)
    assert "We cannot reach you." in read(browser, "/")
