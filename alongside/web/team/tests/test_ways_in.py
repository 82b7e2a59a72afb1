"""Set-up, invitations and signing in, as a browser meets them."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from alongside.flows import (
    password_is_renewed,
    program_is_set_up,
    someone_is_invited,
)
from alongside.people import choices, reads
from alongside.rules import promise, readiness
from alongside.safety import reads as safety
from alongside.workforce import reads as workforce

if TYPE_CHECKING:
    from conftest import Cast, SignIn, TimePasses

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

WORD = "four walls and a kettle"
NAME = {"own_name": "Neema", "email": "neema@example.org", "password": WORD, "whose": "shared"}
STEPS: list[dict[str, Any]] = [
    {
        "step": "program",
        "name": "Evening Light",
        "country": "KE",
        "first_language": "sw",
        "languages": ["en"],
    },
    {
        "step": "open",
        "zone": "Africa/Nairobi",
        "from0": "8",
        "to0": "20:00",
        "age": "16",
        "emergency": "999",
        "adult": "Mama Njeri, room 4",
        "neutral": "https://www.wikipedia.org/",
    },
    {
        "step": "words",
        "peer_en": "natural helper",
        "place": "Kibera\nMathare\nkibera",
        "experience": "a flood",
    },
    {"step": "promise", "promise": "least_invasive", "sentence_least_invasive": "We tell you first. Always."},
    {"step": "you", **NAME},
]


def hidden(page: str) -> dict[str, Any]:
    """What a page carries along unseen, as a browser would send it again."""
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page):
        found.setdefault(name, []).append(value.replace("&#x27;", "'").replace("&quot;", '"'))
    return found


def set_up(browser: Client, token: str, steps: list[dict[str, Any]]) -> Any:
    """Goes through the pages as a person does; the last answer."""
    answer = browser.get(f"/set-up/{token}")
    for step in steps:
        carried = hidden(answer.content.decode())
        answer = browser.post(f"/set-up/{token}", {**carried, **step})
    return answer


def test_a_program_is_set_up_in_five_pages(db: None, now: datetime, stranger: Client) -> None:
    token = program_is_set_up.first_link(now)
    answer = set_up(stranger, token, STEPS)
    assert (answer.status_code, answer["Location"]) == (303, "/program")
    (program,) = reads.programs()
    assert (program.name, program.slug, program.country) == ("Evening Light", "evening-light", "KE")
    assert (program.languages, program.time_zone) == (["sw", "en"], "Africa/Nairobi")
    assert program.hours == [[0, "08:00", "20:00"]]
    assert (program.minimum_age, program.named_adult) == (16, "Mama Njeri, room 4")
    assert program.words == {"en": {"peer": "natural helper"}}
    assert [own.words for own in choices.of(program.id, "place")] == ["Kibera", "Mathare"]
    given = reads.promise_of(program.id)
    assert given is not None
    assert (given.version, given.sentence) == (1, "We tell you first. Always.")
    assert [asked.code for asked in workforce.requirements(program.id)] == list(readiness.DEFAULT)
    assert safety.all_lines(program.id) == []  # the tick was taken away
    (roles,) = reads.roles_in(program.id).values()
    assert roles == {"coordinator", "supervisor"}
    assert stranger.get("/program").status_code == 200


def test_the_countrys_help_lines_come_with_the_program(db: None, now: datetime, stranger: Client) -> None:
    steps = [STEPS[0], {**STEPS[1], "published_lines": "1"}, *STEPS[2:]]
    assert set_up(stranger, program_is_set_up.first_link(now), steps).status_code == 303
    copied = safety.all_lines(reads.programs()[0].id)
    assert len(copied) > 0
    assert [line.checked_on for line in copied] == [None] * len(copied)


def test_the_set_up_link_dies_once_it_is_used(db: None, now: datetime, stranger: Client) -> None:
    token = program_is_set_up.first_link(now)
    assert set_up(stranger, token, STEPS).status_code == 303
    assert Client(SERVER_NAME="127.0.0.1").get(f"/set-up/{token}").status_code == 410
    again = Client(SERVER_NAME="127.0.0.1", headers={"sec-fetch-site": "same-origin"})
    assert again.post(f"/set-up/{token}", STEPS[-1]).status_code == 410
    assert len(reads.programs()) == 1


def test_a_fresh_link_ends_the_older_one(
    db: None, now: datetime, stranger: Client, time_passes: TimePasses
) -> None:
    older = program_is_set_up.first_link(now)
    newer = program_is_set_up.first_link(time_passes(timedelta(seconds=1)))
    assert stranger.get(f"/set-up/{older}").status_code == 410
    assert stranger.get(f"/set-up/{newer}").status_code == 200


def test_one_install_may_hold_a_second_program(cast: Cast, now: datetime, stranger: Client) -> None:
    before = len(reads.programs())
    assert set_up(stranger, program_is_set_up.first_link(now), STEPS).status_code == 303
    assert len(reads.programs()) == before + 1


def test_what_was_typed_survives_every_mistake(db: None, now: datetime, stranger: Client) -> None:
    token = program_is_set_up.first_link(now)
    wrong = [*STEPS[:4], {**STEPS[4], "password": "password12"}]
    answer = set_up(stranger, token, wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="neema@example.org"' in page
    assert "password12" not in page
    assert hidden(page)["name"] == ["Evening Light"]
    assert reads.programs() == []
    right = stranger.post(f"/set-up/{token}", {**hidden(page), **STEPS[4]})
    assert right.status_code == 303


def test_back_keeps_what_was_typed(db: None, now: datetime, stranger: Client) -> None:
    token = program_is_set_up.first_link(now)
    answer = set_up(stranger, token, STEPS[:2])
    back = stranger.post(
        f"/set-up/{token}", {**hidden(answer.content.decode()), **STEPS[2], "back": "1"}
    ).content.decode()
    assert 'value="Mama Njeri, room 4"' in back
    assert hidden(back)["peer_en"] == ["natural helper"]


def test_the_country_fills_in_its_number_and_zone(db: None, now: datetime, stranger: Client) -> None:
    page = set_up(stranger, program_is_set_up.first_link(now), STEPS[:1]).content.decode()
    assert 'name="emergency" value="999"' in page
    assert '<option value="Africa/Nairobi" selected>' in page


def test_our_own_sentence_is_kept_as_ours(db: None, now: datetime, stranger: Client) -> None:
    """So that it is shown in each reader's language."""
    token = program_is_set_up.first_link(now)
    ours = promise.PROFILES[0]
    same = {"step": "promise", "promise": ours.code, f"sentence_{ours.code}": ours.sentence}
    assert set_up(stranger, token, [*STEPS[:3], same, STEPS[4]]).status_code == 303
    given = reads.promise_of(reads.programs()[0].id)
    assert given is not None
    assert given.sentence == ours.sentence


def test_an_invitation_works_once(cast: Cast, now: datetime, stranger: Client) -> None:
    token = someone_is_invited.invite(cast.program, ["peer"], "Neema", cast.coordinator.id, now)
    answer = stranger.post(f"/join/{token}", NAME)
    assert (answer.status_code, answer["Location"]) == (303, "/welcome")
    assert stranger.get("/welcome")["Location"] == "/me/profile"
    assert stranger.get("/me/profile").status_code == 200
    other = Client(SERVER_NAME="127.0.0.1", headers={"sec-fetch-site": "same-origin"})
    assert other.get(f"/join/{token}").status_code == 410
    assert other.post(f"/join/{token}", {**NAME, "email": "other@example.org"}).status_code == 410
    peers = [who for who, roles in reads.roles_in(cast.program.id).items() if roles == {"peer"}]
    assert len(peers) == 3


def test_an_invitation_ends_after_seven_days(
    cast: Cast, now: datetime, stranger: Client, time_passes: TimePasses
) -> None:
    token = someone_is_invited.invite(cast.program, ["peer"], "", cast.coordinator.id, now)
    assert stranger.get(f"/join/{token}").status_code == 200
    time_passes(timedelta(days=7, seconds=1))
    assert stranger.get(f"/join/{token}").status_code == 410
    assert stranger.post(f"/join/{token}", NAME).status_code == 410


def test_a_link_that_was_taken_back_is_closed(
    cast: Cast, now: datetime, stranger: Client, sign_in: SignIn
) -> None:
    token = someone_is_invited.invite(cast.program, ["peer"], "for Neema", cast.coordinator.id, now)
    desk = sign_in(cast.coordinator)
    (link,) = re.findall(r'action="/program/invite/(\d+)/end"', desk.get("/program").content.decode())
    elsewhere = sign_in(cast.elsewhere_coordinator)
    elsewhere.post(f"/program/invite/{link}/end")
    assert stranger.get(f"/join/{token}").status_code == 200
    desk.post(f"/program/invite/{link}/end")
    assert stranger.get(f"/join/{token}").status_code == 410


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("short", "at least 10"),
        ("password123", "Many people use this password"),
        ("neema-and-the-dog", "Please leave your name"),
        ("x" * 5000, "200 letters"),
        ("aaaaaaaaaaaa", "Many people use this password"),
    ],
)
def test_a_password_that_will_not_do_is_named(
    cast: Cast, now: datetime, stranger: Client, password: str, said: str
) -> None:
    token = someone_is_invited.invite(cast.program, ["peer"], "", cast.coordinator.id, now)
    answer = stranger.post(f"/join/{token}", {**NAME, "password": password})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert 'value="Neema"' in answer.content.decode()


def joined(cast: Cast, now: datetime, browser: Client) -> None:
    token = someone_is_invited.invite(cast.program, ["peer"], "", cast.coordinator.id, now)
    assert browser.post(f"/join/{token}", NAME).status_code == 303
    browser.post("/sign-out")


def test_whoever_joined_signs_in_and_out(cast: Cast, now: datetime, stranger: Client) -> None:
    joined(cast, now, stranger)
    assert stranger.get("/desk").status_code == 404
    answer = stranger.post("/sign-in", {"email": " NEEMA@example.org", "password": WORD})
    assert answer.status_code == 303
    assert stranger.get("/sign-in/in")["Location"] == "/desk"
    assert stranger.get("/desk").status_code == 200
    stranger.post("/sign-out")
    assert stranger.get("/desk").status_code == 404


def test_a_wrong_password_and_an_unknown_name_look_the_same(
    cast: Cast, now: datetime, stranger: Client
) -> None:
    joined(cast, now, stranger)
    known = stranger.post("/sign-in", {"email": "neema@example.org", "password": "not this one"})
    unknown = stranger.post("/sign-in", {"email": "zuhura@example.org", "password": "not this one"})
    assert (known.status_code, unknown.status_code) == (422, 422)
    assert known.content.decode().replace("neema", "zuhura") == unknown.content.decode()


def test_guessing_ends_but_a_new_day_begins(
    cast: Cast, now: datetime, stranger: Client, time_passes: TimePasses
) -> None:
    joined(cast, now, stranger)
    right = {"email": "neema@example.org", "password": WORD}
    for guess in range(10):
        answer = stranger.post("/sign-in", {"email": "neema@example.org", "password": f"a guess {guess}"})
        assert answer.status_code == 422
    assert stranger.post("/sign-in", right).status_code == 429
    time_passes(timedelta(days=1))
    assert stranger.post("/sign-in", right).status_code == 303


def test_a_right_password_is_not_counted_as_a_guess(cast: Cast, now: datetime, stranger: Client) -> None:
    joined(cast, now, stranger)
    for _time in range(12):
        answer = stranger.post("/sign-in", {"email": "neema@example.org", "password": WORD})
        assert answer.status_code == 303


def test_a_device_that_is_not_mine_signs_out_by_itself(
    cast: Cast, now: datetime, stranger: Client, time_passes: TimePasses
) -> None:
    joined(cast, now, stranger)
    answer = stranger.post("/sign-in", {"email": NAME["email"], "password": WORD, "whose": "borrowed"})
    assert answer.cookies["s"]["max-age"] == ""
    assert stranger.get("/desk").status_code == 200
    time_passes(timedelta(minutes=2, seconds=1))
    assert stranger.get("/desk").status_code == 404


def test_a_new_password_signs_every_device_out(
    cast: Cast, now: datetime, stranger: Client, sign_in: SignIn
) -> None:
    joined(cast, now, stranger)
    stranger.post("/sign-in", {"email": NAME["email"], "password": WORD})
    (neema,) = reads.roles_in(cast.program.id).keys() - {
        person.id for person in (cast.coordinator, cast.supervisor, cast.peer, cast.other_peer)
    }
    made = password_is_renewed.link_for(cast.program, neema, cast.coordinator.id, now)
    assert password_is_renewed.link_for(cast.elsewhere, neema, cast.elsewhere_coordinator.id, now) is None
    phone = Client(SERVER_NAME="127.0.0.1", headers={"sec-fetch-site": "same-origin"})
    assert phone.get(f"/join/{made}").status_code == 200
    assert phone.post(f"/join/{made}", {"password": "short"}).status_code == 422
    assert phone.post(f"/join/{made}", {"password": "a whole new sentence"}).status_code == 303
    assert phone.get("/desk").status_code == 200
    assert stranger.get("/desk").status_code == 404
    assert phone.get(f"/join/{made}").status_code == 410
