"""A peer's own page, their desk and practice talks, as a browser meets them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection

from alongside.base import turn
from alongside.flows import (
    peer_is_here,
    peer_is_made_ready,
    peer_tells_of_themselves,
    practice_begins,
    team_talk_begins,
)
from alongside.flows.tests.walking import walk_together
from alongside.people import availability, choices, profiles, reads, tallies
from alongside.people.profiles import Told
from alongside.rules import fit, lived, loves, tongues, week
from alongside.talk import reads as talks
from alongside.talk import writes
from alongside.vault import keys

if TYPE_CHECKING:
    from django.test import Client

    from alongside.people.models import Person
    from conftest import Cast, SignIn, TimePasses

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def told(person: Person) -> Told:
    return profiles.of(person.program_id, person.id, person.key_id)


def tells_everything(browser: Client) -> None:
    """Goes through the sections as a person does."""
    steps = {
        "name": {"own_name": "Rosa M.", "tongues": ["en", "sw"]},
        "lived": {"lived": ["low", "fear"], "lived_words": "A long winter."},
        "shown": {"shown_low": "suggested", "shown_fear": "never", "shown_words": "started"},
        "loves": {"loves": [loves.LOVES[0].code], "loves_words": "goats"},
        "about": {"about": "I keep bees.\nIt took me two winters."},
        "you": {"gender": "1", "age_band": "3"},
        "week": {"hours": ["0-2", "6-3"], "capacity": "2"},
    }
    for code, fields in steps.items():
        answer = browser.post(f"/me/profile/{code}", fields)
        assert answer.status_code == 303, (code, answer.content.decode())


def test_each_section_is_kept_by_itself(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.peer)
    tells_everything(browser)
    now_told = told(cast.peer)
    assert tongues.codes_of(now_told.tongues) == ("en", "sw")
    assert lived.codes_of(now_told.lived) == ("low", "fear")
    assert now_told.shown == {"low": "suggested", "fear": "never", "words": "started"}
    assert (now_told.lived_words, now_told.loves_words) == ("A long winter.", "goats")
    assert now_told.about == "I keep bees.\nIt took me two winters."
    assert (now_told.gender, now_told.age_band, now_told.capacity) == (1, 3, 2)
    assert week.pairs_of(now_told.hours) == ((0, 2), (6, 3))
    assert reads.names([cast.peer.id]) == {cast.peer.id: "Rosa M."}
    assert not availability.cards([cast.peer.id], cast.peer.arrived_at)[cast.peer.id].ready


def test_what_is_no_longer_told_loses_its_setting(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.peer)
    tells_everything(browser)
    browser.post("/me/profile/lived", {"lived": ["fear"]})
    assert told(cast.peer).shown == {"fear": "never"}


def test_until_a_peer_says_who_learns_of_it_nobody_does(cast: Cast, sign_in: SignIn, now: datetime) -> None:
    sign_in(cast.peer).post("/me/profile/lived", {"lived": ["low"]})
    card = availability.cards([cast.peer.id], now)[cast.peer.id]
    assert (card.lived, card.shown) == (lived.mask_of(["low"]), 0)


def test_places_are_kept_and_none_of_these_is_an_answer(cast: Cast, sign_in: SignIn) -> None:
    sign_in(cast.coordinator).post("/program/places", {"place": "Kibera\nMathare", "church": "St Anne"})
    bits = {own.words: own.bit for own in choices.of(cast.program.id)}
    browser = sign_in(cast.peer)
    answer = browser.post("/me/profile/places", {"place": [fit.own_code(bits["Mathare"])], "church": "none"})
    assert answer.status_code == 303
    assert (told(cast.peer).belongs, told(cast.peer).told) == (1 << bits["Mathare"], 0b101)
    page = browser.get("/me/profile/places").content.decode()
    assert f'value="{fit.own_code(bits["Mathare"])}" checked' in page
    assert 'value="none" checked' in page


def test_another_programs_places_are_not_kept(cast: Cast, sign_in: SignIn) -> None:
    sign_in(cast.elsewhere_coordinator).post("/program/places", {"place": "Soweto"})
    assert sign_in(cast.peer).post("/me/profile/places", {"place": ["own0"]}).status_code == 404
    sign_in(cast.coordinator).post("/program/places", {"church": "St Anne"})
    sign_in(cast.peer).post("/me/profile/places", {"place": ["own0"]})
    assert told(cast.peer).belongs == 0


def test_the_preview_shows_only_what_was_agreed(cast: Cast, sign_in: SignIn, now: datetime) -> None:
    browser = sign_in(cast.peer)
    tells_everything(browser)
    card = browser.get("/me/profile/preview").content.decode().split('<section class="card">')[1]
    card = card.split("</section>")[0]
    by_code = {each.code: each for each in lived.LIVED}
    assert "Rosa M." in card
    assert by_code["low"].both in card
    assert by_code["fear"].both not in card
    assert "A long winter." not in card
    assert "It took me two winters." in card
    assert told(cast.peer).live_at is None
    assert browser.post("/me/profile/preview", {"live": "1"})["Location"] == "/desk"
    assert told(cast.peer).live_at == now
    browser.post("/me/profile/preview", {"hide": "1"})
    assert told(cast.peer).live_at is None


def test_an_empty_page_is_not_shown_to_anyone(cast: Cast, sign_in: SignIn) -> None:
    answer = sign_in(cast.peer).post("/me/profile/preview", {"live": "1"})
    assert answer.status_code == 422
    assert told(cast.peer).live_at is None


def test_a_form_that_comes_back_holds_every_tap(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.peer)
    answer = browser.post("/me/profile/lived", {"lived": ["low"], "lived_words": "x" * 1001})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="low" checked' in page
    assert "x" * 1001 in page
    answer = browser.post("/me/profile/week", {"hours": ["3-1"], "capacity": "900"})
    assert answer.status_code == 422
    assert 'value="3-1" checked' in answer.content.decode()


def test_here_now_ends_15_minutes_after_the_last_sign(
    cast: Cast, sign_in: SignIn, now: datetime, time_passes: TimePasses
) -> None:
    browser = sign_in(cast.peer)
    browser.get("/desk")
    assert not told(cast.peer).is_here(now)  # looking is not saying
    assert browser.post("/desk/here", {"until": ""}).status_code == 303
    assert told(cast.peer).here_until == now + timedelta(minutes=15)
    then = time_passes(timedelta(minutes=14))
    browser.get("/desk/news")
    assert told(cast.peer).here_until == then + timedelta(minutes=15)
    later = time_passes(timedelta(minutes=15, seconds=1))
    assert not told(cast.peer).is_here(later)
    browser.get("/desk")  # who was away so long says so themselves
    assert not told(cast.peer).is_here(later)


def test_here_now_ends_at_the_hour_chosen(
    cast: Cast, sign_in: SignIn, now: datetime, time_passes: TimePasses
) -> None:
    browser = sign_in(cast.peer)
    hour = now + timedelta(hours=1)
    assert browser.post("/desk/here", {"until": str(int(hour.timestamp()))}).status_code == 303
    assert told(cast.peer).here_until == now + timedelta(minutes=15)
    then = time_passes(timedelta(minutes=50))
    assert not told(cast.peer).is_here(then)  # the desk was closed: nobody is shown who is not there
    browser.get("/desk")
    assert told(cast.peer).here_until == hour
    after = time_passes(timedelta(minutes=11))
    browser.get("/desk")
    assert not told(cast.peer).is_here(after)


@pytest.mark.parametrize("until", ["soon", "-1", "99999999999", "0", "9" * 40, "\x00"])
def test_an_hour_that_was_not_offered_is_refused(cast: Cast, sign_in: SignIn, until: str) -> None:
    assert sign_in(cast.peer).post("/desk/here", {"until": until}).status_code == 422


def test_who_rests_is_not_here_and_comes_back(cast: Cast, sign_in: SignIn, now: datetime) -> None:
    browser = sign_in(cast.peer)
    browser.post("/desk/here", {"until": ""})
    assert told(cast.peer).is_here(now)
    assert browser.post("/desk/rest", {"rest_until": "2026-11-25"}).status_code == 303
    assert (told(cast.peer).is_here(now), told(cast.peer).is_resting(now)) == (False, True)
    assert browser.post("/desk/rest", {"rest_until": "1999-01-01"}).status_code == 422
    browser.post("/desk/rest", {"back": "1"})
    assert not told(cast.peer).is_resting(now)


def test_an_empty_desk_says_something_kind(cast: Cast, sign_in: SignIn) -> None:
    page = sign_in(cast.peer).get("/desk").content.decode()
    assert "Good afternoon, Rosa." in page  # 13:00 in Nairobi
    assert "Nobody is waiting. That is good news." in page
    assert "First tell a little about yourself." in page


def test_the_desk_says_when_someone_else_has_to_act(cast: Cast, sign_in: SignIn, now: datetime) -> None:
    browser = sign_in(cast.peer)
    tells_everything(browser)
    browser.post("/me/profile/preview", {"live": "1"})
    assert "will make you ready with you" in browser.get("/desk").content.decode()
    by, rosa, program = cast.coordinator.id, cast.peer.id, cast.program.id
    peer_is_made_ready.note(program, rosa, set(), cast.supervisor.id, by, now)
    assert peer_is_made_ready.make_ready(program, rosa, by, now)
    assert "will make you ready with you" not in browser.get("/desk").content.decode()


def test_somebody_elses_question_cannot_be_answered(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.peer)
    for act in ("hello", "pass"):
        assert browser.post(f"/desk/12345/{act}").status_code == 404


@pytest.mark.django_db(databases=["default", "keys"], transaction=True)
def test_a_practice_is_for_two_and_leaves_nothing(cast: Cast, sign_in: SignIn, now: datetime) -> None:
    browser, colleague = sign_in(cast.peer), sign_in(cast.other_peer)
    begun = browser.post("/practice", {"colleague": str(cast.other_peer.id)})
    address = begun["Location"]
    conversation = int(address.rsplit("/", 1)[1])
    assert browser.get(address).status_code == 200
    assert colleague.get(address).status_code == 200
    assert sign_in(cast.member).get(address).status_code == 404
    again = browser.post("/practice", {"colleague": str(cast.other_peer.id)})
    assert again["Location"] == address
    assert sign_in(cast.supervisor).post(f"/practice/{conversation}/wipe").status_code == 404
    assert colleague.post(f"/practice/{conversation}/wipe").status_code == 303
    assert talks.conversations_of(cast.peer.id) == []
    assert browser.get(address).status_code == 404
    assert len(keys.ledger()) == 2


def test_a_practice_stays_within_the_program(cast: Cast, sign_in: SignIn, now: datetime) -> None:
    browser = sign_in(cast.peer)
    for nobody in (cast.elsewhere_peer, cast.member, cast.peer):
        assert browser.post("/practice", {"colleague": str(nobody.id)}).status_code == 422
    assert practice_begins.begin(cast.program, cast.peer.id, cast.elsewhere_peer.id, now) is None
    assert talks.conversations_of(cast.peer.id) == []


def test_a_walk_is_not_a_practice_and_cannot_be_wiped(cast: Cast, sign_in: SignIn, now: datetime) -> None:
    pair = zip((cast.member.id, cast.peer.id), keys.make_many(cast.program.key_id, 2), strict=True)
    with turn.write():
        conversation = writes.begin(cast.program.id, list(pair), now)
    assert sign_in(cast.peer).post(f"/practice/{conversation}/wipe").status_code == 404
    assert len(talks.conversations_of(cast.peer.id)) == 1


def test_a_sign_writes_nothing_where_nothing_is_due(
    cast: Cast, now: datetime, django_assert_num_queries: object
) -> None:
    peer_is_here.switch_on(cast.program.id, cast.peer.id, None, now)
    here = told(cast.peer)
    with django_assert_num_queries(0):  # type: ignore[operator]  # a fixture of pytest-django
        peer_is_here.shows_a_sign(cast.peer.id, here, now + timedelta(seconds=30))


def test_the_words_a_peer_wrote_are_sealed(cast: Cast, sign_in: SignIn) -> None:
    canary = "canary-in-the-hive"
    browser = sign_in(cast.peer)
    browser.post("/me/profile/about", {"about": canary})
    browser.post("/me/profile/lived", {"lived_words": canary})
    browser.post("/me/profile/loves", {"loves_words": canary})
    browser.post("/me/profile/name", {"own_name": canary, "tongues": ["en"]})
    assert told(cast.peer).about == canary
    with connection.cursor() as cursor:
        for table in ("people_profile", "people_person"):
            cursor.execute(f"SELECT * FROM {table}")
            assert canary.encode() not in b"|".join(
                bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
                for row in cursor.fetchall()
                for value in row
            )


def test_a_new_name_tells_no_way_to_reach_someone(cast: Cast, now: datetime, sign_in: SignIn) -> None:
    answer = sign_in(cast.peer).post("/me/profile/name", {"own_name": "+254 700 000 000", "tongues": ["en"]})
    assert answer.status_code == 422
    assert reads.names([cast.peer.id]) == {cast.peer.id: "Rosa"}


def test_telling_moves_what_is_rare_only_for_ready_peers(cast: Cast, now: datetime) -> None:
    rosa = cast.peer
    peer_tells_of_themselves.tell(rosa.program_id, rosa.id, rosa.key_id, now, tongues=1, lived=2, hours=1)
    assert tallies.scale_of(cast.program.id).peers == 0
    peer_tells_of_themselves.shows_it(rosa.program_id, rosa.id, now)
    peer_is_made_ready.note(cast.program.id, rosa.id, set(), cast.supervisor.id, cast.coordinator.id, now)
    assert peer_is_made_ready.make_ready(cast.program.id, rosa.id, cast.coordinator.id, now)
    assert tallies.scale_of(cast.program.id).lived == {1: 1}
    peer_tells_of_themselves.tell(rosa.program_id, rosa.id, rosa.key_id, now, lived=4)
    assert tallies.scale_of(cast.program.id).lived == {2: 1}


def test_a_talk_with_the_team_stands_apart_from_walks(cast: Cast, sign_in: SignIn, now: datetime) -> None:
    browser, walk = sign_in(cast.peer), walk_together(cast.member, cast.peer, cast.program.key_id, now)
    assert "Talks with the team" not in browser.get("/desk").content.decode()
    talk = team_talk_begins.begin(cast.program.id, cast.supervisor.id, cast.peer.id, now)
    walking, team = browser.get("/desk").content.decode().split("<h2>Talks with the team</h2>")
    places = [f'href="/talk/{number}"' for number in (walk, talk)]
    assert [place in walking.split("<h2>People you walk with</h2>")[1] for place in places] == [True, False]
    assert [place in team for place in places] == [False, True]
