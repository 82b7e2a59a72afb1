"""The member's own page: what they set for themselves, new words, going, and deletion."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from alongside.people import preferences, reads, recoveries, sessions
from conftest import Cast, SignIn, TimePasses, a_browser

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def test_the_page_shows_name_and_ways(cast: Cast, sign_in: SignIn) -> None:
    page = sign_in(cast.member).get("/me").content.decode()
    assert "Amina" in page
    assert "Delete everything about me" in page
    assert "Hide this page" in page


def test_language_and_zone_are_kept(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.member)
    answer = browser.post("/me/language", {"language": "sw", "zone": "Africa/Kampala"})
    assert answer.status_code == 303
    assert preferences.of(cast.member.id) == preferences.Preferences("sw", "Africa/Kampala")
    assert browser.get("/me").headers["Content-Language"] == "sw"


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"language": "xx", "zone": ""},
        {"language": "en", "zone": "../../etc/passwd"},
        {"language": "\x00", "zone": "a" * 60000},
        {"language": ["en", "tlh"], "zone": ["UTC", "Mars/One"]},
    ],
)
def test_what_is_no_language_or_zone_changes_nothing(cast: Cast, sign_in: SignIn, form: Any) -> None:
    answer = sign_in(cast.member).post("/me/language", form)
    assert answer.status_code == 422
    assert preferences.of(cast.member.id) == preferences.Preferences("en", "")


def test_the_device_can_be_said_later(cast: Cast, sign_in: SignIn, now: Any) -> None:
    browser = sign_in(cast.member)
    browser.post("/me/device", {"device": "own"})
    assert browser.cookies["s"]["max-age"] == 400 * 86400
    own = sessions.visitor(browser.cookies["s"].value, now)
    assert own is not None
    assert (own[0].own_device, own[0].borrowed_device) == (True, False)
    browser.post("/me/device", {"device": "borrowed"})
    assert browser.cookies["s"]["max-age"] == ""
    borrowed = sessions.visitor(browser.cookies["s"].value, now)
    assert borrowed is not None
    assert (borrowed[0].own_device, borrowed[0].borrowed_device) == (False, True)


def test_a_borrowed_device_ends_after_two_quiet_minutes(
    cast: Cast, sign_in: SignIn, time_passes: TimePasses
) -> None:
    browser = sign_in(cast.member)
    browser.post("/me/device", {"device": "borrowed"})
    assert "borrowed." in browser.get("/me").content.decode()
    time_passes(timedelta(seconds=110))
    assert browser.post("/still-here").status_code == 204  # typing keeps it going
    time_passes(timedelta(seconds=110))
    assert browser.get("/me").status_code == 200
    time_passes(timedelta(seconds=121))
    assert browser.get("/me").status_code == 404


def test_a_device_of_ones_own_does_not_end_so_soon(
    cast: Cast, sign_in: SignIn, time_passes: TimePasses
) -> None:
    browser = sign_in(cast.member)
    time_passes(timedelta(days=30))
    page = browser.get("/me")
    assert page.status_code == 200
    assert "borrowed." not in page.content.decode()


def test_new_words_are_shown_once_and_never_again(cast: Cast, sign_in: SignIn, now: Any) -> None:
    browser = sign_in(cast.member)
    assert "You have none yet." in browser.get("/words").content.decode()
    made = browser.post("/words")
    assert made.headers["Cache-Control"] == "no-store"
    five = [part.split("<")[0] for part in made.content.decode().split("<li>")[1:6]]
    assert len(five) == 5
    again = browser.get("/words").content.decode()
    assert [word for word in five if f">{word}<" in again] == []
    found = recoveries.person_with(cast.program.id, recoveries.found_by(" ".join(five)))
    assert found is not None
    assert found.id == cast.member.id


def test_signing_out_ends_this_device_and_wipes_what_the_browser_kept(cast: Cast, sign_in: SignIn) -> None:
    browser, other = sign_in(cast.member), sign_in(cast.member)
    answer = browser.post("/leave")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/at/{cast.program.slug}")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert browser.get("/me").status_code == 404
    assert other.get("/me").status_code == 200


def test_signing_out_by_a_link_is_not_possible(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.member)
    assert browser.get("/leave").status_code == 405
    assert browser.get("/me").status_code == 200


def test_delete_asks_once_more_and_deletes(cast: Cast, sign_in: SignIn, transactional_db: None) -> None:
    browser = sign_in(cast.member)
    asked = browser.get("/me/delete")
    assert asked.status_code == 200
    assert reads.names([cast.member.id]) == {cast.member.id: "Amina"}
    for sure in ({}, {"sure": ""}, {"sure": "no"}):  # one tap alone deletes nothing
        once_more = browser.post("/me/delete", {"when": "now", **sure})
        assert "Really everything, now?" in once_more.content.decode()
        assert 'href="/me/delete"' in once_more.content.decode()
        assert reads.names([cast.member.id]) == {cast.member.id: "Amina"}
    done = browser.post("/me/delete", {"when": "now", "sure": "yes"})
    assert "It is done" in done.content.decode()
    assert reads.names([cast.member.id, cast.other_member.id]) == {cast.other_member.id: "Juma"}
    assert browser.get("/me").status_code == 404


def test_nobody_else_opens_these_pages(cast: Cast, sign_in: SignIn) -> None:
    pages = ("/me", "/words", "/ask")
    for browser in (a_browser(), sign_in(cast.peer), sign_in(cast.coordinator)):
        assert {browser.get(page).status_code for page in pages} == {404}


def test_a_form_from_elsewhere_changes_nothing(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.member)
    answer = browser.post("/leave", headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403
    assert browser.get("/me").status_code == 200
