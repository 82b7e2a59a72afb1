"""The page of a talk, by plain forms."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest

from alongside.base import clock, turn
from alongside.flows import match_ends, person_asks_for_deletion, step_is_set, talk_rests
from alongside.flows.tests.walking import walk_together
from alongside.rules.duty import Stretch
from alongside.safety import duty
from alongside.talk import reads
from alongside.web.presence_words import team_words

if TYPE_CHECKING:
    from django.test import Client

    from conftest import Cast, SignIn, TimePasses

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)


@pytest.fixture
def talk(cast: Cast, now: datetime) -> int:
    return walk_together(cast.member, cast.peer, cast.program.key_id, now)


def said(page: Any) -> list[str]:
    """The lines of a page, as a person reads them."""
    found = re.findall(r'<li id="m\d+"[^>]*><span dir="auto">(.*?)</span>', page.content.decode())
    return [unescape(line) for line in found]


def boxed(page: Any) -> str:
    """What stands in the box to write in."""
    found = re.search(r"<textarea[^>]*>(.*?)</textarea>", page.content.decode(), re.S)
    assert found
    return unescape(found[1])


def say(browser: Client, talk: int, words: str, ref: str = "") -> Any:
    return browser.post(f"/talk/{talk}", {"words": words, "ref": ref})


def test_what_one_says_the_other_reads(cast: Cast, talk: int, sign_in: SignIn) -> None:
    member, peer = sign_in(cast.member), sign_in(cast.peer)
    assert say(member, talk, "I wrote two pages.").headers["Location"] == f"/talk/{talk}#m1"
    assert say(peer, talk, "Tell me.").status_code == 303
    assert (
        said(member.get(f"/talk/{talk}"))
        == said(peer.get(f"/talk/{talk}"))
        == ["I wrote two pages.", "Tell me."]
    )


def test_a_line_is_shown_as_it_was_typed_and_never_as_html(cast: Cast, talk: int, sign_in: SignIn) -> None:
    member = sign_in(cast.member)
    words = '<script>alert(1)</script> "quoted" & سلام 👩‍👩‍👧 https://example.org'
    say(member, talk, words)
    page = member.get(f"/talk/{talk}")
    assert said(page) == [words]
    assert page.content.decode().count("<script>") == 0
    assert page.content.decode().count('href="https://example.org') == 0


def test_a_form_sent_twice_is_said_once(cast: Cast, talk: int, sign_in: SignIn) -> None:
    member = sign_in(cast.member)
    first, again = say(member, talk, "once", "a-ref-of-mine"), say(member, talk, "once", "a-ref-of-mine")
    assert first.headers["Location"] == again.headers["Location"]
    assert said(member.get(f"/talk/{talk}")) == ["once"]


@pytest.mark.parametrize("words", ["", "   \n ", "\x00\x07", "\ud800"])
def test_nothing_written_is_said_kindly(cast: Cast, talk: int, sign_in: SignIn, words: str) -> None:
    browser = sign_in(cast.member)
    page = browser.post(
        f"/talk/{talk}",
        b"words=" + words.encode("utf-8", "surrogatepass"),
        content_type="application/x-www-form-urlencoded",
    )
    assert page.status_code in (303, 422)  # half a character arrives as a sign for "unreadable"
    assert page.status_code == 422 or words == "\ud800"


def test_too_long_a_line_stays_in_the_box(cast: Cast, talk: int, sign_in: SignIn) -> None:
    browser = sign_in(cast.member)
    assert say(browser, talk, "a" * 4000).status_code == 303
    page = say(browser, talk, "b" * 4001)
    assert (page.status_code, boxed(page)) == (422, "b" * 4001)


def test_a_paused_talk_keeps_what_was_typed(cast: Cast, talk: int, sign_in: SignIn) -> None:
    talk_rests.pause(cast.peer.id, talk)
    browser = sign_in(cast.member)
    page = say(browser, talk, "are you there?")
    assert page.status_code == 409
    assert "are you there?" in page.content.decode()
    assert said(browser.get(f"/talk/{talk}")) == []


def test_an_ended_talk_can_be_read_and_gives_the_typed_words_back(
    cast: Cast, talk: int, sign_in: SignIn, now: datetime
) -> None:
    browser = sign_in(cast.member)
    say(browser, talk, "before")
    match_ends.say_goodbye(cast.peer.id, talk, "", now)
    page = say(browser, talk, "one more thing")
    assert (page.status_code, boxed(page), said(page)) == (409, "one more thing", ["before"])


def test_who_is_signed_out_gets_their_words_back(cast: Cast, talk: int, stranger: Client) -> None:
    page = say(stranger, talk, "still mine")
    assert page.status_code == 404
    assert "still mine" in page.content.decode()


def test_nobody_else_can_open_a_talk(cast: Cast, talk: int, sign_in: SignIn) -> None:
    assert sign_in(cast.member).get(f"/talk/{talk}").status_code == 200
    others = [cast.other_member, cast.other_peer, cast.supervisor, cast.coordinator, cast.elsewhere_peer]
    for person in others:
        browser = sign_in(person)
        assert browser.get(f"/talk/{talk}").content == browser.get("/talk/12345").content
        assert [browser.post(f"/talk/{talk}/{act}").status_code for act in ("pause", "block", "end")] == [
            404
        ] * 3


def test_older_lines_are_a_link_away(cast: Cast, talk: int, sign_in: SignIn) -> None:
    browser = sign_in(cast.member)
    for i in range(1, 46):
        say(browser, talk, f"line {i}")
    newest = browser.get(f"/talk/{talk}")
    assert said(newest) == [f"line {i}" for i in range(26, 46)]
    assert f"/talk/{talk}?before=26" in newest.content.decode()
    assert said(browser.get(f"/talk/{talk}?before=26")) == [f"line {i}" for i in range(6, 26)]
    assert said(browser.get(f"/talk/{talk}?before=6")) == [f"line {i}" for i in range(1, 6)]


def test_opening_the_page_is_reading_it(cast: Cast, talk: int, sign_in: SignIn) -> None:
    say(sign_in(cast.member), talk, "hello")
    assert [one.unread for one in reads.conversations_of(cast.peer.id)] == [1]
    sign_in(cast.peer).get(f"/talk/{talk}")
    assert [one.unread for one in reads.conversations_of(cast.peer.id)] == [0]


def test_seen_shows_only_where_both_want_it(cast: Cast, talk: int, sign_in: SignIn) -> None:
    member, peer = sign_in(cast.member), sign_in(cast.peer)
    say(member, talk, "hello")
    peer.get(f"/talk/{talk}")

    def sees() -> bool:
        return re.search(r'id="seen" *>', member.get(f"/talk/{talk}").content.decode()) is not None

    outcomes = [sees()]
    for browser in (member, peer):
        browser.post(f"/talk/{talk}/shares", {"shares": ["seen"]})
        outcomes.append(sees())
    assert outcomes == [False, False, True]


def test_the_old_peer_reads_that_it_is_ordinary(
    cast: Cast, talk: int, sign_in: SignIn, now: datetime
) -> None:
    sign_in(cast.member).post(f"/talk/{talk}/change")
    page = sign_in(cast.peer).get(f"/talk/{talk}").content.decode()
    assert (
        unescape(page).count("Amina is walking with someone else now. That is ordinary, and it's allowed.")
        == 1
    )


def test_words_of_who_was_deleted_are_gone_and_the_others_stay(
    cast: Cast, talk: int, sign_in: SignIn, now: datetime
) -> None:
    say(sign_in(cast.member), talk, "mine")
    say(sign_in(cast.peer), talk, "yours")
    person_asks_for_deletion.delete(cast.member.id, now + timedelta(minutes=1))
    page = sign_in(cast.peer).get(f"/talk/{talk}")
    assert said(page) == ["These words were deleted by the person who wrote them.", "yours"]
    closed = page.content.decode()
    assert "They closed this conversation on Monday." in closed
    for nobody_is_there in (">Someone<", "with Someone", "/parting", "/helped"):
        assert nobody_is_there not in closed


def team_answers(cast: Cast) -> None:
    """The supervisor answers from 08:00 to 20:00 where the program is (05:00 to 17:00 UTC)."""
    with turn.write():
        duty.write_rota(cast.program.id, [Stretch(cast.supervisor.id, day, 480, 1200) for day in range(7)])


def test_the_talk_says_of_the_team_what_the_rota_says(
    cast: Cast, talk: int, sign_in: SignIn, time_passes: TimePasses
) -> None:
    """The program's hours are its own; who answers is the rota's to say, as under "Help now"."""
    member, peer = sign_in(cast.member), sign_in(cast.peer)
    by_hours = team_words(cast.program.hours, cast.program.time_zone, clock.now(), cast.program.time_zone)
    rota = (
        "Otieno from the team is here.",
        "It is Otieno’s turn to answer, but Otieno is not at a screen just now.",
        "Nobody from the team is here until 08:00.",
    )

    def told(browser: Client) -> list[str]:
        page = unescape(browser.get(f"/talk/{talk}").content.decode())
        return [words for words in (by_hours, *rota) if words in page]

    assert told(member) == [by_hours]
    team_answers(cast)
    assert told(member) == [rota[1]]
    sign_in(cast.supervisor)
    assert (told(member), told(peer)) == ([rota[0]], [])
    time_passes(timedelta(hours=15))  # 04:00 in Nairobi
    assert told(member) == [rota[2]]


@pytest.mark.parametrize("who", ["member", "peer"])
def test_a_talk_costs_the_same_questions_for_one_line_and_for_twenty(
    cast: Cast, talk: int, sign_in: SignIn, now: datetime, django_assert_max_num_queries: Any, who: str
) -> None:
    team_answers(cast)
    sign_in(cast.supervisor)
    for words in ("sit by the door", "call my aunt"):
        step_is_set.write(cast.member.id, words, None, now, shared=True)
    browser = sign_in(getattr(cast, who))
    say(browser, talk, "one")
    browser.get(f"/talk/{talk}")
    with django_assert_max_num_queries(10) as first:
        browser.get(f"/talk/{talk}")
    for i in range(19):
        say(browser, talk, f"more {i}")
    browser.get(f"/talk/{talk}")
    with django_assert_max_num_queries(10) as second:
        browser.get(f"/talk/{talk}")
    assert len(first) == len(second)
