"""What one writes ahead: a plan, words that are kept, letters for the night. Each by plain forms."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from alongside.flows.tests.walking import walk_together
from alongside.safety.tests.test_own_words import says

if TYPE_CHECKING:
    from django.test import Client

    from conftest import Cast, SignIn

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


HELP = "/at/open-door/help"


def text(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_member_writes_a_plan_and_shares_it_with_their_peer(
    cast: Cast, sign_in: SignIn, now: datetime
) -> None:
    walk = walk_together(cast.member, cast.peer, cast.program.key_id, now)
    member, peer = sign_in(cast.member), sign_in(cast.peer)
    assert member.post("/me/plan", {"alone": "a" * 1501}).status_code == 422
    assert member.post("/me/plan", {"alone": "Feed the goats.", "not": ""}).status_code == 303
    assert peer.get(f"/talk/{walk}/helps").status_code == 404
    assert "/helps" not in text(peer, f"/talk/{walk}/more")
    assert member.get("/me/plan?kept=1").content.decode().count("for you alone.") == 1
    member.post("/me/plan", {"alone": "Feed the goats.", "shared": "1"})
    kept = member.get("/me/plan?kept=1").content.decode()
    assert [kept.count(words) for words in ("for you alone.", "whoever you walk with may read it.")] == [0, 1]
    assert "Feed the goats." in text(peer, f"/talk/{walk}/helps")
    assert f"/talk/{walk}/helps" in text(peer, f"/talk/{walk}/more")
    member.post("/me/plan", {"alone": ""})
    assert peer.get(f"/talk/{walk}/helps").status_code == 404


def test_a_line_is_kept_once_its_writer_says_yes(cast: Cast, sign_in: SignIn, now: datetime) -> None:
    walk = walk_together(cast.member, cast.peer, cast.program.key_id, now)
    n = says(cast.peer.id, walk, "You are not late. You are here.", now)
    member, peer = sign_in(cast.member), sign_in(cast.peer)
    assert f'href="/talk/{walk}/keep"' in text(member, f"/talk/{walk}/more")
    assert f'href="/talk/{walk}/keep"' not in text(peer, f"/talk/{walk}/more")
    member.post(f"/talk/{walk}/keep", {"n": n})
    assert "You are not late." not in text(member, HELP)
    assert "Someone would like to keep a line of yours" in text(peer, "/desk")
    card = text(peer, f"/talk/{walk}")
    assert "Amina would like to keep a line of yours, for bad days:" in card
    (line,) = re.findall(r'name="line" value="(\d+)"', card)
    peer.post(f"/talk/{walk}/kept-answer", {"line": line, "may": "yes"})
    assert "would like to keep" not in text(peer, f"/talk/{walk}")
    assert "You are not late." in text(member, HELP)
    (kept,) = re.findall(r'name="let_go" value="(\d+)"', text(member, "/me/kept"))
    member.post("/me/kept", {"let_go": kept})
    assert "You are not late." not in text(member, HELP)


def test_a_peer_writes_letters_and_takes_them_away(cast: Cast, sign_in: SignIn) -> None:
    peer = sign_in(cast.peer)
    assert peer.post("/me/letters", {"letter": ""}).status_code == 422
    for number in range(5):
        assert peer.post("/me/letters", {"letter": f"letter {number}", "tongue": "sw"}).status_code == 303
    full = peer.post("/me/letters", {"letter": "one more"})
    assert full.status_code == 422
    assert "You have 5 letters here." in full.content.decode()
    (away, *_rest) = re.findall(r"/me/letters/\d+/away", text(peer, "/me/letters"))
    assert sign_in(cast.other_peer).post(away).status_code == 404
    assert peer.post(away).status_code == 303
    assert text(peer, "/me/letters").count("/away") == 4
