"""Telling the team: what is picked and written is never lost, and what becomes of it is told."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest
from django.apps import apps

from alongside.base import turn
from alongside.flows import match_ends
from alongside.flows.tests.walking import walk_together
from alongside.people import programs
from alongside.safety import reports
from alongside.talk import writes
from alongside.talk.access import room_for

if TYPE_CHECKING:
    from conftest import Cast, SignIn

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)


@pytest.fixture
def talk(cast: Cast, now: datetime) -> int:
    """Forty-five lines."""
    conversation = walk_together(cast.member, cast.peer, cast.program.key_id, now)
    for i in range(1, 46):
        with turn.write():
            room, _ = room_for(cast.member.id, conversation, lock=True)
            writes.append([writes.Line(room, room.seats[i % 2], bytes([i]) * 16, f"words {i}")], now)
    return conversation


def words(page: Any) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.content.decode())).split())


def ticked(page: Any) -> list[int]:
    """What goes along when the form is sent again: ticked boxes and what was picked elsewhere."""
    text = page.content.decode()
    boxes = re.findall(r'type="checkbox" name="line" value="(\d+)" checked', text)
    hidden = re.findall(r'type="hidden" name="line" value="(\d+)"', text)
    return sorted(int(each) for each in boxes + hidden)


def offered(page: Any) -> list[int]:
    return [int(n) for n in re.findall(r'type="checkbox" name="line" value="(\d+)"', page.content.decode())]


def test_looking_at_earlier_words_loses_nothing(cast: Cast, talk: int, sign_in: SignIn) -> None:
    browser, address = sign_in(cast.member), f"/talk/{talk}/report"
    assert offered(browser.get(address)) == list(range(26, 46))
    typed = {"choice": "unkind", "words": "It went on all week."}
    page = browser.post(address, {**typed, "line": [45, 30], "before": "26"})
    assert (page.status_code, offered(page), ticked(page)) == (200, list(range(6, 26)), [30, 45])
    assert ("It went on all week." in words(page), 'value="unkind" checked' in page.content.decode()) == (
        True,
        True,
    )
    page = browser.post(address, {**typed, "line": [45, 30, 7], "before": "6"})
    assert (offered(page), ticked(page)) == (list(range(1, 6)), [7, 30, 45])
    page = browser.post(address, {**typed, "line": [45, 30, 7, 2], "before": "26"})
    assert (offered(page), ticked(page)) == (list(range(6, 26)), [2, 7, 30, 45])
    assert browser.post(address, {**typed, "line": [45, 30, 7, 2]}).status_code == 303
    (filed,) = reports.open_in(cast.program.id)
    assert [each.n for each in reports.opened(filed.id).passages] == [2, 7, 30, 45]


def test_a_mistake_keeps_everything(cast: Cast, talk: int, sign_in: SignIn) -> None:
    browser, address = sign_in(cast.member), f"/talk/{talk}/report"
    page = browser.post(address, {"words": "It went on.", "line": [44]})
    assert (page.status_code, ticked(page), "It went on." in words(page)) == (422, [44], True)
    page = browser.post(address, {"choice": "unkind", "line": list(range(1, 23))})
    assert (page.status_code, "Please pick 20 lines at most." in words(page)) == (422, True)
    assert ticked(page) == list(range(1, 23))
    assert reports.open_in(cast.program.id) == []


def test_what_will_be_read_is_said_before_it_is_sent(cast: Cast, talk: int, sign_in: SignIn) -> None:
    with turn.write():
        programs.set_complaints(cast.program.id, "Pastor Njoroge, at Hill Chapel")
    by_member = words(sign_in(cast.member).get(f"/talk/{talk}/report"))
    by_peer = words(sign_in(cast.peer).get(f"/talk/{talk}/report"))
    for page in (by_member, by_peer):
        assert page.count("The team will read the lines you pick, 20 at most, and no others.") == 1
        assert page.count("Pastor Njoroge, at Hill Chapel") == 1
    assert by_member.count("Rosa does not see this, and we do not tell them that it was you.") == 1
    assert by_peer.count("Amina can see that the team read lines of theirs.") == 1


def test_from_telling_to_its_closing(cast: Cast, talk: int, sign_in: SignIn) -> None:
    member, supervisor = sign_in(cast.member), sign_in(cast.supervisor)
    form = {"choice": "unkind", "words": "It went on all week.", "line": [3]}
    assert member.post(f"/talk/{talk}/report", form).headers["Location"] == f"/talk/{talk}/report?sent=1"
    assert "Nobody has taken it yet." in words(member.get(f"/talk/{talk}/report"))
    desk = supervisor.get("/program")
    (address,) = re.findall(r'href="(/program/reports/\d+)"', desk.content.decode())
    page = words(supervisor.get(address))
    for text in (words(desk), page):
        assert ("It went on" in text, "words 3" in text) == (False, False)
    assert "Amina" not in page
    supervisor.post(address, {"do": "take"})
    page = words(supervisor.get(address))
    assert ("It went on all week." in page, "words 3" in page, "words 2" in page) == (True, True, False)
    assert "Otieno is looking at it." in words(member.get(f"/talk/{talk}/report"))
    assert "It went on" not in words(sign_in(cast.coordinator).get(address))
    assert supervisor.post(address, {"do": "close", "note": ""}).status_code == 422
    closing = {"do": "close", "note": "Talked with Rosa.", "for_them": "Thank you. We heard you."}
    assert supervisor.post(address, closing).status_code == 303
    told = words(member.get(f"/talk/{talk}/report"))
    assert ("Otieno has taken care of it" in told, "Thank you. We heard you." in told) == (True, True)
    assert "Talked with Rosa." not in told
    assert address not in supervisor.get("/program").content.decode()


def test_who_it_is_about_finds_nothing(cast: Cast, sign_in: SignIn, now: datetime) -> None:
    conversation = walk_together(cast.member, cast.supervisor, cast.program.key_id, now)
    sign_in(cast.member).post(f"/talk/{conversation}/report", {"choice": "unkind", "words": "x"})
    (filed,) = reports.open_in(cast.program.id)
    about, other = sign_in(cast.supervisor), sign_in(cast.coordinator)
    address = f"/program/reports/{filed.id}"
    assert about.get(address).content == about.get("/program/reports/12345").content
    assert about.post(address, {"do": "take"}).status_code == 404
    assert (address in about.get("/program").content.decode(), address in words(about.get("/program"))) == (
        False,
        False,
    )
    assert address in other.get("/program").content.decode()


@pytest.mark.parametrize("how", ["goodbye", "block"])
def test_a_closed_talk_can_be_reported_too(
    cast: Cast, talk: int, sign_in: SignIn, now: datetime, how: str
) -> None:
    if how == "block":
        match_ends.block(cast.member.id, talk, now)
    else:
        match_ends.say_goodbye(cast.peer.id, talk, "", now)
    browser = sign_in(cast.member)
    assert f"/talk/{talk}/report" in browser.get(f"/talk/{talk}/more").content.decode()
    assert browser.post(f"/talk/{talk}/report", {"choice": "sexual", "line": [9]}).status_code == 303
    assert len(reports.open_in(cast.program.id)) == 1


def test_nothing_of_it_lies_open_in_a_table(cast: Cast, talk: int, sign_in: SignIn) -> None:
    sign_in(cast.member).post(f"/talk/{talk}/report", {"choice": "unkind", "words": "CANARY", "line": [3]})
    row = apps.get_model("alongside", "Report")._default_manager.get()
    kept = b"".join(bytes(getattr(row, name)) for name in ("words", "passages", "note"))
    assert len(kept) > 60
    assert (b"CANARY" in kept, b"words 3" in kept) == (False, False)


def test_the_page_costs_the_same_for_one_report_and_for_three(
    cast: Cast, talk: int, sign_in: SignIn, now: datetime, django_assert_max_num_queries: Any
) -> None:
    browser, desk = sign_in(cast.member), sign_in(cast.supervisor)

    def told(choice: str) -> None:
        browser.post(f"/talk/{talk}/report", {"choice": choice, "words": "x"})

    told("unkind")
    counts = []
    for more in ((), ("sexual", "money")):
        for choice in more:
            told(choice)
        with django_assert_max_num_queries(10) as theirs:
            browser.get(f"/talk/{talk}/report")
        with django_assert_max_num_queries(12) as desks:  # 9 questions, and 3 to write down the look
            desk.get("/program")
        counts.append((len(theirs), len(desks)))
    assert counts[0] == counts[1]


def test_waits_in_the_order_of_time(cast: Cast, talk: int, sign_in: SignIn, now: datetime) -> None:
    rows = apps.get_model("alongside", "Report")._default_manager
    for choice in ("unkind", "money"):
        sign_in(cast.member).post(f"/talk/{talk}/report", {"choice": choice})
    rows.filter(choice="money").update(at=now - timedelta(days=1))
    assert [each.choice for each in reports.open_in(cast.program.id)] == ["money", "unkind"]
