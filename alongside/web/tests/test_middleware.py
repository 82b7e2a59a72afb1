"""What every page passes through."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client

from alongside.web.middleware import from_here

if TYPE_CHECKING:
    from conftest import Cast, SignIn

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def asks(**headers: str) -> bool:
    """Whether a POST to our own page with these headers counts as one of ours."""
    return from_here("POST", "alongside.example", lambda name: headers.get(name.replace("-", "_"), ""))


@pytest.mark.parametrize(
    ("headers", "ours"),
    [
        ({"sec_fetch_site": "same-origin"}, True),
        ({"sec_fetch_site": "none"}, True),
        ({"sec_fetch_site": "same-site"}, False),
        ({"sec_fetch_site": "cross-site"}, False),
        ({"sec_fetch_site": "cross-site", "origin": "https://alongside.example"}, False),
        ({"origin": "https://alongside.example"}, True),
        ({"origin": "https://elsewhere.example"}, False),
        ({"origin": "null"}, False),
        ({"origin": "https://alongside.example.elsewhere.example"}, False),
        ({"referer": "https://alongside.example/promise"}, True),
        ({"referer": "https://elsewhere.example/alongside.example"}, False),
        ({"origin": "https://elsewhere.example", "referer": "https://alongside.example/"}, False),
        ({}, False),
    ],
)
def test_a_form_counts_only_when_it_comes_from_our_own_page(headers: dict[str, str], ours: bool) -> None:
    assert asks(**headers) is ours


def test_a_form_from_elsewhere_changes_nothing_and_gives_the_typed_words_back(cast: Cast) -> None:
    answer = Client(headers={"sec-fetch-site": "cross-site"}).post("/", {"words": "I have not slept"})
    assert answer.status_code == 403
    assert answer.context["typed"] == ["I have not slept"]


def test_every_answer_forbids_what_no_page_needs(stranger: Client) -> None:
    answer = stranger.get("/no-such-page")
    assert answer.status_code == 404
    policy = answer.headers["Content-Security-Policy"].split("; ")
    assert policy[0] == "default-src 'none'"
    assert not [part for part in policy if "unsafe" in part or "http" in part or "*" in part]
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_who_is_signed_in_gets_pages_that_no_shared_cache_keeps(cast: Cast, sign_in: SignIn) -> None:
    assert sign_in(cast.member).get("/no-such-page").headers["Cache-Control"] == "no-store"
