"""Coming back with lost words, page by page, as a browser without script meets it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client

from alongside.flows.tests.walking import walk_together
from alongside.people import lost_words, reads, sessions
from alongside.people.models import LostWords
from conftest import Cast, SignIn, TimePasses, a_browser

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

LOST = "/at/open-door/back/lost"
ON_THE_DESK = "Someone says they walk with you and lost their words"
ASKED = {"do": "ask", "peer": "Rosa", "called": "Amina", "how": "we spoke of bees"}


@pytest.fixture(autouse=True)
def walk(cast: Cast, now: datetime) -> int:
    return walk_together(cast.member, cast.peer, cast.program.key_id, now - timedelta(days=1))


def read(browser: Client, address: str) -> str:
    return browser.get(address).content.decode()


def ask(browser: Client, **more: str) -> int:
    assert browser.post(LOST, ASKED | more).status_code == 303
    return LostWords.objects.latest("id").id


def test_from_asking_to_new_words(cast: Cast, sign_in: SignIn, stranger: Client) -> None:
    assert "I lost my words" in read(stranger, "/at/open-door/back")
    lost = ask(stranger)
    assert "You have asked to come back" in read(stranger, LOST)
    rosa, otieno = sign_in(cast.peer), sign_in(cast.supervisor)
    assert ON_THE_DESK in read(rosa, "/desk")
    assert "lost their words" not in read(otieno, "/program")
    page = read(rosa, f"/desk/lost/{lost}")
    assert ("we spoke of bees" in page, f'value="{cast.member.id}"' in page) == (True, True)
    assert rosa.post(f"/desk/lost/{lost}", {"do": "them", "who": cast.member.id}).status_code == 303
    assert ON_THE_DESK not in read(rosa, "/desk")
    assert f'href="/program/lost/{lost}"' in read(otieno, "/program")
    assert "<bdi>Rosa</bdi> says that it is <bdi>Amina</bdi>" in read(otieno, f"/program/lost/{lost}")
    assert otieno.post(f"/program/lost/{lost}", {"do": "them"}).status_code == 303
    assert "You can come in" in read(stranger, LOST)
    came = stranger.post(LOST, {"do": "come-in", "device": "own"})
    assert came.content.decode().count("<li>") >= 5
    assert (stranger.cookies["s"]["max-age"], stranger.cookies["w"].value) == (400 * 24 * 60 * 60, "")
    assert "Amina" in read(stranger, "/")


def test_a_device_still_signed_in_is_asked_at_home_and_beside_the_talk_and_stops_it(
    cast: Cast, sign_in: SignIn, stranger: Client, walk: int, time_passes: TimePasses
) -> None:
    amina, rosa, otieno = sign_in(cast.member), sign_in(cast.peer), sign_in(cast.supervisor)
    lost = ask(stranger)
    asks = "Someone asks to come back as you. Is it you?"
    assert asks not in read(amina, "/")
    rosa.post(f"/desk/lost/{lost}", {"do": "them", "who": cast.member.id})
    otieno.post(f"/program/lost/{lost}", {"do": "them"})
    for page in ("/", f"/talk/{walk}", "/me/back"):
        assert asks in read(amina, page)
    assert asks not in read(rosa, f"/talk/{walk}")
    before = read(stranger, LOST)
    assert amina.post("/me/back", {"do": "stop"}).status_code == 303
    assert asks not in read(amina, "/")
    assert read(stranger, LOST) == before
    time_passes(timedelta(days=2))
    assert "You can come in" not in read(stranger, LOST)
    assert stranger.post(LOST, {"do": "come-in"}).status_code == 200
    assert "s" not in stranger.cookies


def test_a_device_that_asks_for_nobody_reads_the_same_to_the_letter(
    cast: Cast, sign_in: SignIn, stranger: Client
) -> None:
    ask(stranger)
    other = a_browser()
    ask(other, peer="Nobody of this name")
    assert read(stranger, LOST) == read(other, LOST)
    lost = LostWords.objects.get(peer=cast.peer).id
    sign_in(cast.peer).post(f"/desk/lost/{lost}", {"do": "them", "who": cast.member.id})
    assert read(stranger, LOST) == read(other, LOST)
    sign_in(cast.peer).post(f"/desk/lost/{lost}", {"do": "not"})
    assert read(stranger, LOST) == read(other, LOST)


def test_another_device_sees_nothing_of_it_and_comes_in_by_nothing(
    cast: Cast, sign_in: SignIn, stranger: Client
) -> None:
    lost = ask(stranger)
    sign_in(cast.peer).post(f"/desk/lost/{lost}", {"do": "them", "who": cast.member.id})
    sign_in(cast.supervisor).post(f"/program/lost/{lost}", {"do": "them"})
    thief = a_browser()
    assert "Ask them" in read(thief, LOST)
    assert thief.post(LOST, {"do": "come-in"}).status_code == 200
    assert "s" not in thief.cookies
    thief.cookies["w"] = stranger.cookies["w"].value
    assert thief.get("/at/river-house/back/lost").content.decode().count("You can come in") == 0


def test_taken_back_it_is_gone(cast: Cast, sign_in: SignIn, stranger: Client) -> None:
    ask(stranger)
    assert stranger.post(LOST, {"do": "take-back"}).status_code == 303
    assert LostWords.objects.count() == 0
    assert ON_THE_DESK not in read(sign_in(cast.peer), "/desk")


def test_what_is_missing_is_said_and_what_was_typed_is_kept(stranger: Client, cast: Cast) -> None:
    answer = stranger.post(LOST, ASKED | {"peer": "", "called": "x" * 90})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert ("we spoke of bees" in page, "Please write the name you know them by." in page) == (True, True)
    assert LostWords.objects.count() == 0


def test_the_ninth_time_a_day_is_too_often(stranger: Client, cast: Cast) -> None:
    answers = [a_browser().post(LOST, ASKED).status_code for _ in range(9)]
    assert answers == [303] * 8 + [429]


def test_the_switch_is_on_the_members_own_page(cast: Cast, sign_in: SignIn) -> None:
    amina = sign_in(cast.member)
    assert 'href="/me/back"' in read(amina, "/me")
    for do, on in (("off", False), ("on", True), ("nonsense", True)):
        amina.post("/me/back", {"do": do})
        assert lost_words.is_on(cast.member.id) == on
    person = reads.person(cast.other_member.id)
    assert person is not None
    assert person.back_by_peer


def test_a_choice_of_somebody_else_is_a_mistake_that_is_said(
    cast: Cast, sign_in: SignIn, stranger: Client
) -> None:
    rosa, lost = sign_in(cast.peer), ask(stranger)
    for who in ("", "nonsense", str(cast.other_member.id), str(cast.coordinator.id)):
        answer = rosa.post(f"/desk/lost/{lost}", {"do": "them", "who": who})
        assert (answer.status_code, "Please choose who it is." in answer.content.decode()) == (422, True)
    assert lost_words.about(cast.member.id, LostWords.objects.get().made_at) is None


def test_other_peers_and_other_programs_find_no_page(cast: Cast, sign_in: SignIn, stranger: Client) -> None:
    lost = ask(stranger)
    for person in (cast.other_peer, cast.member, cast.elsewhere_peer, cast.coordinator):
        assert sign_in(person).get(f"/desk/lost/{lost}").status_code == 404
    for person in (cast.supervisor, cast.peer, cast.elsewhere_coordinator):  # the peer has not said so yet
        assert sign_in(person).get(f"/program/lost/{lost}").status_code == 404
    assert sessions.any_of(cast.elsewhere_member.id, LostWords.objects.get().made_at) is False
