"""In which language a page comes: what was chosen, what is known of the person, what the device asks for."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from alongside.flows import person_settles_in

if TYPE_CHECKING:
    from conftest import Cast, SignIn

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
PAGE = "/no-such-page"


def spoken(browser: Client, address: str = PAGE, accept: str = "") -> str:
    """The language a page came in."""
    answer = browser.get(address, headers={"accept-language": accept} if accept else {})
    return answer.headers["Content-Language"]


@pytest.mark.parametrize(
    ("accept", "language"),
    [
        ("", "en"),
        ("sw", "sw"),
        ("sw-KE,en;q=0.8", "sw"),
        ("fr,sw;q=0.7,en;q=0.3", "sw"),
        ("en-ZA", "en"),
        ("fr", "en"),
        ("ar-xb", "en"),
        ("*", "en"),
        (";;,q=x\x00", "en"),
    ],
)
def test_a_stranger_is_answered_as_their_device_asks(stranger: Client, accept: str, language: str) -> None:
    assert spoken(stranger, accept=accept) == language


def test_a_choice_is_kept_for_the_next_page(stranger: Client) -> None:
    assert spoken(stranger, accept="en") == "en"
    assert spoken(stranger, f"{PAGE}?l=sw", accept="en") == "sw"
    assert spoken(stranger, accept="en") == "sw"
    assert stranger.cookies["l"]["httponly"]


@pytest.mark.parametrize("asked", ["fr", "ar-xb", "", "../../etc", "sw\x00", "x" * 5000])
def test_a_language_we_do_not_have_is_not_chosen(stranger: Client, asked: str) -> None:
    assert spoken(stranger, f"{PAGE}?l={asked}") == "en"
    assert "l" not in stranger.cookies


def test_a_person_reads_their_own_language_wherever_they_are(
    cast: Cast, sign_in: SignIn, now: datetime
) -> None:
    browser = sign_in(cast.member)
    assert spoken(browser, accept="sw") == "en"
    person_settles_in.set_language(cast.member.id, "sw", "", now)
    assert spoken(browser, accept="en") == "sw"


def test_every_language_says_the_page_in_its_own_words(stranger: Client) -> None:
    said = {language: stranger.get(f"{PAGE}?l={language}").content.decode() for language in ("en", "sw")}
    assert "This page is not here." in said["en"]
    assert "Ukurasa huu haupo hapa." in said["sw"]
    assert '<html lang="sw" dir="ltr">' in said["sw"]
