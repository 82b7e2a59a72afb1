"""After a talk: the card on the desk, and what a peer may do with it."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest

from alongside.base import turn
from alongside.flows.tests.asking import make_ready
from alongside.flows.tests.walking import walk_together
from alongside.people import availability
from alongside.talk import writes
from alongside.talk.access import room_for
from alongside.workforce import writes as workforce

if TYPE_CHECKING:
    from conftest import Cast, SignIn

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)

ASKED = "Your talk with Amina: how are you now?"


@pytest.fixture
def talk(cast: Cast, now: datetime) -> int:
    """It ended an hour ago, and the peer said the last words."""
    make_ready(cast.peer, now)
    before = now - timedelta(hours=1)
    conversation = walk_together(cast.member, cast.peer, cast.program.key_id, before)
    with turn.write():
        room, seat = room_for(cast.peer.id, conversation, lock=True)
        writes.append([writes.Line(room, seat, b"0" * 16, "Good night.")], before)
        writes.confirm([(seat, 1, False)], before)
        workforce.name_supervisor(cast.program.id, cast.peer.id, cast.supervisor.id)
    return conversation


def words(page: Any) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.content.decode())).split())


def test_hard_offers_a_rest_before_the_next_person(
    cast: Cast, talk: int, sign_in: SignIn, now: datetime
) -> None:
    peer = sign_in(cast.peer)
    assert ASKED in words(peer.get("/desk"))
    kept = peer.post(f"/desk/after/{talk}", {"how": "hard"}).headers["Location"]
    assert ASKED not in words(peer.get("/desk"))
    assert "Would you like a rest before the next person?" in words(peer.get(kept))
    assert peer.post(kept, {"do": "3"}).headers["Location"] == "/desk"
    when = availability.when(cast.peer.id)
    assert when is not None
    assert when.break_until == datetime.fromisoformat("2026-11-26T07:00+03:00")
    assert "You are resting until" in words(peer.get("/desk"))


@pytest.mark.parametrize("how", ["light", "all_right"])
def test_nothing_is_offered_where_it_was_not_hard(cast: Cast, talk: int, sign_in: SignIn, how: str) -> None:
    peer = sign_in(cast.peer)
    kept = peer.post(f"/desk/after/{talk}", {"how": how}).headers["Location"]
    assert "rest before the next person" not in words(peer.get(kept))


def test_skipped_is_skipped(cast: Cast, talk: int, sign_in: SignIn) -> None:
    peer = sign_in(cast.peer)
    assert peer.post(f"/desk/after/{talk}", {"how": "skipped"}).headers["Location"] == "/desk"
    assert ASKED not in words(peer.get("/desk"))


def test_a_second_tap_shows_it_to_who_stands_beside_them_alone(
    cast: Cast, talk: int, sign_in: SignIn
) -> None:
    peer, beside, other = (sign_in(one) for one in (cast.peer, cast.supervisor, cast.coordinator))
    kept = peer.post(f"/desk/after/{talk}", {"how": "hard"}).headers["Location"]
    line = "Rosa shows you how they are"
    assert line not in words(beside.get("/program"))
    peer.post(kept, {"do": "show"})
    assert "Otieno can see this." in words(peer.get(kept))
    desk = beside.get("/program")
    assert (line in words(desk), line in words(other.get("/program"))) == (True, False)
    (address,) = re.findall(r'href="(/program/after/\d+)"', desk.content.decode())
    page = words(beside.get(address))
    assert ("Hard" in page, "Amina" in page) == (True, False)
    assert other.get(address).status_code == 404
    assert beside.post(address, {"do": "talk"}).headers["Location"].startswith("/talk/")
    assert line not in words(beside.get("/program"))


def test_nobody_elses_note_can_be_opened(cast: Cast, talk: int, sign_in: SignIn) -> None:
    kept = sign_in(cast.peer).post(f"/desk/after/{talk}", {"how": "hard"}).headers["Location"]
    for who in (cast.other_peer, cast.supervisor, cast.member, cast.elsewhere_peer):
        assert sign_in(who).get(kept).status_code == 404
    refused = sign_in(cast.other_peer).post(f"/desk/after/{talk}", {"how": "hard"})
    assert refused.headers["Location"] == "/desk"
