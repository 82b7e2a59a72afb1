"""If you go quiet, and what someone outside was told: as the two, and the team, see it."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest
from django.apps import apps

from alongside.base import turn
from alongside.flows import promise_is_written
from alongside.flows.tests.walking import walk_together
from alongside.people import traces
from alongside.safety import outside_contacts, quiet_wishes
from alongside.talk import writes
from alongside.talk.access import room_for

if TYPE_CHECKING:
    from conftest import Cast, SignIn, TimePasses

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)

CARD = "If you go quiet one day, what would you like?"
FORM = {
    "clause": "consent",
    "consented": "yes",
    "told_before": "yes",
    "whom": "Nurse Akinyi",
    "shared": "Where Amina can be found.",
    "happened": "2026-11-23T12:30",
}


@pytest.fixture
def talk(cast: Cast, now: datetime) -> int:
    conversation = walk_together(cast.member, cast.peer, cast.program.key_id, now)
    for i in range(4):
        with turn.write():
            room, _ = room_for(cast.member.id, conversation, lock=True)
            writes.append([writes.Line(room, room.seats[i % 2], bytes([i]) * 16, f"words {i}")], now)
    return conversation


def words(page: Any) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.content.decode())).split())


def test_both_are_asked_once_in_the_first_talks(cast: Cast, talk: int, sign_in: SignIn) -> None:
    member, peer = sign_in(cast.member), sign_in(cast.peer)

    def asked() -> tuple[bool, bool]:
        return tuple(CARD in words(browser.get(f"/talk/{talk}")) for browser in (member, peer))  # type: ignore[return-value]  # two

    found = [asked()]
    member.post(f"/talk/{talk}/quiet", {"skip": "1"})
    found.append(asked())
    peer.post(f"/talk/{talk}/quiet", {"wish": "leave_be"})
    found.append(asked())
    assert found == [(True, True), (False, True), (False, False)]


def test_who_has_long_walked_together_is_not_asked(
    cast: Cast, talk: int, sign_in: SignIn, time_passes: TimePasses
) -> None:
    later = time_passes(timedelta(days=22))
    assert CARD not in words(sign_in(cast.member).get(f"/talk/{talk}"))
    assert later.day == 15


def test_whom_to_ring_comes_back_to_its_writer_alone(cast: Cast, talk: int, sign_in: SignIn) -> None:
    member, address = sign_in(cast.member), f"/talk/{talk}/quiet"
    page = member.post(address, {"wish": "ring", "days": "5"})
    assert (page.status_code, "Please say whom to ring, and the number." in words(page)) == (422, True)
    assert member.post(address, {"wish": "ring", "days": "5", "whom": "My sister"}).status_code == 303
    assert "My sister" in words(member.get(address))
    assert "My sister" not in words(sign_in(cast.peer).get(address))
    row = apps.get_model("alongside", "IfQuiet")._default_manager.get()
    assert (b"My sister" in bytes(row.ring), row.days) == (False, 5)


def test_on_the_desks_only_where_a_hello_was_agreed(
    cast: Cast, talk: int, sign_in: SignIn, time_passes: TimePasses
) -> None:
    other = walk_together(cast.other_member, cast.peer, cast.program.key_id, cast.peer.arrived_at)
    sign_in(cast.member).post(f"/talk/{talk}/quiet", {"wish": "hello", "days": "7"})
    sign_in(cast.other_member).post(f"/talk/{other}/quiet", {"skip": "1"})
    time_passes(timedelta(days=7))
    desk = words(sign_in(cast.peer).get("/desk"))
    assert desk.count("Amina has not written since") == 1
    assert desk.count("Juma has not written since") == 0
    assert "gone quiet" not in words(sign_in(cast.supervisor).get("/program"))


def test_the_team_opens_whom_to_ring_and_it_is_seen(
    cast: Cast, talk: int, sign_in: SignIn, time_passes: TimePasses
) -> None:
    form = {"wish": "ring", "days": "5", "whom": "My sister, 0700"}
    sign_in(cast.member).post(f"/talk/{talk}/quiet", form)
    wish = quiet_wishes.of(talk, cast.member.id)
    assert wish is not None
    team, address = sign_in(cast.supervisor), f"/program/quiet/{wish.id}"
    assert team.get(address).status_code == 404
    time_passes(timedelta(days=5))
    assert "wanted us to ring somebody" in words(team.get("/program"))
    assert ("My sister" in words(team.get(address)), traces.of(cast.member.id)) == (False, [])
    assert "My sister, 0700" in words(team.post(address, {"do": "open"}))
    assert [seen.what for seen in traces.of(cast.member.id)] == ["quiet_opened"]
    assert team.get(address).status_code == 404


def outside(browser: Any, talk: int, **changed: str) -> Any:
    return browser.post(f"/talk/{talk}/outside", {**FORM, **changed})


def test_until_the_law_is_written_down_only_consent_is_offered(
    cast: Cast, talk: int, sign_in: SignIn, now: datetime
) -> None:
    promise_is_written.write(cast.program.id, "least_invasive", "Our sentence.", now)
    peer = sign_in(cast.peer)
    page = peer.get(f"/talk/{talk}/outside")
    assert re.findall(r'name="clause" value="(\w+)"', page.content.decode()) == ["consent"]
    assert outside(peer, talk, decided_by=str(cast.peer.id), clause="dying").status_code == 422
    assert outside_contacts.to_review(cast.program.id) == []


def test_it_is_kept_only_whole_and_nothing_typed_is_lost(
    cast: Cast, talk: int, sign_in: SignIn, now: datetime
) -> None:
    promise_is_written.write(cast.program.id, "least_invasive", "Our sentence.", now)
    peer, mine = sign_in(cast.peer), str(cast.peer.id)
    page = outside(peer, talk, decided_by=mine)
    assert (page.status_code, "Our promise needs a second person." in words(page)) == (422, True)
    second = str(cast.supervisor.id)
    page = outside(peer, talk, decided_by=mine, second=second, told_before="")
    assert (page.status_code, "Please say whether they were told before." in words(page)) == (422, True)
    assert "Where Amina can be found." in words(page)
    page = outside(peer, talk, decided_by=mine, second=second, happened="2027-01-01T00:00")
    assert page.status_code == 422
    assert outside_contacts.to_review(cast.program.id) == []
    assert outside(peer, talk, decided_by=mine, second=second).status_code == 303
    assert len(outside_contacts.to_review(cast.program.id)) == 1


def test_the_member_reads_it_all_and_the_team_looks_again(
    cast: Cast, talk: int, sign_in: SignIn, now: datetime
) -> None:
    promise_is_written.write(cast.program.id, "consent_only", "Our sentence.", now)
    member, team = sign_in(cast.member), sign_in(cast.coordinator)
    assert "0 times this year" in words(team.get("/program"))
    form = {**FORM, "decided_by": str(cast.peer.id), "line": ["1"]}
    assert sign_in(cast.peer).post(f"/talk/{talk}/outside", form).status_code == 303
    line = "Someone outside was told about you."
    home, beside = member.get("/"), member.get(f"/talk/{talk}")
    assert (line in words(home), line in words(beside)) == (True, True)
    assert line not in words(sign_in(cast.peer).get(f"/talk/{talk}"))
    (address,) = set(re.findall(r'href="(/me/outside/\d+)"', home.content.decode()))
    page = words(member.get(address))
    for said in ("Nurse Akinyi", "Where Amina can be found.", "words 0", "Rosa"):
        assert page.count(said) >= 1, said
    assert sign_in(cast.other_member).get(address).status_code == 404
    member.post(address)
    assert line not in words(member.get("/"))
    desk = team.get("/program")
    assert "1 time this year" in words(desk)
    (review,) = re.findall(r'href="(/program/outside/\d+)"', desk.content.decode())
    assert "Nurse" not in words(team.get(review))
    assert "Nurse Akinyi" in words(team.post(review, {"do": "read"}))
    assert team.post(review, {"do": "done"}).status_code == 303
    assert [seen.what for seen in traces.of(cast.member.id)] == ["outside_read", "outside"]
    assert "Wanjiru has looked at it again." in words(member.get(address))
    assert review not in team.get("/program").content.decode()
