"""Pages of cards: made once, used once, on one's own phone or on the peer's."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from alongside.flows import peer_lends_a_phone, program_pauses, promise_is_written
from alongside.flows.tests.asking import make_ready
from alongside.matching import cards, reads
from alongside.people.models import Person, Recovery
from alongside.web.visitors.device_lent import ASIDE_COOKIE
from conftest import a_browser
from tests.house import give_account

if TYPE_CHECKING:
    from django.test import Client

    from conftest import Cast, SignIn

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

PASSWORD = "four goats and a hen"
CODE = r'<p class="words" translate="no">([a-z]+ [a-z]+ \d\d)</p>'


def codes(answer: Any) -> list[str]:
    return re.findall(CODE, answer.content.decode())


@pytest.fixture
def desk(cast: Cast, now: datetime, sign_in: SignIn) -> Client:
    """Rosa, who is ready, at her desk."""
    make_ready(cast.peer, now)
    give_account(cast.peer)
    return sign_in(cast.peer)


def at(cast: Cast, page: str) -> str:
    return f"/at/{cast.program.slug}/{page}"


def comes_in(cast: Cast, browser: Client, code: str, **told: str) -> Any:
    form = {"code": code, "to": "end", "adult": "yes", "own_name": "Tall Reed", **told}
    return browser.post(at(cast, "card"), form)


def test_several_cards_at_once_each_with_its_note_and_shown_once(cast: Cast, desk: Client) -> None:
    answer = desk.post("/cards", {"notes": "bed 7\nbed 8\n"})
    text = answer.content.decode()
    assert len(set(codes(answer))) == 2
    assert [text.count("bed 7"), text.count("bed 8")] == [1, 1]
    assert answer.headers["Cache-Control"] == "no-store"
    page = desk.get("/cards").content.decode()
    assert [page.count("bed 7"), page.count("bed 8")] == [1, 1]
    assert [code for code in codes(answer) if code in page] == []


def test_a_stranger_with_a_card_talks_with_its_peer_straight_away(
    cast: Cast, desk: Client, stranger: Client, now: datetime
) -> None:
    promise_is_written.write(cast.program.id, "consent_only", "We call nobody.", now)
    (code,) = codes(desk.post("/cards", {}))
    page = stranger.post(at(cast, "card"), {"code": code.upper()}).content.decode()
    assert ("Rosa is glad you are here." in page, "We call nobody." in page) == (True, True)
    answer = comes_in(cast, stranger, code)
    assert answer.status_code == 303
    talk = stranger.get(answer.headers["Location"]).content.decode()
    assert "You and Rosa can talk here." in talk
    (walk,) = reads.walks_of(cast.peer.id)
    assert answer.headers["Location"] == f"/talk/{walk.conversation_id}"
    again = comes_in(cast, a_browser(), code)
    assert (again.status_code, "A card works once." in again.content.decode()) == (422, True)


def test_age_is_asked_and_who_is_too_young_keeps_the_card_unused(
    cast: Cast, desk: Client, stranger: Client, now: datetime
) -> None:
    (code,) = codes(desk.post("/cards", {}))
    assert comes_in(cast, stranger, code, adult="").status_code == 422
    assert "set up for adults" in comes_in(cast, stranger, code, adult="no").content.decode()
    assert len(cards.laid(cast.peer.id, cast.peer.key_id, now)) == 1


def test_a_name_that_tells_how_to_reach_someone_is_asked_again(
    cast: Cast, desk: Client, stranger: Client
) -> None:
    (code,) = codes(desk.post("/cards", {}))
    answer = comes_in(cast, stranger, code, own_name="0712 345 678")
    assert (answer.status_code, 'value="0712 345 678"' in answer.content.decode()) == (422, True)


def test_a_member_uses_a_card_as_well(cast: Cast, desk: Client, sign_in: SignIn) -> None:
    (code,) = codes(desk.post("/cards", {}))
    browser = sign_in(cast.member)
    page = browser.post(at(cast, "card"), {"code": code}).content.decode()
    assert ("Talk with Rosa as well?" in page, "18 or older" in page) == (True, False)
    answer = browser.post(at(cast, "card"), {"code": code, "to": "end"})
    (walk,) = reads.walks_of(cast.member.id)
    assert answer.headers["Location"] == f"/talk/{walk.conversation_id}"


def test_a_paused_program_takes_nobody_by_card_either(
    cast: Cast, desk: Client, stranger: Client, now: datetime
) -> None:
    (code,) = codes(desk.post("/cards", {}))
    program_pauses.pause(cast.program.id, now.replace(hour=23))
    assert "Just now nobody new can begin" in comes_in(cast, stranger, code).content.decode()
    assert reads.walks_of(cast.peer.id) == []


def test_a_card_is_taken_back_by_who_made_it(
    cast: Cast, desk: Client, sign_in: SignIn, now: datetime
) -> None:
    desk.post("/cards", {})
    (card,) = cards.laid(cast.peer.id, cast.peer.key_id, now)
    sign_in(cast.other_peer).post(f"/cards/{card.id}/end")
    assert len(cards.laid(cast.peer.id, cast.peer.key_id, now)) == 1
    desk.post(f"/cards/{card.id}/end")
    assert cards.laid(cast.peer.id, cast.peer.key_id, now) == []


def test_the_coordinator_says_to_whom_the_cards_lead(cast: Cast, desk: Client, sign_in: SignIn) -> None:
    browser = sign_in(cast.coordinator)
    assert browser.post("/cards", {"peer": str(cast.other_peer.id)}).status_code == 422
    answer = browser.post("/cards", {"peer": str(cast.peer.id), "notes": "bed 1"})
    assert len(codes(answer)) == 1
    assert "leads to Rosa" in browser.get("/cards").content.decode()


def lent(cast: Cast, desk: Client) -> str:
    """The phone is in the other's hands; the code on its page."""
    answer = desk.post("/desk/lend")
    assert answer.status_code == 200
    return str(re.findall(r'name="code" value="([^"]+)"', answer.content.decode())[0])


def test_while_the_phone_is_lent_the_desk_is_not_there(cast: Cast, desk: Client) -> None:
    token = desk.cookies["s"].value
    lent(cast, desk)
    assert (desk.cookies["s"].value, desk.cookies[ASIDE_COOKIE].value) == ("", token)
    assert desk.get("/desk").status_code == 404


def test_who_arrives_on_a_lent_phone_is_not_signed_in_and_takes_five_words_along(
    cast: Cast, desk: Client, now: datetime
) -> None:
    code = lent(cast, desk)
    assert 'name="device"' not in desk.post(at(cast, "card"), {"code": code}).content.decode()
    answer = comes_in(cast, desk, code)
    five = re.findall(r"<li>(\w+)</li>", answer.content.decode())
    assert len(five) == 5
    assert answer.headers["Cache-Control"] == "no-store"
    assert desk.cookies["s"].value == ""
    assert desk.get("/words").status_code == 404
    own = a_browser()
    assert own.post(at(cast, "back"), {"five": " ".join(five)}).status_code == 303
    assert "Your talk with Rosa" in own.get("/").content.decode()


def test_the_desk_comes_back_with_the_password_alone(cast: Cast, desk: Client) -> None:
    token = desk.cookies["s"].value
    comes_in(cast, desk, lent(cast, desk))
    page = desk.get(at(cast, "given-back")).content.decode()
    assert "Now give the phone back to Rosa." in page
    assert desk.post(at(cast, "given-back"), {"password": "I hold the phone"}).status_code == 422
    assert desk.get("/desk").status_code == 404
    answer = desk.post(at(cast, "given-back"), {"password": PASSWORD})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/desk")
    assert (desk.cookies["s"].value, desk.cookies[ASIDE_COOKIE].value) == (token, "")
    assert desk.get("/desk").status_code == 200


def test_guessing_the_password_of_a_lent_phone_ends(cast: Cast, desk: Client, now: datetime) -> None:
    lent(cast, desk)
    lender = peer_lends_a_phone.whose(desk.cookies[ASIDE_COOKIE].value, now)
    assert lender is not None
    for _ in range(peer_lends_a_phone.TRIES):
        assert not peer_lends_a_phone.take_back(lender, "", None, now)
    assert desk.post(at(cast, "given-back"), {"password": PASSWORD}).status_code == 422


def test_somebody_who_came_in_another_way_on_a_lent_phone_is_signed_out(cast: Cast, desk: Client) -> None:
    lent(cast, desk)
    told = {"adult": "yes", "page": "3", "to": "end", "tongues": "en", "own_name": "Tall Reed"}
    desk.post(at(cast, "arrive"), told)
    theirs = desk.cookies["s"].value
    desk.post(at(cast, "given-back"), {"password": PASSWORD})
    other = a_browser()
    other.cookies["s"] = theirs
    assert other.get("/me").status_code == 404
    assert desk.get("/desk").status_code == 200


def test_a_peer_who_is_not_ready_lends_nothing(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.other_peer)
    assert browser.post("/desk/lend").status_code == 422
    assert browser.get("/desk").status_code == 200


def test_who_came_by_card_has_no_words_yet(cast: Cast, desk: Client, stranger: Client) -> None:
    before = Person.objects.count()
    (code,) = codes(desk.post("/cards", {}))
    comes_in(cast, stranger, code)
    assert (Person.objects.count() - before, Recovery.objects.count()) == (1, 0)
