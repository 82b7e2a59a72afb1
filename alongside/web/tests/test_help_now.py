"""Help now: words I keep, a person, someone to come, what has happened, lines, my plan. At every hour."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.base import turn
from alongside.flows import (
    local_people_are_named,
    night_letter_is_written,
    plan_is_written,
    program_pauses,
    words_are_kept,
)
from alongside.flows.tests.walking import walk_together
from alongside.people import traces
from alongside.people.models import Program
from alongside.rules.duty import Stretch
from alongside.safety import asked_help, duty, writes
from alongside.safety.local_people import Near
from alongside.safety.models import HelpAsked
from alongside.safety.tests.test_own_words import is_ready, says, visitor

if TYPE_CHECKING:
    from django.test import Client

    from alongside.people.models import Person
    from conftest import Cast, SignIn, TimePasses

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
HELP = "/at/open-door/help"
FORM = {"who": "Amina, 0700 000 000", "where": "the blue door behind the market", "more": ""}
WORDS = "Amina, 0700 000 000\nthe blue door behind the market"


@pytest.fixture(autouse=True)
def known(cast: Cast) -> None:
    """Numbers of the program, and a line that answers day and night."""
    Program.objects.filter(id=cast.program.id).update(emergency_number="999", poison_number="0800 111")
    with turn.write():
        writes.add_line(cast.program.id, writes.Told("Night Voices", phone="116 123", hours="24/7"))


def from_eight(cast: Cast, person: Person) -> None:
    """This person answers from 08:00 to 20:00 where the program is (05:00 to 17:00 UTC)."""
    with turn.write():
        duty.write_rota(cast.program.id, [Stretch(person.id, day, 480, 1200) for day in range(7)])


def text(browser: Client, address: str = HELP) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def order(page: str, *words: str) -> list[str]:
    """Those of these words that stand on the page, in its order."""
    places = [(page.index(one), one) for one in words if one in page]
    return [one for _, one in sorted(places)]


def test_words_i_keep_come_before_any_number(cast: Cast, sign_in: SignIn, now: datetime) -> None:
    walk = walk_together(cast.member, cast.peer, cast.program.key_id, now)
    who = visitor(cast.member, now)
    words_are_kept.keep(who, walk, says(cast.member.id, walk, "I wrote two pages.", now), now)
    plan_is_written.keep(who, {"alone": "Feed the goats."}, False, now)
    page = text(sign_in(cast.member))
    expected = [
        "I wrote two pages.",
        "will be here",
        "/help/ring",
        "/help/hurt",
        "tel:999",
        "tel:116123",
        "Feed the goats.",
    ]
    assert order(page, *expected) == expected


def test_another_member_and_a_stranger_see_nothing_of_anybodys_own(
    cast: Cast, sign_in: SignIn, stranger: Client, now: datetime
) -> None:
    plan_is_written.keep(visitor(cast.member, now), {"alone": "Feed the goats."}, True, now)
    assert "Feed the goats." in text(sign_in(cast.member))
    others = [sign_in(cast.other_member), sign_in(cast.peer), sign_in(cast.elsewhere_member), stranger]
    assert ["Feed the goats." in text(browser) for browser in others] == [False] * 4


def test_somebody_of_the_team_who_is_really_here_is_offered_first(
    cast: Cast, sign_in: SignIn, now: datetime
) -> None:
    from_eight(cast, cast.supervisor)
    member, supervisor = sign_in(cast.member), sign_in(cast.supervisor)
    page = text(member)
    assert "Talk to someone from the team now (Otieno is here)" in page
    answer = member.post("/help/talk")
    talk = answer.headers["Location"]
    assert re.fullmatch(r"/talk/\d+", talk)
    assert "Someone would like to talk with one of the team now" in text(supervisor, "/program")
    (asked,) = asked_help.open_in(cast.program.id)
    went = supervisor.post(f"/program/asked/{asked.id}", {"do": "take"})
    assert went.headers["Location"] == talk
    assert "Someone would like to talk" not in text(supervisor, "/program")


def test_whose_turn_it_is_but_who_is_away_is_said_to_be_away(
    cast: Cast, sign_in: SignIn, time_passes: TimePasses
) -> None:
    from_eight(cast, cast.supervisor)
    sign_in(cast.supervisor)
    time_passes(timedelta(minutes=16))
    page = text(sign_in(cast.member))
    assert "It is Otieno’s turn to answer, but Otieno is not at a screen just now." in page
    assert "Leave a message for Otieno" in page
    assert "(Otieno is here)" not in page


def test_with_nobody_on_the_rota_lines_are_named_and_it_says_that_nobody_is_here(
    cast: Cast, sign_in: SignIn, stranger: Client, time_passes: TimePasses
) -> None:
    """standards 6.6, test 2: honest hours in the reader's own time, and a line that answers now."""
    from_eight(cast, cast.supervisor)
    time_passes(timedelta(hours=13))  # 02:00 in Nairobi
    for browser in (sign_in(cast.member), stranger):
        page = text(browser)
        assert "Nobody from the team is here until 08:00." in page
        assert "Nobody is here just now." in page
        assert "Night Voices" in page
        assert "Open now, day and night" in page
        assert "/help/talk" not in page


def test_where_no_hours_are_known_it_says_so(cast: Cast, stranger: Client) -> None:
    assert "We don’t know when someone from the team will be here." in text(stranger)


def test_it_opens_when_the_program_is_paused_or_not_opened_yet(
    cast: Cast, stranger: Client, sign_in: SignIn, now: datetime
) -> None:
    program_pauses.pause(cast.program.id, now + timedelta(days=3))
    Program.objects.filter(id=cast.program.id).update(opened_at=None)
    for browser in (stranger, sign_in(cast.member)):
        assert order(text(browser), "tel:999", "tel:116123") == ["tel:999", "tel:116123"]
        assert "tel:0800111" in text(browser, f"{HELP}/hurt")


def test_a_letter_stands_there_when_nobody_is_here_and_only_then(
    cast: Cast, sign_in: SignIn, stranger: Client, now: datetime, time_passes: TimePasses
) -> None:
    is_ready(cast.peer, True)
    night_letter_is_written.write(visitor(cast.peer, now), "en", "I was awake too. Put the kettle on.", now)
    from_eight(cast, cast.supervisor)
    member, supervisor = sign_in(cast.member), sign_in(cast.supervisor)
    assert "Put the kettle on." not in text(member)
    assert supervisor.get("/program").status_code == 200
    time_passes(timedelta(hours=13))
    for browser in (member, stranger):
        page = text(browser)
        assert "Put the kettle on." in page
        assert "Rosa, written in November 2026. Rosa is asleep now." in page
    time_passes(timedelta(hours=5))  # 07:00 in Nairobi
    assert "Rosa is not here now." in text(member)
    assert sign_in(cast.peer).get("/desk").status_code == 200  # who reads is neither asleep nor away
    page = text(member)
    assert "Rosa, written in November 2026.</p>" in page
    assert ("Rosa is not here now." in page, "Rosa is asleep now." in page) == (False, False)
    time_passes(timedelta(minutes=16))
    assert "Rosa is not here now." in text(member)
    assert "Put the kettle on." in text(stranger, "/at/open-door")
    assert "Put the kettle on." in text(member, "/")


def test_the_exact_words_are_seen_before_they_go(cast: Cast, sign_in: SignIn, now: datetime) -> None:
    from_eight(cast, cast.supervisor)
    member = sign_in(cast.member)
    assert member.post("/help/ring", {"who": "", "where": "x"}).status_code == 422
    look = member.post("/help/ring", FORM | {"step": "look"})
    assert HelpAsked.objects.count() == 0
    assert WORDS in look.content.decode()
    again = member.post("/help/ring", FORM | {"step": "again"}).content.decode()
    assert "the blue door behind the market" in again
    assert member.post("/help/ring", FORM | {"step": "send"}).status_code == 303
    (asked,) = asked_help.open_in(cast.program.id)
    assert asked_help.words_of(asked.id, cast.member.key_id)[0] == WORDS
    assert "Sent to Otieno: 13:00. Nobody has answered it yet." in text(member, "/help/ring")


def test_the_person_on_duty_reads_takes_and_closes_it_and_the_member_sees_each(
    cast: Cast, sign_in: SignIn, time_passes: TimePasses
) -> None:
    from_eight(cast, cast.supervisor)
    member, supervisor = sign_in(cast.member), sign_in(cast.supervisor)
    member.post("/help/ring", FORM | {"step": "send"})
    desk = text(supervisor, "/program")
    assert "Someone wants us to ring or come" in desk
    assert "Amina" not in desk[desk.index("Someone wants us") - 300 :][:600]
    (address,) = re.findall(r"/program/asked/\d+", desk)
    assert "behind the market" not in text(supervisor, address)
    assert traces.of(cast.member.id) == []
    assert "behind the market" in supervisor.post(address, {"do": "read"}).content.decode()
    again = [text(browser, address) for browser in (supervisor, sign_in(cast.coordinator))]
    assert ["behind the market" in page for page in again] == [True, False]  # each reads for themselves
    assert ["Read it" in page for page in again] == [False, True]
    supervisor.post(address, {"do": "read"})
    assert [(seen.by, seen.what) for seen in traces.of(cast.member.id)] == [(cast.supervisor.id, "help_read")]
    time_passes(timedelta(minutes=3))
    supervisor.post(address, {"do": "take"})
    assert "Otieno has seen this and is on it now (13:03)." in text(member, "/help/ring")
    assert "Otieno has seen that you want to be rung (13:03)." in text(member)
    assert (
        supervisor.post(address, {"do": "close", "note": "We spoke. I come on Tuesday."}).status_code == 303
    )
    assert "We spoke. I come on Tuesday." in text(member, "/help/ring")
    assert "Someone wants us" not in text(supervisor, "/program")


def test_without_anyone_it_says_so_gives_the_number_and_keeps_nothing(
    cast: Cast, sign_in: SignIn, now: datetime
) -> None:
    local_people_are_named.add(
        cast.program.id, Near("elder", "Mzee Kamau", "", "", "0700 000 001"), now.date()
    )
    member = sign_in(cast.member)
    page = text(member, "/help/ring")
    assert "Nobody would read it now, and we don’t want you to wait for nothing." in page
    near_first = ["tel:999", "tel:0700000001", "tel:116123"]
    assert order(page, *near_first) == near_first
    assert "<textarea" not in page
    sent = member.post("/help/ring", FORM | {"step": "send"})
    assert (sent.status_code, HelpAsked.objects.count()) == (422, 0)
    assert "behind the market" in sent.content.decode()


def test_who_waits_for_a_ring_reads_whether_anybody_is_here(
    cast: Cast, sign_in: SignIn, time_passes: TimePasses
) -> None:
    from_eight(cast, cast.supervisor)
    sign_in(cast.supervisor)
    member = sign_in(cast.member)
    member.post("/help/ring", FORM | {"step": "send"})
    assert "Otieno is here" in text(member, "/help/ring")
    time_passes(timedelta(hours=13))  # 02:00 in Nairobi
    page = text(member, "/help/ring")
    assert "Nobody has answered it yet." in page
    assert "Nobody from the team is here until 08:00." in page
    assert questions(member, "/help/ring") <= 10


def test_it_can_be_taken_back(cast: Cast, sign_in: SignIn) -> None:
    from_eight(cast, cast.supervisor)
    member, supervisor = sign_in(cast.member), sign_in(cast.supervisor)
    member.post("/help/ring", FORM | {"step": "send"})
    assert "Someone wants us" in text(supervisor, "/program")
    assert member.post("/help/ring/back").status_code == 303
    assert "Someone wants us" not in text(supervisor, "/program")


def test_help_now_asks_few_questions_of_the_database(
    cast: Cast, sign_in: SignIn, now: datetime, time_passes: TimePasses
) -> None:
    """As many for three words one keeps as for one; by day, and at night when a letter stands there too."""
    walk = walk_together(cast.member, cast.peer, cast.program.key_id, now)
    who, member = visitor(cast.member, now), sign_in(cast.member)
    from_eight(cast, cast.supervisor)
    plan_is_written.keep(who, {"alone": "Feed the goats."}, False, now)
    is_ready(cast.peer, True)
    night_letter_is_written.write(visitor(cast.peer, now), "en", "I was awake too.", now)
    asked = []
    for words in ("one", "two", "three"):
        words_are_kept.keep(who, walk, says(cast.member.id, walk, words, now), now)
        asked.append(questions(member))
    assert asked[0] == asked[2]
    assert asked[0] <= 13
    time_passes(timedelta(hours=13))
    assert questions(member) <= 10


def questions(browser: Client, address: str = HELP) -> int:
    """How many the second look asks: keys are in memory, and the session was touched."""
    browser.get(address)
    with CaptureQueriesContext(connection) as queries:
        browser.get(address)
    return len(queries)
