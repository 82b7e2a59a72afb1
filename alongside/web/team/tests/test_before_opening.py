""" "Before we open", who answers when, people near: as the team meets them."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.base import turn
from alongside.flows import help_lines_are_chosen, program_opens, promise_is_written
from alongside.people import programs, reads
from alongside.rules.duty import Stretch
from alongside.safety import duty, local_people
from alongside.safety import reads as safety
from alongside.safety.writes import Told
from alongside.vault import keys
from alongside.workforce import writes as workforce
from conftest import a_person
from tests.house import make_peer

if TYPE_CHECKING:
    from django.test import Client

    from alongside.people.models import Person, Program
    from conftest import Cast, SignIn

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
LAW = {"law_place": "Kenya", "law_whom": "the office", "law_when": "a child is hurt", "law_within": "a day"}
PROMISE = {"promise": "consent_only", "sentence_consent_only": "We call nobody."}


@pytest.fixture
def program(db: None, now: datetime) -> Program:
    key_id = keys.make(0)
    with turn.write():
        return programs.add(programs.NewProgram("New House", "KE", ["en"], "Africa/Nairobi"), key_id, now)


@pytest.fixture
def tariro(program: Program, now: datetime) -> Person:
    return a_person(program, "Tariro", ["coordinator", "supervisor"], now)


def again(program: Program) -> Program:
    found = reads.program(program.id)
    assert found is not None
    return found


def undone(page: Any) -> list[str]:
    """The lines that are not done yet, in the order of the page."""
    return re.findall(r'data-line="(\w+)">\s*<p><strong><span aria-hidden="true">○', page.content.decode())


def does_the_rest(desk: Client, program: Program, tariro: Person, now: datetime) -> None:
    """Everything by its form, but for a peer made ready."""
    help_lines_are_chosen.add(program.id, Told("A line", phone="1"))
    [line] = safety.all_lines(program.id)
    turn_of_mine = {"who0_0": str(tariro.id), "from0_0": "8", "to0_0": "20:00", "number": "0700 1"}
    for address, form in (
        ("rota", turn_of_mine),
        (f"lines/{line.id}", {"rung": "1"}),
        ("promise", PROMISE | LAW),
        ("age", {"age": "18", "adult": ""}),
        ("complaints", {"complaints": "Ann, 0700 2"}),
    ):
        assert desk.post(f"/program/{address}", form).status_code == 303, address


def a_peer_is_made_ready(program: Program, tariro: Person, now: datetime) -> None:
    with turn.write():
        workforce.ask_the_usual(program.id)
    make_peer(a_person(program, "Rosa", ["peer"], now), tariro, tariro, now)


def test_a_closed_program_begins_with_the_list_and_opens_from_it(
    program: Program, tariro: Person, sign_in: SignIn, now: datetime
) -> None:
    desk = sign_in(tariro)
    assert undone(desk.get("/program")) == ["peer", "backup", "lines", "law", "age", "complaints"]
    does_the_rest(desk, program, tariro, now)
    assert undone(desk.get("/program")) == ["peer"]
    assert desk.post("/program/opening").status_code == 422
    assert again(program).opened_at is None
    a_peer_is_made_ready(program, tariro, now)
    assert undone(desk.get("/program")) == []
    assert desk.get("/program").content.decode().count("Tariro stands for it, 23 November 2026.") == 6
    opened, said = desk.post("/program/opening"), "You are open. People can come now."
    assert (opened.status_code, opened.headers["Location"]) == (303, "/program?opened=1")
    assert [said in desk.get(page).content.decode() for page in ("/program?opened=1", "/program")] == [
        True,
        False,
    ]
    assert again(program).opened_at == now
    assert "How it is now" in desk.get("/program").content.decode()
    assert "Open since 23 November 2026." in desk.get("/program/opening").content.decode()


def test_while_it_is_closed_nobody_begins_and_help_is_there(
    program: Program, tariro: Person, sign_in: SignIn, stranger: Client, now: datetime
) -> None:
    with turn.write():
        programs.set_help(program.id, emergency_number="999", poison_number="", neutral_site="https://x.org")
    help_lines_are_chosen.add(program.id, Told("A neighbour’s line", phone="0700 9"))
    home = stranger.get("/at/new-house").content.decode()
    assert (home.count("We are getting ready. We are not open yet."), home.count('/arrive"')) == (1, 0)
    for answer in (
        stranger.get("/at/new-house/arrive"),
        stranger.post("/at/new-house/arrive", {"going": "I am low"}),
    ):
        page = unescape(answer.content.decode())
        assert page.count("We are getting ready. We are not open yet.") == 1
        assert [page.count(words) for words in ("you can call 999", "A neighbour’s line")] == [1, 1]
    help_now = unescape(stranger.get("/at/new-house/help").content.decode())
    assert [help_now.count(words) for words in ("A neighbour’s line", "Talk to someone here")] == [1, 0]


def test_the_first_line_leads_to_the_peer_who_waits_to_be_made_ready(
    program: Program, tariro: Person, sign_in: SignIn, now: datetime
) -> None:
    desk = sign_in(tariro)
    first_link = r'data-line="peer">.*?<a href="([^"]*)">See to it'
    assert re.findall(first_link, desk.get("/program").content.decode(), re.DOTALL) == ["/program/invite"]
    rosa = a_person(program, "Rosa", ["peer"], now)
    found = re.findall(first_link, desk.get("/program").content.decode(), re.DOTALL)
    assert found == [f"/program/people/{rosa.id}"]


def test_the_team_sees_the_pages_as_a_member_would(program: Program, tariro: Person, sign_in: SignIn) -> None:
    desk = sign_in(tariro)
    links = set(
        re.findall(r'href="(/at/[^"]*)">See it as a member would', desk.get("/program").content.decode())
    )
    assert links == {f"/at/new-house{page}" for page in ("", "/help", "/promise", "/arrive")}
    assert {link: desk.get(link).status_code for link in links} == dict.fromkeys(links, 200)
    assert "Are you 18 or older?" in desk.get("/at/new-house/arrive").content.decode()
    assert desk.post("/at/new-house/arrive", {"adult": "yes"}).status_code == 303


def test_a_supervisor_sees_the_list_and_cannot_open(
    program: Program, tariro: Person, sign_in: SignIn, now: datetime
) -> None:
    does_the_rest(sign_in(tariro), program, tariro, now)
    a_peer_is_made_ready(program, tariro, now)
    mikel = sign_in(a_person(program, "Mikel", ["supervisor"], now))
    page = mikel.get("/program").content.decode()
    assert (page.count("See it as a member would"), page.count("Open now")) == (6, 0)
    assert mikel.post("/program/opening").status_code == 404
    assert again(program).opened_at is None


def test_the_rota_holds_any_number_of_turns_a_day(cast: Cast, sign_in: SignIn) -> None:
    desk, me, other = sign_in(cast.coordinator), cast.coordinator.id, cast.supervisor.id
    form = {"number": "0700 000 000"}
    for row, (who, begins, ends) in enumerate(((me, "8", "12"), (other, "12", "20"), (me, "20", "2"))):
        form |= {f"who0_{row}": str(who), f"from0_{row}": begins, f"to0_{row}": ends}
    answer = desk.post("/program/rota", form)
    assert (answer.status_code, answer["Location"]) == (303, "/program/rota?kept=1")
    assert desk.get(answer["Location"]).content.decode().count("It is kept.") == 1
    assert duty.rota(cast.program.id) == [
        Stretch(me, 0, 480, 720),
        Stretch(other, 0, 720, 1200),
        Stretch(me, 0, 1200, 1440),
        Stretch(me, 1, 0, 120),
    ]
    assert again(cast.program).backup_number == "0700 000 000"
    shown = desk.get("/program/rota").content.decode()
    rows = [len(re.findall(rf'<select id="who{day}_', shown)) for day in range(7)]
    assert rows == [4, 2, 1, 1, 1, 1, 1]  # one empty row more each day
    kept = dict(re.findall(r'name="((?:from|to)\d_\d)" value="([^"]+)"', shown))
    assert (kept["from0_2"], kept["to0_2"]) == ("20:00", "24:00")


def test_what_cannot_be_read_on_the_rota_comes_back_as_it_was_typed(cast: Cast, sign_in: SignIn) -> None:
    desk, me = sign_in(cast.coordinator), str(cast.coordinator.id)
    wrong = {
        "who0_0": me, "from0_0": "soon", "to0_0": "20",
        "who1_0": "", "from1_0": "8", "to1_0": "20",
        "who2_0": str(cast.peer.id), "from2_0": "8", "to2_0": "20",
        "number": "call me",
    }  # fmt: skip
    answer = desk.post("/program/rota", wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert re.findall(r'id="(\w+)-wrong"', page) == ["from0_0", "who1_0", "who2_0", "number"]
    assert [page.count(f'value="{words}"') for words in ("soon", "call me")] == [1, 1]
    assert duty.rota(cast.program.id) == []


def test_a_supervisor_reads_the_rota_and_does_not_write_it(cast: Cast, sign_in: SignIn) -> None:
    me = str(cast.supervisor.id)
    form = {"who0_0": me, "from0_0": "8", "to0_0": "20", "number": "0700 1"}
    sign_in(cast.coordinator).post("/program/rota", form)
    beside = sign_in(cast.supervisor)
    page = beside.get("/program/rota").content.decode()
    assert (page.count("08:00–20:00"), page.count("<select")) == (1, 0)
    assert beside.post("/program/rota", form | {"to0_0": "21"}).status_code == 404
    assert duty.rota(cast.program.id) == [Stretch(cast.supervisor.id, 0, 480, 1200)]


def test_somebody_near_is_named_changed_and_taken_away(cast: Cast, sign_in: SignIn, stranger: Client) -> None:
    desk, at = sign_in(cast.coordinator), cast.program.id
    nurse = {"name": "Sister Mary", "kind": "nurse", "where": "Upper Village", "hours": "", "phone": "0700 1"}
    assert desk.post("/program/near/new", nurse).status_code == 422  # nobody asked her
    assert desk.post("/program/near/new", nurse | {"asked": "1"}).status_code == 303
    [kept] = local_people.of(at)
    changed = nurse | {"hours": "24/7", "asked": "1"}
    assert desk.post(f"/program/near/{kept.id}", changed).status_code == 303
    page = stranger.get(f"/at/{cast.program.slug}/help").content.decode()
    assert [page.count(words) for words in ("Sister Mary", "Open now, day and night")] == [1, 1]
    assert sign_in(cast.elsewhere_coordinator).get(f"/program/near/{kept.id}").status_code == 404
    desk.post(f"/program/near/{kept.id}", {"remove": "1"})
    assert local_people.of(at) == []


def test_a_line_is_kept_with_everything_that_is_known_of_it(
    cast: Cast, sign_in: SignIn, stranger: Client
) -> None:
    told = {
        "name": "A line", "phone": "0800 1", "sms": "HOME to 741741", "hours": "24/7",
        "languages": "Kiswahili", "cost": "Free", "police": "They ask you first.",
    }  # fmt: skip
    assert sign_in(cast.coordinator).post("/program/lines/new", told).status_code == 303
    page = stranger.get(f"/at/{cast.program.slug}/help").content.decode()
    shown = ("Kiswahili</bdi>", "Free</bdi>", "They ask you first.", "Open now, day and night", ">HOME<")
    assert [page.count(words) for words in shown] == [1] * len(shown)


def test_a_line_nobody_rang_for_ninety_days_waits_on_the_desk(
    cast: Cast, sign_in: SignIn, stranger: Client
) -> None:
    help_lines_are_chosen.add(cast.program.id, Told("A line", phone="1"))
    [line] = safety.all_lines(cast.program.id)
    words = "1 help line should be rung again."
    desk = sign_in(cast.coordinator)
    assert desk.get("/program").content.decode().count(words) == 1
    desk.post(f"/program/lines/{line.id}", {"rung": "1"})
    assert desk.get("/program").content.decode().count(words) == 0
    assert "rung by Wanjiru on 23 November 2026" in desk.get("/program/lines").content.decode()
    ninety_days_ago = date(2026, 11, 23) - timedelta(days=90)
    help_lines_are_chosen.was_rung(cast.program.id, line.id, cast.coordinator.id, ninety_days_ago)
    assert desk.get("/program").content.decode().count(words) == 1
    assert sign_in(cast.supervisor).get("/program").content.decode().count(words) == 0
    shown = stranger.get(f"/at/{cast.program.slug}/help").content.decode()
    assert "Last rung on 25 August 2026. That is some time ago, so it may have changed." in shown


def test_a_sentence_on_the_law_is_whole_or_not_there(cast: Cast, sign_in: SignIn, stranger: Client) -> None:
    desk, at = sign_in(cast.coordinator), f"/at/{cast.program.slug}/promise"
    half = desk.post("/program/promise", PROMISE | {"law_place": "Kenya"})
    mistake = "Please fill in all four, so that it is a whole sentence."  # once on top, once beside each
    assert (half.status_code, half.content.decode().count(mistake)) == (422, 1 + 3)
    assert desk.post("/program/promise", PROMISE).status_code == 303
    missing = "We have not written down yet what the law here makes us tell."
    assert unescape(stranger.get(at).content.decode()).count(missing) == 1
    assert desk.post("/program/promise", PROMISE | LAW).status_code == 303
    page = unescape(stranger.get(at).content.decode())
    whole = "In Kenya the law makes us tell the office when a child is hurt, within a day."
    assert (page.count(missing), page.count(whole)) == (0, 1)
    promise = reads.promise_of(cast.program.id)
    assert promise is not None
    assert (promise.version, promise.law_by_id) == (2, cast.coordinator.id)


def test_the_whole_promise_says_what_is_copied_kept_and_switched_off(
    cast: Cast, stranger: Client, now: datetime
) -> None:
    promise_is_written.write(cast.program.id, "consent_only", "We call nobody.", now)
    with turn.write():
        programs.set_complaints(cast.program.id, "Ann at the district office")
    page = unescape(stranger.get(f"/at/{cast.program.slug}/promise").content.decode())
    for words in (
        "If you write of dying, a small card with help may show, to you only. Nobody is told.",
        "If someone reports a talk, the lines they pick are copied for the team",
        "one of the team can let you in again. You can switch this off.",
        "Ann at the district office",
    ):
        assert page.count(words) == 1, words


def test_the_list_costs_no_more_than_ten_questions(
    program: Program, tariro: Person, sign_in: SignIn, now: datetime
) -> None:
    desk = sign_in(tariro)
    does_the_rest(desk, program, tariro, now)
    a_peer_is_made_ready(program, tariro, now)
    assert program_opens.standing(again(program), now).may_open
    for address in ("/program/opening", "/program/rota", "/program/near", "/program/lines"):
        with CaptureQueriesContext(connection) as asked:
            assert desk.get(address).status_code == 200
        assert len(asked) <= 10 + 2, address  # and two for who asks
