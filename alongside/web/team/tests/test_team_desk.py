"""The coordinator's desk, making someone ready, and the settings, as a browser meets them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from alongside.flows import (
    peer_is_made_ready,
    peer_tells_of_themselves,
)
from alongside.people import availability, choices, profiles, programs, reads
from alongside.safety import reads as safety
from alongside.workforce import reads as workforce

if TYPE_CHECKING:
    from conftest import Cast, SignIn

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def test_the_desk_shows_who_waits_without_a_name(cast: Cast, sign_in: SignIn) -> None:
    page = sign_in(cast.coordinator).get("/program").content.decode()
    assert "Rosa" in page
    assert "Amina" not in page
    assert "Nobody is waiting." in page


def test_a_pause_holds_until_its_day(cast: Cast, sign_in: SignIn, now: datetime) -> None:
    desk = sign_in(cast.coordinator)
    assert desk.post("/program/pause", {"until": "yesterday"}).status_code == 422
    assert desk.post("/program/pause", {"until": "2026-11-23"}).status_code == 422
    assert desk.post("/program/pause", {"until": "9999-12-31"}).status_code == 422
    assert desk.post("/program/pause", {"until": "2026-11-30"}).status_code == 303
    program = reads.program(cast.program.id)
    assert program is not None
    assert program.paused_until == datetime.fromisoformat("2026-11-29T21:00:00+00:00")  # midnight in Nairobi
    assert "Paused: nobody new until" in desk.get("/program").content.decode()
    desk.post("/program/pause", {"go_on": "1"})
    again = reads.program(cast.program.id)
    assert again is not None
    assert again.paused_until is None
    there = reads.program(cast.elsewhere.id)
    assert there is not None
    assert there.paused_until is None


def told(cast: Cast, now: datetime) -> None:
    """Rosa tells of herself and says yes to her page."""
    rosa = cast.peer
    peer_tells_of_themselves.tell(rosa.program_id, rosa.id, rosa.key_id, now, tongues=1, lived=1, hours=1)
    peer_tells_of_themselves.shows_it(rosa.program_id, rosa.id, now)


def test_a_peer_is_suggested_to_nobody_until_a_named_person_made_them_ready(
    cast: Cast, now: datetime, sign_in: SignIn
) -> None:
    told(cast, now)
    peer_is_made_ready.ask(cast.program.id, ["training", "supervisor"], ["Knows the river path"], now)
    desk, address = sign_in(cast.supervisor), f"/program/people/{cast.peer.id}"
    assert not availability.cards([cast.peer.id], now)[cast.peer.id].ready
    assert desk.post(address, {"make_ready": "1"}).status_code == 422
    asked = [str(each.id) for each in workforce.requirements(cast.program.id) if each.code != "supervisor"]
    beside = str(cast.supervisor.id)
    assert desk.post(address, {"seen": asked[:1], "beside": beside, "make_ready": "1"}).status_code == 422
    assert not availability.cards([cast.peer.id], now)[cast.peer.id].ready
    assert desk.post(address, {"seen": asked, "beside": beside, "make_ready": "1"}).status_code == 303
    assert availability.cards([cast.peer.id], now)[cast.peer.id].ready
    page = desk.get(address).content.decode()
    assert "Made ready by Otieno" in page
    assert "Knows the river path" in page
    assert desk.post(address, {"take_back": "1"}).status_code == 303
    assert not availability.cards([cast.peer.id], now)[cast.peer.id].ready


def test_what_is_unticked_ends_being_ready(cast: Cast, now: datetime) -> None:
    told(cast, now)
    peer_is_made_ready.ask(cast.program.id, ["training"], [], now)
    (asked,) = workforce.requirements(cast.program.id)
    program, rosa, by = cast.program.id, cast.peer.id, cast.coordinator.id
    assert peer_is_made_ready.note(program, rosa, {asked.id}, cast.supervisor.id, by, now)
    assert peer_is_made_ready.make_ready(program, rosa, by, now)
    assert availability.cards([rosa], now)[rosa].ready
    assert peer_is_made_ready.note(program, rosa, set(), cast.supervisor.id, by, now)
    assert not availability.cards([rosa], now)[rosa].ready


def test_without_their_own_yes_a_peer_is_not_made_ready(cast: Cast, now: datetime) -> None:
    rosa = cast.peer
    peer_tells_of_themselves.tell(rosa.program_id, rosa.id, rosa.key_id, now, tongues=1, lived=1, hours=1)
    assert not peer_is_made_ready.make_ready(cast.program.id, rosa.id, cast.coordinator.id, now)
    peer_tells_of_themselves.shows_it(rosa.program_id, rosa.id, now)
    assert not peer_is_made_ready.make_ready(cast.program.id, rosa.id, rosa.id, now)  # not by oneself
    peer_is_made_ready.note(cast.program.id, rosa.id, set(), cast.supervisor.id, cast.coordinator.id, now)
    assert peer_is_made_ready.make_ready(cast.program.id, rosa.id, cast.coordinator.id, now)
    peer_tells_of_themselves.hides_it(rosa.id)
    assert not availability.cards([rosa.id], now)[rosa.id].ready
    peer_tells_of_themselves.shows_it(rosa.program_id, rosa.id, now)
    assert availability.cards([rosa.id], now)[rosa.id].ready


def test_nothing_crosses_to_another_program(cast: Cast, now: datetime, sign_in: SignIn) -> None:
    told(cast, now)
    there = sign_in(cast.elsewhere_coordinator)
    assert there.get(f"/program/people/{cast.peer.id}").status_code == 404
    assert there.post(f"/program/people/{cast.peer.id}", {"make_ready": "1"}).status_code == 404
    assert there.post(f"/program/people/{cast.peer.id}/password").status_code == 404
    away = cast.elsewhere_coordinator.id
    assert not peer_is_made_ready.note(cast.elsewhere.id, cast.peer.id, set(), None, away, now)
    assert not peer_is_made_ready.make_ready(cast.elsewhere.id, cast.peer.id, away, now)
    assert "Rosa" not in there.get("/program").content.decode()
    here = sign_in(cast.coordinator)
    here.post(f"/program/people/{cast.peer.id}", {"beside": str(away)})
    assert workforce.standing(cast.program.id, cast.peer.id).supervisor_id is None


def test_the_promise_gets_a_new_version_and_keeps_the_old(cast: Cast, sign_in: SignIn, now: datetime) -> None:
    desk = sign_in(cast.coordinator)
    for sentence in ("We ring nobody.", "We ring nobody, ever.", "We ring nobody, ever."):
        answer = desk.post("/program/promise", {"promise": "consent_only", "sentence_consent_only": sentence})
        assert answer.status_code == 303
    kept = [(each.version, each.sentence) for each in programs.promises(cast.program.id)]
    assert kept == [(2, "We ring nobody, ever."), (1, "We ring nobody.")]
    assert "We ring nobody." in desk.get("/program/promise").content.decode()
    assert programs.promises(cast.elsewhere.id) == []


def test_lists_words_and_hours_are_kept(cast: Cast, sign_in: SignIn) -> None:
    desk = sign_in(cast.coordinator)
    assert desk.post("/program/places", {"place": "Kibera\nMathare", "church": "St Anne"}).status_code == 303
    bits = {own.words: own.bit for own in choices.of(cast.program.id, *choices.BELONGINGS)}
    assert sorted(bits.values()) == [0, 1, 2]
    desk.post("/program/places", {"place": "Mathare\nKayole", "church": "St Anne"})
    after = {own.words: own.bit for own in choices.of(cast.program.id, *choices.BELONGINGS)}
    assert after == {"Mathare": bits["Mathare"], "St Anne": bits["St Anne"], "Kayole": 3}
    assert desk.post("/program/words", {"peer_sw": "rafiki"}).status_code == 303
    assert desk.post("/program/hours", {"zone": "Africa/Nairobi", "always": "1"}).status_code == 303
    wrong = desk.post("/program/hours", {"zone": "Africa/Nairobi", "from2": "ten", "to2": "12:00"})
    assert wrong.status_code == 422
    assert 'value="ten"' in wrong.content.decode()
    program = reads.program(cast.program.id)
    assert program is not None
    assert program.words == {"sw": {"peer": "rafiki"}}
    assert len(program.hours) == 7
    assert choices.of(cast.elsewhere.id) == []


def test_a_list_that_is_too_long_is_said_so_and_nothing_is_lost(cast: Cast, sign_in: SignIn) -> None:
    desk = sign_in(cast.coordinator)
    many = "\n".join(f"Village {number}" for number in range(50))
    answer = desk.post("/program/places", {"place": many, "church": many.replace("Village", "Church")})
    assert answer.status_code == 422
    assert "Church 49" in answer.content.decode()
    assert choices.of(cast.program.id) == []


def test_a_peers_page_is_nothing_before_they_tell(cast: Cast) -> None:
    assert profiles.of(cast.program.id, cast.peer.id, cast.peer.key_id) == profiles.Told()


def test_help_lines_are_added_changed_rung_and_taken_away(cast: Cast, sign_in: SignIn, now: datetime) -> None:
    desk = sign_in(cast.coordinator)
    assert desk.post("/program/lines/new", {"name": "Befrienders", "phone": "ring us"}).status_code == 422
    assert (
        desk.post("/program/lines/new", {"name": "Befrienders", "phone": "0722 178 177"}).status_code == 303
    )
    (line,) = safety.all_lines(cast.program.id)
    address = f"/program/lines/{line.id}"
    assert sign_in(cast.elsewhere_coordinator).post(address, {"remove": "1"}).status_code == 404
    assert desk.post(address, {"rung": "1"}).status_code == 303
    (line,) = safety.all_lines(cast.program.id)
    assert line.checked_on == now.date()
    assert desk.post(address, {"name": "Befrienders Kenya", "phone": "0722 178 178"}).status_code == 303
    (line,) = safety.all_lines(cast.program.id)
    assert (line.name, line.checked_on) == ("Befrienders Kenya", None)
    assert desk.post(address, {"remove": "1"}).status_code == 303
    assert safety.all_lines(cast.program.id) == []


def test_the_countrys_lines_are_copied_once(cast: Cast, sign_in: SignIn) -> None:
    desk = sign_in(cast.coordinator)
    desk.post("/program/lines", {"copy": "1"})
    copied = len(safety.all_lines(cast.program.id))
    assert copied > 0
    desk.post("/program/lines", {"copy": "1"})
    assert len(safety.all_lines(cast.program.id)) == copied
    assert safety.all_lines(cast.elsewhere.id) == []


@pytest.mark.parametrize(
    "site", ["javascript:alert(1)", "http://plain.example", "https://", "//x", "https://[", "x" * 300]
)
def test_hide_this_page_goes_only_to_a_safe_site(cast: Cast, sign_in: SignIn, site: str) -> None:
    answer = sign_in(cast.coordinator).post("/program/lines", {"age": "18", "neutral": site})
    assert answer.status_code == 422
