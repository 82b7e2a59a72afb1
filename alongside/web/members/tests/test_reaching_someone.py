"""From the last button of arriving to a talk: choosing, waiting, and what is said when nobody fits."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from alongside.base import turn
from alongside.flows import offer_is_taken, support_is_asked
from alongside.matching import desks
from alongside.matching import reads as matching
from alongside.people import availability, programs
from conftest import Cast, SignIn, TimePasses, a_browser
from tests.house import make_peer

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

LAST = {"adult": "yes", "page": "3", "to": "end", "tongues": "en", "lived": "low", "loves": "writing"}


@pytest.fixture
def peers(cast: Cast, now: datetime) -> Cast:
    for peer in (cast.peer, cast.other_peer):
        make_peer(peer, cast.supervisor, cast.coordinator, now)
    return cast


def arrived(cast: Cast, **told: Any) -> Client:
    browser = a_browser()
    answer = browser.post(f"/at/{cast.program.slug}/arrive", {**LAST, **told})
    assert answer.status_code == 200
    return browser


def text(answer: Any) -> str:
    return str(answer.content.decode())


def cards(page: str) -> list[str]:
    return re.findall(r'name="peer" value="(\d+)"', page)


def test_who_arrives_is_shown_people_with_reasons_and_reaches_one(
    peers: Cast, now: datetime, time_passes: TimePasses
) -> None:
    browser = arrived(peers)
    page = text(browser.get("/choose"))
    assert sorted(cards(page)) == sorted([str(peers.peer.id), str(peers.other_peer.id)])
    assert "You both have been low for a long time." in page
    assert "You both write." in page
    asked = browser.post("/choose", {"peer": str(peers.peer.id), "ask_others": "1"})
    assert (asked.status_code, asked.headers["Location"]) == (303, "/waiting")
    waiting = text(browser.get("/waiting"))
    assert "We’ve asked Rosa." in waiting
    assert "We don’t know yet. We are new." in waiting
    assert set(browser.get("/waiting/news").json()) == {"stamp"}
    offer = matching.offers_for(peers.peer.id)[0]
    talk = offer_is_taken.accept(peers.peer.id, offer.offer_id, now)
    assert browser.get("/waiting/news").json() == {"go": f"/talk/{talk}"}
    for page_before in ("/waiting", "/choose"):
        assert browser.get(page_before).headers["Location"] == f"/talk/{talk}"
    assert f'href="/talk/{talk}"' in text(browser.get("/"))


def test_looking_again_shows_the_same_people_and_counts_for_nothing(peers: Cast) -> None:
    browser = arrived(peers)
    first = cards(text(browser.get("/choose")))
    assert [cards(text(browser.get("/choose"))) for _ in range(20)] == [first] * 20


def test_the_others_are_asked_only_when_the_member_says_so(peers: Cast) -> None:
    browser = arrived(peers)
    boxes = re.findall(r"<input type=\"checkbox\"[^>]*>", text(browser.get("/choose")))
    assert boxes == ['<input type="checkbox" name="ask_others" value="1">'] * 2
    browser.post("/choose", {"peer": str(peers.peer.id)})
    asked = [len(matching.offers_for(peer.id)) for peer in (peers.peer, peers.other_peer)]
    assert asked == [1, 0]


def test_suggestions_run_out_for_a_device_and_whoever_is_free_still_works(
    peers: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(support_is_asked, "ON_A_DEVICE", 2)
    pages = [text(arrived(peers).get("/choose")) for _ in range(2)]
    assert [len(cards(page)) for page in pages] == [2, 2]
    late = arrived(peers)
    page = text(late.get("/choose"))
    assert cards(page) == []
    assert "That protects everyone here" in page
    assert late.post("/choose", {"whoever": "1"}).headers["Location"] == "/waiting"
    assert "We’re asking who is free." in text(late.get("/waiting"))


def test_a_wish_that_keeps_people_away_is_named_and_can_be_let_go(peers: Cast) -> None:
    browser = arrived(peers, gender="1", own_name="Ann")
    page = text(browser.get("/choose"))
    assert cards(page) == []
    assert "You would like to talk with a woman." in page
    assert "Without it, 2 people could talk with you." in page
    assert browser.post("/choose", {"loosen": "gender"}).headers["Location"] == "/choose"
    assert len(cards(text(browser.get("/choose")))) == 2


def test_when_nobody_is_here_it_is_said_at_once_and_the_wish_is_kept(cast: Cast, now: datetime) -> None:
    with turn.write():
        programs.set_hours(cast.program.id, "Africa/Nairobi", [[1, "08:00", "20:00"]])
    browser = arrived(cast)
    browser.post("/choose", {"whoever": "1"})
    nobody_yet = "Nobody is here just now. We don’t know yet when someone will be."
    assert nobody_yet in text(browser.get("/waiting"))
    with turn.write():
        availability.begin(cast.program.id, cast.peer.id)
        availability.set_ready(cast.peer.id, True)
    page = text(browser.get("/waiting"))
    assert "Nobody is here just now. Someone is usually here from tomorrow at 08:00." in page
    assert "Help now" in page
    assert len(desks.for_team(cast.program.id, []).waiting) == 1


def test_who_cannot_just_now_is_not_blamed_and_another_is_named(
    peers: Cast, now: datetime, time_passes: TimePasses
) -> None:
    browser = arrived(peers)
    browser.get("/choose")
    browser.post("/choose", {"peer": str(peers.peer.id)})
    offer = matching.offers_for(peers.peer.id)[0]
    offer_is_taken.pass_on(peers.peer.id, offer.offer_id, time_passes(timedelta(minutes=1)))
    page = text(browser.get("/waiting"))
    assert "Rosa can’t take on someone new this week. Shall we ask Sipho?" in page
    assert "pass" not in page.lower().replace("compass", "")
    browser.post("/waiting", {"do": "next"})
    assert "We’ve asked Sipho." in text(browser.get("/waiting"))


def test_not_waiting_any_more(peers: Cast) -> None:
    browser = arrived(peers)
    browser.post("/choose", {"whoever": "1"})
    assert browser.post("/waiting", {"do": "withdraw"}).headers["Location"] == "/"
    assert 'href="/ask"' in text(browser.get("/"))
    assert desks.for_team(peers.program.id, []).waiting == []
    asked = browser.post("/ask", {"page": "3", "to": "end", "tongues": "en", "lived": "loss"})
    assert asked.headers["Location"] == "/choose"
    assert browser.get("/ask").headers["Location"] == "/choose"  # nobody asks twice by accident


HOSTILE: list[dict[str, Any]] = [
    {},
    {"peer": "0"},
    {"peer": "99999999999999999999999"},
    {"peer": "1"},
    {"peer": "\x00"},
    {"loosen": "\x00" * 60_000},
    {"loosen": "everything"},
    {"do": "next"},
    {"do": ["withdraw\x00", "<script>"]},
]


@pytest.mark.parametrize("form", HOSTILE)
def test_no_form_brings_choosing_or_waiting_down(peers: Cast, form: dict[str, Any]) -> None:
    browser = arrived(peers)
    browser.get("/choose")
    assert {browser.post(page, form).status_code for page in ("/choose", "/waiting")} == {303}
    assert [matching.offers_for(peer.id) for peer in (peers.peer, peers.other_peer)] == [(), ()]


def test_nobody_asks_a_peer_of_another_program(peers: Cast, now: datetime) -> None:
    make_peer(peers.elsewhere_peer, peers.elsewhere_coordinator, peers.elsewhere_coordinator, now)
    browser = arrived(peers)
    assert str(peers.elsewhere_peer.id) not in cards(text(browser.get("/choose")))
    browser.post("/choose", {"peer": str(peers.elsewhere_peer.id)})
    assert matching.offers_for(peers.elsewhere_peer.id) == ()


def test_home_says_truthfully_who_is_here(
    peers: Cast, stranger: Client, now: datetime, time_passes: TimePasses
) -> None:
    home = f"/at/{peers.program.slug}"
    assert "2 people are here now." in text(stranger.get(home))
    with turn.write():
        availability.be_here(peers.peer.id, None)
    assert "One person is here now." in text(stranger.get(home))
    time_passes(timedelta(days=1))
    assert "Nobody is here just now." in text(stranger.get(home))
    assert stranger.get(home).cookies == {}


def test_a_peer_is_led_to_their_desk(peers: Cast, sign_in: SignIn) -> None:
    assert sign_in(peers.peer).get("/").headers["Location"] == "/desk"
