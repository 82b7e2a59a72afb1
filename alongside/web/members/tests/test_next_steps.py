"""A member's next steps on their pages, and what a peer sees of them."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client

from alongside.flows import match_ends, step_is_set
from alongside.flows.tests.walking import walk_together
from alongside.steps import next_steps
from conftest import Cast, SignIn

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def conversation(cast: Cast, now: datetime) -> int:
    return walk_together(cast.member, cast.peer, cast.program.key_id, now)


def text(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def going(cast: Cast) -> list[next_steps.Step]:
    return next_steps.of(cast.member.id, cast.member.key_id)[0]


def test_a_step_is_written_with_a_day_or_without(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.member)
    assert browser.post("/me/steps", {"words": "call a cousin", "on": "2026-11-24"}).status_code == 303
    assert browser.post("/me/steps", {"words": "open a window"}).status_code == 303
    assert [(one.words, str(one.on)) for one in going(cast)] == [
        ("call a cousin", "2026-11-24"),
        ("open a window", "None"),
    ]
    page = text(browser, "/me/steps?said=kept")
    assert "It is kept." in page
    assert "tomorrow" in page


@pytest.mark.parametrize(
    "form",
    [
        {"words": ""},
        {"words": "a" * 301},
        {"words": "call", "on": "soon"},
        {"words": "call", "on": "2026-13-01"},
    ],
)
def test_what_cannot_be_kept_comes_back_as_it_was_typed(
    cast: Cast, sign_in: SignIn, form: dict[str, str]
) -> None:
    answer = sign_in(cast.member).post("/me/steps", form)
    assert answer.status_code == 422
    assert form["words"] in answer.content.decode()
    assert going(cast) == []


@pytest.mark.parametrize(
    ("do", "words"), [("done", "Done. That was yours."), ("let-go", "Let go. That is fine too.")]
)
def test_done_and_let_go_are_answered_kindly(
    cast: Cast, sign_in: SignIn, now: datetime, do: str, words: str
) -> None:
    step_id = step_is_set.write(cast.member.id, "walk", None, now)
    browser = sign_in(cast.member)
    answer = browser.post(f"/me/steps/{step_id}", {"do": do})
    assert words in text(browser, answer.headers["Location"])
    assert browser.get(f"/me/steps/{step_id}").status_code == 404
    assert browser.post(f"/me/steps/{step_id}", {"do": do}).status_code == 404


def test_what_it_became_is_asked_for_in_words(cast: Cast, sign_in: SignIn, now: datetime) -> None:
    step_id = step_is_set.write(cast.member.id, "walk", None, now)
    browser = sign_in(cast.member)
    assert browser.post(f"/me/steps/{step_id}", {"words": " "}).status_code == 422
    assert browser.post(f"/me/steps/{step_id}", {"words": "sit outside"}).status_code == 303
    assert [one.words for one in going(cast)] == ["sit outside"]
    assert "It became:" in text(browser, "/me/steps")


def test_where_nobody_walks_along_nothing_can_be_shown(cast: Cast, sign_in: SignIn, now: datetime) -> None:
    step_id = step_is_set.write(cast.member.id, "walk", None, now)
    browser = sign_in(cast.member)
    browser.post("/me/steps", {"words": "sing", "shared": "1"})
    browser.post(f"/me/steps/{step_id}", {"do": "share"})
    assert [one.shared for one in going(cast)] == [False, False]


def test_the_peer_sees_what_is_shared_while_they_walk_together(
    cast: Cast, conversation: int, sign_in: SignIn
) -> None:
    member, peer = sign_in(cast.member), sign_in(cast.peer)
    member.post("/me/steps", {"words": "call a cousin", "shared": "1"})
    member.post("/me/steps", {"words": "my secret"})
    pages = (f"/talk/{conversation}", f"/talk/{conversation}/more")
    assert [("call a cousin" in text(peer, page), "my secret" in text(peer, page)) for page in pages] == [
        (True, False)
    ] * 2
    (shared,) = [one for one in going(cast) if one.shared]
    member.post(f"/me/steps/{shared.id}", {"do": "unshare"})
    assert ["call a cousin" in text(peer, page) for page in pages] == [False, False]
    member.post(f"/me/steps/{shared.id}", {"do": "share"})
    assert ["call a cousin" in text(peer, page) for page in pages] == [True, True]
    match_ends.say_goodbye(cast.member.id, conversation, "", cast.member.arrived_at + timedelta(days=1))
    assert ["call a cousin" in text(peer, page) for page in pages] == [False, False]


def test_a_peer_can_set_or_touch_none(cast: Cast, conversation: int, sign_in: SignIn, now: datetime) -> None:
    step_id = step_is_set.write(cast.member.id, "walk", None, now, shared=True)
    peer = sign_in(cast.peer)
    for address in ("/me/steps", f"/me/steps/{step_id}"):
        assert peer.post(address, {"words": "take your pills", "do": "done"}).status_code == 404
    assert [one.words for one in going(cast)] == ["walk"]
