"""A new program is closed, and opens when every line of "Before we open" is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from alongside.base import turn
from alongside.flows import (
    help_lines_are_chosen,
    local_people_are_named,
    person_arrives,
    person_asks_for_deletion,
    program_is_changed,
    program_opens,
    promise_is_written,
    support_is_asked,
)
from alongside.flows.tests.asking import ENGLISH, WISHES
from alongside.matching.access import NotHere
from alongside.people import programs, reads
from alongside.people.models import Assurance, Person
from alongside.rules.before_opening import CODES
from alongside.rules.duty import Stretch
from alongside.safety import duty
from alongside.safety import reads as safety
from alongside.safety.local_people import Near
from alongside.safety.writes import Told
from alongside.vault import keys
from alongside.workforce import writes as workforce
from conftest import a_person
from tests.house import make_peer

if TYPE_CHECKING:
    from alongside.people.models import Program
    from conftest import Cast

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
TODAY = date(2026, 11, 23)
LAW = {"place": "Kenya", "whom": "the children's office", "when": "a child is harmed", "within": "a day"}


class New:
    """A program as its set-up leaves it, with its coordinator, a supervisor and one help line."""

    def __init__(self, now: datetime) -> None:
        key_id = keys.make(0)
        with turn.write():
            told = programs.NewProgram("New House", "KE", ["en"], "Africa/Nairobi")
            self.program = programs.add(told, key_id, now)
        self.runs = a_person(self.program, "Tariro", ["coordinator", "supervisor"], now)
        self.beside = a_person(self.program, "Mikel", ["supervisor"], now)
        self.now = now
        help_lines_are_chosen.add(self.program.id, Told("A line", phone="1"))
        [self.line] = safety.all_lines(self.program.id)

    @property
    def does(self) -> dict[str, Callable[[], object]]:
        """Each line of the list, as somebody does it."""
        here, by = self.program.id, self.runs.id
        return {
            "peer": self.makes_a_peer_ready,
            "backup": lambda: program_is_changed.keeps_a_rota(
                here, [Stretch(by, 0, 480, 1020)], "0700 1", by, self.now
            ),
            "lines": lambda: help_lines_are_chosen.was_rung(here, self.line.id, by, TODAY),
            "law": lambda: promise_is_written.write(here, "consent_only", "No.", self.now, law=LAW, by=by),
            "age": lambda: program_is_changed.ages(here, 18, "", by, self.now),
            "complaints": lambda: program_is_changed.hears_complaints(here, "Ann, 0700 2", by, self.now),
        }

    def makes_a_peer_ready(self) -> None:
        with turn.write():
            workforce.ask_the_usual(self.program.id)
        peer = a_person(self.program, "Rosa", ["peer"], self.now)
        make_peer(peer, self.beside, self.runs, self.now)

    def done(self) -> list[str]:
        return [
            code for code, is_done in program_opens.standing(self.again(), self.now).done.items() if is_done
        ]

    def again(self) -> Program:
        program = reads.program(self.program.id)
        assert program is not None
        return program

    def does_everything(self) -> None:
        for each in self.does.values():
            each()


@pytest.fixture
def new(now: datetime, db: None) -> New:
    return New(now)


def test_a_new_program_is_closed_and_has_done_nothing(new: New) -> None:
    assert new.again().opened_at is None
    assert new.done() == []
    assert not program_opens.open_it(new.program.id, new.now)
    assert new.again().opened_at is None


def test_it_opens_when_everything_is_done(new: New) -> None:
    for number, (code, does) in enumerate(new.does.items()):
        assert not program_opens.open_it(new.program.id, new.now)
        does()
        assert new.done() == list(CODES[: number + 1]), code
    assert program_opens.open_it(new.program.id, new.now)
    assert new.again().opened_at == new.now


def test_it_was_open_since_it_was_opened_first(new: New) -> None:
    new.does_everything()
    assert program_opens.open_it(new.program.id, new.now)
    assert program_opens.open_it(new.program.id, new.now + timedelta(days=1))
    assert new.again().opened_at == new.now


def test_each_line_says_who_stands_for_it(new: New) -> None:
    new.does_everything()
    stands = program_opens.standing(new.again(), new.now).stands
    assert {code: stands[code].by for code in CODES} == dict.fromkeys(CODES, new.runs.id)


def test_a_line_nobody_rang_for_ninety_days_keeps_it_closed(new: New) -> None:
    new.does_everything()
    assert "lines" in new.done()
    help_lines_are_chosen.was_rung(new.program.id, new.line.id, new.runs.id, TODAY - timedelta(days=90))
    assert "lines" not in new.done()
    help_lines_are_chosen.remove(new.program.id, new.line.id)
    assert "lines" not in new.done()  # no number is trusted: somebody near has to be named
    local_people_are_named.add(new.program.id, Near("elder", "Mzee Kamau"), TODAY)
    assert "lines" in new.done()


def test_a_turn_of_somebody_who_is_not_of_the_team_is_not_kept(new: New, cast: Cast) -> None:
    members = [a_person(new.program, "Amina", ["member"], new.now).id, cast.coordinator.id]
    turns = [Stretch(each, 0, 480, 1020) for each in (*members, new.beside.id)]
    program_is_changed.keeps_a_rota(new.program.id, turns, "0700 1", new.runs.id, new.now)
    assert duty.rota(new.program.id) == [Stretch(new.beside.id, 0, 480, 1020)]


@pytest.mark.django_db(databases=["default", "keys"], transaction=True)
def test_who_deletes_everything_stands_for_nothing_any_more(new: New) -> None:
    other = a_person(new.program, "Ann", ["coordinator"], new.now)
    program_is_changed.ages(new.program.id, 16, "", other.id, new.now)
    assert new.done() == ["age"]
    person_asks_for_deletion.delete(other.id, new.now)
    assert new.done() == []
    [stood] = Assurance.objects.all()
    assert (stood.code, stood.by_id) == ("age", None)


def test_nobody_arrives_or_asks_while_it_is_closed(new: New) -> None:
    newcomer = person_arrives.Newcomer("Quiet River", "en", WISHES, "I am tired.")
    assert person_arrives.arrive(new.again(), newcomer, "one", new.now) is None
    assert Person.objects.filter(program=new.program, role__role="member").count() == 0
    member = a_person(new.program, "Amina", ["member"], new.now)
    with pytest.raises(NotHere):
        support_is_asked.ask(new.again(), member.id, replace(WISHES, tongues=ENGLISH), "hello", new.now)
    new.does_everything()
    assert program_opens.open_it(new.program.id, new.now)
    assert person_arrives.arrive(new.again(), newcomer, "one", new.now) is not None


def test_another_programs_lines_do_not_count(new: New, cast: Cast) -> None:
    other = New(new.now)
    other.does_everything()
    assert new.done() == []
