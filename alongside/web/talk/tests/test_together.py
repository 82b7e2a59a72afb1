"""Pages on which two agree, note, are asked and leave each other something."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from alongside.flows import line_is_left, match_ends, peer_is_here, peer_leaves
from alongside.flows.tests.asking import make_ready
from alongside.flows.tests.walking import walk_together
from alongside.matching import walks
from alongside.matching.models import Match

if TYPE_CHECKING:
    from django.test import Client

    from conftest import Cast, SignIn

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def talk(cast: Cast, now: datetime) -> int:
    make_ready(cast.peer, now)
    return walk_together(cast.member, cast.peer, cast.program.key_id, now)


@pytest.fixture
def member(cast: Cast, sign_in: SignIn) -> Client:
    return sign_in(cast.member)


@pytest.fixture
def peer(cast: Cast, sign_in: SignIn) -> Client:
    return sign_in(cast.peer)


def words(answer: Any) -> str:
    return str(answer.content.decode())


def says(browser: Client, talk: int, day: str, hour: str) -> Any:
    return browser.post(f"/talk/{talk}/next", {"do": "say", "day": day, "hour": hour})


def test_a_time_is_seen_in_each_one_s_own_day(cast: Cast, talk: int, member: Client, peer: Client) -> None:
    cast.member.__class__.objects.filter(id=cast.member.id).update(time_zone="Asia/Tokyo")
    assert says(peer, talk, "2026-11-24", "18:00").status_code == 303
    page = words(member.get(f"/talk/{talk}"))
    assert "Rosa would like to talk next: Wednesday at 00:00." in page
    assert "You suggested tomorrow at 18:00. Amina has not answered yet." in words(peer.get(f"/talk/{talk}"))
    at = walks.walk_in(talk)
    assert at is not None
    assert at.next_talk is not None
    member.post(f"/talk/{talk}/next", {"do": "agree", "at": at.next_talk.at.isoformat()})
    assert "Amina, tomorrow at 18:00" in words(peer.get("/desk"))
    assert "Rosa, Wednesday at 00:00" in words(member.get("/"))


def test_a_time_that_is_past_vanishes(
    cast: Cast, talk: int, peer: Client, time_passes: Any, sign_in: SignIn
) -> None:
    says(peer, talk, "2026-11-24", "18:00")
    assert "You suggested" in words(peer.get(f"/talk/{talk}"))
    time_passes(timedelta(days=2))
    assert "You suggested" not in words(peer.get(f"/talk/{talk}"))
    assert "When you talk next" not in words(peer.get("/desk"))


@pytest.mark.parametrize(
    ("day", "hour"), [("2026-11-22", "18:00"), ("2028-01-01", "18:00"), ("", "18:00"), ("2026-11-24", "late")]
)
def test_a_time_that_cannot_be_is_asked_again(talk: int, peer: Client, day: str, hour: str) -> None:
    answer = says(peer, talk, day, hour)
    assert (answer.status_code, f'value="{hour}"' in words(answer)) == (422, True)


def test_yes_to_a_time_that_changed_meanwhile_says_so(talk: int, member: Client, peer: Client) -> None:
    says(peer, talk, "2026-11-24", "18:00")
    said = walks.walk_in(talk)
    assert said is not None
    assert said.next_talk is not None
    says(peer, talk, "2026-11-25", "18:00")
    answer = member.post(f"/talk/{talk}/next", {"do": "agree", "at": said.next_talk.at.isoformat()})
    assert (answer.status_code, "Meanwhile another time was said." in words(answer)) == (422, True)


def test_a_day_is_noted_seen_by_both_and_never_in_the_future(talk: int, member: Client, peer: Client) -> None:
    assert peer.post(f"/talk/{talk}/met", {"how": "met", "on": "2026-11-24"}).status_code == 422
    assert peer.post(f"/talk/{talk}/met", {"how": "met", "on": "2026-11-23"}).status_code == 303
    for browser in (member, peer):
        for page in ("", "/more"):
            assert "You met on Monday, 23 November." in words(browser.get(f"/talk/{talk}{page}"))
    page, taken = f"/talk/{talk}/met", "Take it back"
    assert (
        taken in words(member.get(f"/talk/{talk}/met")),
        taken in words(peer.get(f"/talk/{talk}/met")),
    ) == (
        False,
        True,
    )


def test_a_break_asks_the_member_and_meeting_someone_leads_to_asking(
    cast: Cast, now: datetime, talk: int, member: Client, peer: Client
) -> None:
    peer.post("/desk/rest", {"rest_until": "2026-11-27", "rest_words": "My sister marries."})
    page = words(member.get(f"/talk/{talk}"))
    assert ("My sister marries." in page, "back on Friday, 27 November" in page) == (True, True)
    assert "Rosa is resting until" not in page  # the card says it
    assert "My sister marries." not in words(peer.get(f"/talk/{talk}"))
    answer = member.post(f"/talk/{talk}/meanwhile", {"answer": "meanwhile"})
    assert answer.headers["Location"] == "/ask"
    page = words(member.get(f"/talk/{talk}"))
    assert ("My sister marries." in page, "Rosa is resting until Friday<" in page) == (False, True)
    walk = walks.walk_in(talk)
    assert walk is not None
    assert walk.ended_at is None


def test_who_came_by_card_is_asked_for_words_at_once(talk: int, member: Client, peer: Client) -> None:
    Match.objects.update(words_later_at=None)
    asks = "Make my five words"
    found = [asks in words(member.get(f"/talk/{talk}"))]
    for browser, said in ((member, "one"), (peer, "two")):
        browser.post(f"/talk/{talk}", {"words": said, "ref": f"a-ref-{said}-x"})
    found.append(asks in words(member.get(f"/talk/{talk}")))
    found.append(asks in words(peer.get(f"/talk/{talk}")))
    member.post(f"/talk/{talk}/later")
    found.append(asks in words(member.get(f"/talk/{talk}")))
    assert found == [True, True, False, False]


def test_lines_are_read_in_the_closed_talk(
    cast: Cast, now: datetime, talk: int, member: Client, peer: Client
) -> None:
    match_ends.say_goodbye(cast.member.id, talk, "", now)
    too_long = peer.post(f"/talk/{talk}/parting", {"line": "a" * 301})
    assert (too_long.status_code, "a" * 301 in words(too_long)) == (422, True)
    peer.post(f"/talk/{talk}/parting", {"line": "You laughed about the goats."})
    assert "You laughed about the goats." in words(member.get(f"/talk/{talk}"))
    match_ends.block(cast.member.id, talk, now)
    assert "You laughed about the goats." not in words(member.get(f"/talk/{talk}"))
    assert member.get(f"/talk/{talk}/parting").status_code == 404


def test_a_kind_word_waits_for_the_day_the_peer_chose(
    cast: Cast, now: datetime, talk: int, member: Client, peer: Client, time_passes: Any
) -> None:
    match_ends.say_goodbye(cast.member.id, talk, "", now)
    member.post(f"/talk/{talk}/helped", {"words": "I sleep."})
    (left,) = line_is_left.waiting_for(cast.peer.id, now.date())
    address, waits = f"/desk/kind-words/{left.id}", "Someone you walked with left you a kind word"
    assert waits in words(peer.get("/desk"))
    assert "I sleep." not in words(peer.get(address))
    assert peer.post(address, {"day": "2026-11-23"}).status_code == 422
    peer.post(address, {"day": "2026-11-25"})
    assert waits not in words(peer.get("/desk"))
    assert peer.get(address).status_code == 404
    time_passes(timedelta(days=2))
    assert waits in words(peer.get("/desk"))
    peer.post(address, {"open": "1"})
    assert "I sleep." in words(peer.get(address))


def test_the_team_tells_a_member_that_the_peer_leaves(
    cast: Cast, now: datetime, talk: int, member: Client, peer: Client, sign_in: SignIn
) -> None:
    team = sign_in(cast.supervisor)
    peer.post("/desk/leaving", {"goodbye": "Go well."})
    assert "Rosa is leaving. Tell someone who walks with them." in words(team.get("/program"))
    walk = walks.walk_in(talk)
    assert walk is not None
    address = f"/program/leaving/{walk.id}"
    page = words(team.get(address))
    assert ("Tell Amina that Rosa is leaving" in page, "Go well." in page) == (True, False)
    assert team.post(address, {"words": ""}).status_code == 422
    answer = team.post(address, {"words": "Rosa is moving away."})
    assert "Rosa is moving away." in words(member.get(answer.headers["Location"]))
    assert "Go well." in words(member.get(f"/talk/{talk}"))
    assert team.get(address).status_code == 404


def test_the_coordinator_says_that_a_peer_leaves_and_takes_it_back(
    cast: Cast, now: datetime, talk: int, sign_in: SignIn
) -> None:
    browser, page = sign_in(cast.coordinator), f"/program/people/{cast.peer.id}"
    browser.post(f"{page}/leaves")
    assert "Leaves for good. One person still has to be told." in words(browser.get(page))
    assert len(peer_leaves.to_tell(cast.program.id, now)) == 1
    browser.post(f"{page}/leaves", {"stay": "1"})
    assert peer_leaves.to_tell(cast.program.id, now) == []


def test_a_peer_who_rests_reads_until_when(cast: Cast, now: datetime, talk: int, peer: Client) -> None:
    peer_is_here.rests(cast.program.id, cast.peer.id, now + timedelta(days=4), now)
    assert "You are resting until" in words(peer.get("/desk"))
    peer.post("/desk/rest", {"back": "1"})
    assert "You are resting until" not in words(peer.get("/desk"))
