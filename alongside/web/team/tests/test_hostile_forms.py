"""Whatever is sent to the forms of the team and the peers: a page in plain words, never a failure."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from django.test import Client

from alongside.flows import program_is_set_up, someone_is_invited

if TYPE_CHECKING:
    from conftest import Cast, SignIn

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

TEAM = (
    *("program/pause", "program/invite", "program/requirements", "program/promise", "program/words"),
    *("program/places", "program/experiences", "program/hours", "program/lines", "program/lines/new"),
    *("program/people/{peer}", "program/people/{peer}/password", "program/invite/1/end", "practice"),
)
PEERS = (
    *("desk/here", "desk/rest", "desk/1/hello", "desk/1/pass", "me/profile/preview", "practice"),
    *(f"me/profile/{code}" for code in ("name", "lived", "shown", "loves", "about", "you", "places", "week")),
)
NAMES = (
    *("name", "country", "first_language", "languages", "zone", "always", "from0", "to0", "age", "emergency"),
    *("adult", "neutral", "place", "people", "church", "work", "clinic", "experience", "interest", "promise"),
    *("sentence_consent_only", "own_name", "email", "password", "whose", "step", "until", "roles", "note"),
    *(
        "codes",
        "own",
        "seen",
        "beside",
        "make_ready",
        "peer_en",
        "phone",
        "sms",
        "hours",
        "who_for",
        "source",
    ),
    *("tongues", "lived", "lived_words", "loves", "loves_words", "about", "gender", "age_band", "capacity"),
    *("shown_low", "colleague", "rest_until", "live", "program", "back", "next"),
)
HOSTILE = {
    "nothing": b"",
    "a null byte": urlencode([(name, "a\x00b") for name in NAMES]).encode(),
    "half a character": b"&".join(name.encode() + b"=%ED%A0%80%FF" for name in NAMES),
    "markup": urlencode([(name, '"><script>alert(1)</script>') for name in NAMES]).encode(),
    "far too long": urlencode([(name, "x" * 900) for name in NAMES]).encode(),
    "very large numbers": urlencode([(name, "9" * 60) for name in NAMES]).encode(),
    "below zero": urlencode([(name, "-1") for name in NAMES]).encode(),
    "other digits": urlencode([(name, "١٢٣") for name in NAMES]).encode(),
    "everything twice": urlencode([(name, value) for name in NAMES for value in ("1", "2")]).encode(),
    "line ends": urlencode([(name, "\r\n\t‮🌻\n" * 20) for name in NAMES]).encode(),
    "no form at all": b"%%%;;&&&===&=&%00=%00",
}
FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE.keys())
def test_the_teams_forms(cast: Cast, sign_in: SignIn, body: bytes) -> None:
    desk = sign_in(cast.coordinator)
    for pattern in TEAM:
        address = "/" + pattern.format(peer=cast.peer.id)
        answer = desk.post(address, body, content_type=FORM)
        assert answer.status_code in (200, 303, 404, 422), (address, answer.status_code)
        assert b"<script>alert" not in answer.content, address
    assert desk.get("/program").status_code == 200


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE.keys())
def test_the_peers_forms(cast: Cast, sign_in: SignIn, body: bytes) -> None:
    sign_in(cast.coordinator).post("/program/places", {"place": "Kibera"})
    desk = sign_in(cast.peer)
    desk.post("/me/profile/lived", {"lived": ["low"]})
    for pattern in PEERS:
        answer = desk.post(f"/{pattern}", body, content_type=FORM)
        assert answer.status_code in (303, 404, 422), (pattern, answer.status_code)
        assert b"<script>alert" not in answer.content, pattern
    for page in ("/desk", "/me/profile", "/me/profile/preview", *(f"/{each}" for each in PEERS[6:])):
        answer = desk.get(page)
        assert answer.status_code == 200, page
        assert b"<script>alert" not in answer.content, page


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE.keys())
def test_the_ways_in(cast: Cast, now: datetime, stranger: Client, body: bytes) -> None:
    link = someone_is_invited.invite(cast.program, ["peer"], "", cast.coordinator.id, now)
    first = program_is_set_up.first_link(now)
    for address in ("/sign-in", f"/join/{link}", f"/set-up/{first}"):
        answer = stranger.post(address, body, content_type=FORM)
        assert answer.status_code in (200, 422), (address, answer.status_code)
        assert b"<script>alert" not in answer.content, address
    for step in ("program", "open", "words", "promise", "you"):
        answer = stranger.post(f"/set-up/{first}", b"step=" + step.encode() + b"&" + body, content_type=FORM)
        assert answer.status_code in (200, 422), (step, answer.status_code)


@pytest.mark.parametrize("token", ["x", "x" * 500, "%00", "..", "%ED%A0%80", "🌻"])
def test_links_that_never_were(db: None, stranger: Client, token: str) -> None:
    for way in ("join", "set-up"):
        assert stranger.get(f"/{way}/{token}").status_code == 404
        assert stranger.post(f"/{way}/{token}", {"name": "x"}).status_code == 404


def test_rows_that_are_not_there(cast: Cast, sign_in: SignIn) -> None:
    desk = sign_in(cast.coordinator)
    for number in ("0", "1", "9" * 18, "9" * 19, "9" * 30):
        assert desk.get(f"/program/people/{number}").status_code == 404
        assert desk.get(f"/program/lines/{number}").status_code == 404
        assert desk.post(f"/practice/{number}/wipe").status_code == 404
