"""What we hold about you, who looked at it, and deletion with its undo: as pages."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from alongside.base import turn
from alongside.flows import deletion_is_planned
from alongside.flows.tests import full_life
from alongside.flows.tests.walking import walk_together
from alongside.people import reads, traces
from alongside.rules.held_words import GROUPS
from alongside.rules.traces import HELP_READ
from alongside.talk import reads as talks
from alongside.talk import writes as talk
from alongside.talk.rows import rooms

if TYPE_CHECKING:
    from datetime import datetime

    from django.test import Client

    from conftest import Cast, SignIn, TimePasses

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
PAGES = ["/me/held", "/me/trace", "/me/delete", *(f"/me/held/{group.code}" for group in GROUPS)]


def read(browser: Client, page: str) -> str:
    """The main part of a page, without its marks."""
    answer = browser.get(page)
    assert answer.status_code == 200, page
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", main)).split())


def test_every_group_says_what_is_held_in_it(cast: Cast, now: datetime, sign_in: SignIn) -> None:
    life = full_life.live(cast.member, cast.peer, cast, now)
    browser = sign_in(cast.member)
    everything = " ".join(read(browser, page) for page in PAGES)
    written = {name: words for name, words in life.markers.items() if words.startswith("the ")}
    assert len(written) > 15
    assert {name for name, words in written.items() if words not in everything} == set()


def _same(model: Any) -> list[Any]:
    """The first row, twice."""
    return list(model.all().order_by("pk")[:1]) * 2


@pytest.mark.parametrize("page", PAGES)
def test_a_page_asks_no_more_for_three_rows_than_for_one(
    cast: Cast, now: datetime, sign_in: SignIn, django_assert_max_num_queries: Any, page: str
) -> None:
    full_life.live(cast.member, cast.peer, cast, now)
    browser = sign_in(cast.member)
    with django_assert_max_num_queries(10) as first:
        browser.get(page)
    for name in ("NextStep", "CheckIn", "Session", "Trace", "Meeting", "Offer", "Duty", "Consent", "Block"):
        model = full_life.table(name)._default_manager
        for row in _same(model):
            row.pk = None if name == "Block" else row.pk + 10**6 + model.count()
            if name == "Session":
                row.token_hash = bytes([model.count()]) * 16
            if name in ("Offer", "Block"):
                continue
            row.words = row.note = b""
            row.save(force_insert=True)
    with django_assert_max_num_queries(len(first)):
        browser.get(page)


def test_a_long_list_comes_some_at_a_time(cast: Cast, now: datetime, sign_in: SignIn) -> None:
    life = full_life.live(cast.other_member, cast.peer, cast, now)
    life.who = cast.member
    for n in range(120):
        life.make("NextStep", person=cast.member, words=b"", made_at=now - timedelta(days=n))
    browser = sign_in(cast.member)
    shown = [browser.get(f"/me/held/steps?from={at}").content.count(b"<section") for at in (0, 50, 100)]
    assert shown == [50, 50, 20]
    assert b"?from=50" in browser.get("/me/held/steps").content
    assert b"?from=" not in browser.get("/me/held/steps?from=100").content
    assert browser.get("/me/held/steps?from=nonsense").status_code == 200


def test_a_long_talk_is_read_some_lines_at_a_time(cast: Cast, now: datetime, sign_in: SignIn) -> None:
    conversation = walk_together(cast.member, cast.peer, cast.program.key_id, now)
    with turn.write():
        room = rooms([conversation])[conversation]
        said = [talk.Line(room, room.seats[n % 2], bytes([n]) * 16, f"line {n}.") for n in range(120)]
        talk.append(said, now)
    browser = sign_in(cast.member)
    page = f"/me/held/talks/{conversation}"
    found: list[str] = []
    while page:
        answer = browser.get(page).content.decode()
        found = re.findall(r"line (\d+)\.", answer) + found
        older = re.search(r'href="(\?before=\d+)"', answer)
        page = f"/me/held/talks/{conversation}{older[1]}" if older else ""
    assert found == [str(n) for n in range(120)]


def test_what_is_no_page_of_ours_is_not_here(cast: Cast, now: datetime, sign_in: SignIn) -> None:
    conversation = walk_together(cast.member, cast.peer, cast.program.key_id, now)
    assert sign_in(cast.member).get("/me/held/secrets").status_code == 404
    for stranger in (cast.other_member, cast.other_peer, cast.coordinator):
        assert sign_in(stranger).get(f"/me/held/talks/{conversation}").status_code == 404


def test_who_looked_is_named_and_dated(cast: Cast, now: datetime, sign_in: SignIn) -> None:
    browser = sign_in(cast.member)
    assert "Nobody has done any of this." in read(browser, "/me/trace")
    with turn.write():
        traces.leave(cast.program.id, cast.member.id, cast.supervisor.id, HELP_READ.code, now)
        traces.leave(cast.program.id, cast.other_member.id, cast.coordinator.id, HELP_READ.code, now)
    page = read(browser, "/me/trace")
    assert HELP_READ.words.format(name="Otieno") in page
    assert "23 November 2026, 13:00" in page
    assert "Wanjiru" not in page
    assert "Nobody has done any of this" not in page


def test_who_looked_is_said_even_when_they_are_gone(cast: Cast, now: datetime, sign_in: SignIn) -> None:
    with turn.write():
        traces.leave(cast.program.id, cast.member.id, cast.supervisor.id, HELP_READ.code, now)
        full_life.table("Trace")._default_manager.update(by=None)
    assert HELP_READ.words.format(name="Someone of the team") in read(sign_in(cast.member), "/me/trace")


def test_a_peer_and_the_team_have_the_same_pages_under_their_own_header(cast: Cast, sign_in: SignIn) -> None:
    for person, home in ((cast.peer, "/desk"), (cast.supervisor, "/program"), (cast.coordinator, "/program")):
        browser = sign_in(person)
        assert "What we hold about you" in browser.get(home).content.decode()
        answer = browser.get("/me/held").content.decode()
        assert f'class="mark" href="{home}"' in answer
        assert "Hide this page" not in answer
    assert "Hide this page" in sign_in(cast.member).get("/me/held").content.decode()


def test_home_says_until_when_and_one_tap_keeps_everything(
    cast: Cast, sign_in: SignIn, time_passes: TimePasses
) -> None:
    for person, home in (
        (cast.member, "/"),
        (cast.member, "/me"),
        (cast.peer, "/desk"),
        (cast.supervisor, "/program"),
    ):
        browser = sign_in(person)
        assert "everything about you is deleted" not in read(browser, home)
        answer = browser.post("/me/delete", {"when": "later"})
        assert (answer.status_code, answer.headers["Location"]) == (303, home if home != "/me" else "/")
        assert "On Monday, 30 November, 13:00 everything about you is deleted here, as you asked." in read(
            browser, home
        )
        asks = read(browser, "/me/delete")  # nothing but the button keeps everything, so nothing else says so
        assert [asks.count(words) for words in ("No, keep everything", "Back to where I was")] == [0, 1]
        assert browser.post("/me/delete", {"when": "keep"}).status_code == 303
        assert "everything about you is deleted" not in read(browser, home)


def test_nobody_else_reads_that_somebody_asked(cast: Cast, now: datetime, sign_in: SignIn) -> None:
    conversation = walk_together(cast.member, cast.peer, cast.program.key_id, now)
    others = {
        cast.peer: ["/desk", f"/talk/{conversation}", f"/talk/{conversation}/more"],
        cast.coordinator: ["/program", f"/program/people/{cast.peer.id}"],
        cast.other_member: ["/"],
    }
    before = [[read(sign_in(who), page) for page in pages] for who, pages in others.items()]
    deletion_is_planned.in_seven_days(cast.member.id, now)
    assert [[read(sign_in(who), page) for page in pages] for who, pages in others.items()] == before


def test_a_copy_is_offered_before_anything_goes(cast: Cast, sign_in: SignIn) -> None:
    page = sign_in(cast.member).get("/me/delete").content.decode()
    assert page.index('href="/me/copy/read"') < page.index('value="later"') < page.index('value="now"')
    assert "the team can read that until it is closed" in page


def test_a_form_that_says_nothing_deletes_nothing(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.member)
    for form in ({}, {"when": ""}, {"when": "NOW"}, {"when": "yes"}):
        assert browser.post("/me/delete", form).status_code == 422
    assert reads.names([cast.member.id]) == {cast.member.id: "Amina"}
    assert "everything about you is deleted" not in read(browser, "/")


def test_the_last_coordinator_is_kindly_asked_for_a_successor(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.coordinator)
    page = browser.get("/me/delete").content.decode()
    assert "Please invite somebody to run it after you." in page
    assert 'href="/program/invite"' in page
    assert 'name="when"' not in page
    for when in ("now", "later"):
        assert browser.post("/me/delete", {"when": when}).status_code == 422
    assert reads.names([cast.coordinator.id]) == {cast.coordinator.id: "Wanjiru"}


@pytest.mark.django_db(databases=["default", "keys"], transaction=True)
def test_a_peer_who_goes_is_an_ending_for_whoever_walks_with_them(
    cast: Cast, now: datetime, sign_in: SignIn
) -> None:
    conversation = walk_together(cast.member, cast.peer, cast.program.key_id, now)
    done = sign_in(cast.peer).post("/me/delete", {"when": "now", "sure": "yes"})
    assert "It is done" in done.content.decode()
    (standing,) = talks.conversations_of(cast.member.id)
    assert standing.ended_at == now
    browser = sign_in(cast.member)
    assert "closed this conversation on Monday" in read(browser, f"/talk/{conversation}")
    assert "Talk to someone" in read(browser, "/")
