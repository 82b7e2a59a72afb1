"""Three short pages: nothing is kept before the end, nothing typed is lost, and only age must be told."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from alongside.base import turn
from alongside.flows import person_arrives
from alongside.people import choices, programs, sessions
from alongside.safety import writes as safety
from conftest import Cast, TimePasses, a_browser

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

YES = {"adult": "yes", "page": "3", "to": "end"}


@pytest.fixture
def arrive(cast: Cast) -> str:
    with turn.write():
        programs.write_promise(
            cast.program.id, "consent_only", "We call nobody unless you ask.", cast.program.made_at
        )
    return f"/at/{cast.program.slug}/arrive"


def rows() -> dict[str, int]:
    """How many rows each table holds, keys included."""
    counts = {}
    for model in apps.get_models():
        database = "keys" if model.__name__ in ("Key", "DestroyedKey") else "default"
        counts[model.__name__] = model._default_manager.using(database).count()
    return counts


def text(response: Any) -> str:
    return str(response.content.decode())


def test_the_first_page_says_the_promise_before_the_first_word(stranger: Client, arrive: str) -> None:
    page = text(stranger.get(arrive))
    assert page.index("We call nobody unless you ask.") < page.index("<textarea")


def test_only_age_has_to_be_answered(stranger: Client, arrive: str) -> None:
    answer = stranger.post(
        arrive, {"page": "1", "to": "2", "going": "low since winter", "lived": ["low", "loss"]}
    )
    assert answer.status_code == 422
    page = text(answer)
    assert "We ask everybody" in page
    assert "low since winter" in page
    assert page.count(" checked") == 2


def test_each_page_carries_the_others_along_and_keeps_nothing(stranger: Client, arrive: str) -> None:
    before = rows()
    one = {"adult": "yes", "going": "low\nsince <winter>", "lived": ["low", "loss"], "page": "1", "to": "2"}
    second = text(stranger.post(arrive, one))
    assert '<input type="hidden" name="going" value="low\nsince &lt;winter&gt;">' in second
    assert second.count('name="lived" value=') == 2
    two = {**one, "page": "2", "to": "3", "enjoy": "goats", "loves": ["music"], "tongues": ["sw"]}
    third = text(stranger.post(arrive, two))
    assert '<input type="hidden" name="enjoy" value="goats">' in third
    first_again = text(stranger.post(arrive, {**two, "page": "2", "to": "1"}))
    assert "low\nsince &lt;winter&gt;</textarea>" in first_again
    assert '<input type="hidden" name="tongues" value="sw">' in first_again
    assert rows() == before


def test_who_skips_everything_but_age_arrives(stranger: Client, arrive: str, cast: Cast) -> None:
    answer = stranger.post(arrive, YES)
    assert answer.status_code == 200
    assert "Your five words" in text(answer)
    assert answer.headers["Cache-Control"] == "no-store"
    assert stranger.get("/").status_code == 200
    assert stranger.get(arrive).status_code == 303  # signed in: no second arrival by accident


def test_who_is_too_young_leaves_no_trace_and_keeps_their_words(
    stranger: Client, arrive: str, cast: Cast
) -> None:
    with turn.write():
        programs.set_help(
            cast.program.id, emergency_number="999", poison_number="", neutral_site="https://x.org"
        )
        programs.set_age(cast.program.id, 18, "Mama Njeri, room 4")
    before = rows()
    answer = stranger.post(arrive, {"adult": "no", "going": "it is bad at home", "page": "1", "to": "2"})
    page = text(answer)
    assert answer.status_code == 200
    assert "We are set up for adults" in page
    assert "Mama Njeri, room 4" in page
    assert "it is bad at home</textarea>" in page
    assert rows() == before
    assert stranger.cookies.get("s") is None
    assert "it is bad at home" in text(
        stranger.post(arrive, {**YES, "adult": "no", "going": "it is bad at home"})
    )
    assert rows() == before


def test_who_is_too_young_is_shown_the_lines_that_are_for_them(
    stranger: Client, arrive: str, cast: Cast
) -> None:
    def is_told() -> list[str]:
        page = text(stranger.post(arrive, {"adult": "no", "page": "1", "to": "2"}))
        return re.findall(r"<strong><bdi>(.*?)</bdi></strong>", page)

    with turn.write():
        safety.add_line(cast.program.id, safety.Told("For everyone", phone="1"))
        safety.add_line(cast.program.id, safety.Told("For farmers", phone="2", who_for="farmers"))
    assert is_told() == ["For everyone"]
    with turn.write():
        safety.add_line(cast.program.id, safety.Told("For the young", phone="3", who_for="young people"))
        safety.add_line(cast.program.id, safety.Told("For children", phone="4", for_children=True))
    assert is_told() == ["For children", "For the young"]


def test_the_age_is_the_program_s(stranger: Client, arrive: str, cast: Cast) -> None:
    with turn.write():
        programs.set_age(cast.program.id, 16, "")
    assert "Are you 16 or older?" in text(stranger.get(arrive))


def test_a_pause_lets_nobody_new_begin_and_gives_their_words_back(
    stranger: Client, arrive: str, cast: Cast, time_passes: TimePasses
) -> None:
    until = cast.program.made_at + timedelta(days=3)
    with turn.write():
        programs.set_pause(cast.program.id, until)
    before = rows()
    answer = text(stranger.post(arrive, {**YES, "going": "please somebody"}))
    assert "Nobody new can begin until Thursday at" in answer
    assert "please somebody</textarea>" in answer
    assert rows() == before
    assert "Nobody new can begin" in text(stranger.get(f"/at/{cast.program.slug}"))
    time_passes(timedelta(days=4))
    assert stranger.get(arrive).status_code == 200


def test_words_that_are_too_long_come_back_whole(stranger: Client, arrive: str) -> None:
    answer = stranger.post(arrive, {**YES, "going": "a" * 4001})
    assert answer.status_code == 422
    assert "4000 letters or fewer" in text(answer)
    assert "a" * 4001 in text(answer)


def test_a_please_not_needs_to_know_what(stranger: Client, arrive: str, cast: Cast) -> None:
    with turn.write():
        choices.put(cast.program.id, "clinic", ["Kibera clinic", "Ngong clinic"], cast.program.made_at)
    clinic = choices.of(cast.program.id, "clinic")[0]
    asked = stranger.post(arrive, {**YES, "wish_clinic": "not"})
    assert asked.status_code == 422
    assert "which one is yours" in text(asked)
    told = stranger.post(arrive, {**YES, "wish_clinic": "not", "mine_clinic": str(clinic.id)})
    assert told.status_code == 200


def test_the_device_decides_how_long_the_cookie_lasts(cast: Cast, arrive: str, now: Any) -> None:
    lasting = {}
    for device in ("own", "", "borrowed"):
        browser = a_browser()
        browser.post(arrive, {**YES, "device": device})
        found = sessions.visitor(browser.cookies["s"].value, now)
        assert found is not None
        lasting[device] = (browser.cookies["s"]["max-age"], found[0].own_device, found[0].borrowed_device)
    assert lasting == {
        "own": (400 * 86400, True, False),
        "": ("", False, False),
        "borrowed": ("", False, True),
    }


HOSTILE: list[dict[str, Any]] = [
    {},
    {"page": "9", "to": "nowhere"},
    {"page": ["1", "2"], "to": ["end", "1"], "adult": ["yes", "no"]},
    {"adult": "\x00", "going": "\x00\ud800".encode("utf-16", "surrogatepass")},
    {"adult": "maybe", "going": "x" * 20000, "lived": ["<script>", "low\x00"]},
    {
        **YES,
        "own_name": "<b>\x00 \u202e Ann",
        "gender": "99999999999",
        "age_band": "-1",
        "device": "mainframe",
    },
    {**YES, "own_name": "n" * 500},
    {
        **YES,
        "lived_own": ["99999999999999999999999", "x", "0"],
        "mine_place": "1 OR 1=1",
        "wish_place": "kill",
    },
    {**YES, "offered": ["<i>", "b" * 5000, "c", "d"], "nickname": "<i>"},
]


@pytest.mark.parametrize("form", HOSTILE)
def test_no_form_brings_the_pages_down(stranger: Client, arrive: str, form: dict[str, Any]) -> None:
    answer = stranger.post(arrive, form)
    assert answer.status_code in (200, 422)
    assert "<script>" not in text(answer).replace('<script type="module"', "")
    assert "<b>" not in text(answer)


def test_bytes_that_are_no_words_are_taken_with_calm(stranger: Client, arrive: str) -> None:
    body = b"adult=%ff%fe&going=%ed%a0%80%00&own_name=%c3%28&lived=%00&page=1&to=2"
    answer = stranger.post(arrive, body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 422


def test_very_many_fields_are_refused_and_not_broken_on(stranger: Client, arrive: str) -> None:
    assert stranger.post(arrive, {"lived": ["low"] * 500}).status_code == 400


def test_many_arrivals_from_one_village_are_fine_and_a_flood_is_not(
    stranger: Client, arrive: str, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(person_arrives, "FROM_ONE_PLACE", 2)
    assert [a_browser().post(arrive, YES).status_code for _ in range(3)] == [200, 200, 429]
    assert "try again tomorrow" in text(a_browser().post(arrive, {**YES, "own_name": "Ann"}))


def test_a_program_that_is_not_there_is_not_there(stranger: Client, cast: Cast) -> None:
    assert {stranger.get(f"/at/nowhere{page}").status_code for page in ("", "/arrive", "/help", "/back")} == {
        404
    }


def test_a_page_that_cannot_be_asked_for_again_has_no_link_that_loses_it(
    stranger: Client, arrive: str
) -> None:
    assert "?l=" not in text(a_browser().post(arrive, {"adult": "no", "going": "it is bad"}))
    assert 'href="?l=' not in text(stranger.post(arrive, {"adult": "yes", "page": "1", "to": "2"}))
    assert "?l=" not in text(stranger.post(arrive, YES))
