"""A program is set up from its one-time link."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from alongside.flows import program_is_set_up as flow
from alongside.flows.someone_joins import NewAccount
from alongside.people import invitations, reads
from alongside.people.programs import NewProgram
from alongside.safety import reads as safety

if TYPE_CHECKING:
    from datetime import datetime

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def told(country: str, *, help_lines: bool = True) -> flow.SetUp:
    return flow.SetUp(
        NewProgram("Evening Light", country, ["en"], "Africa/Nairobi"),
        promise="consent_only",
        sentence="We call nobody.",
        account=NewAccount("Wanjiru", "wanjiru@example.org", "seven kettles on a hill", "en"),
        help_lines=help_lines,
    )


def set_up(now: datetime, what: flow.SetUp) -> int:
    link = invitations.look(flow.first_link(now), now)
    assert link is not None
    assert flow.set_up(link, what, now) is not None
    program = reads.program_by_slug("evening-light")
    assert program is not None
    return program.id


def test_a_program_begins_with_the_help_lines_of_its_country(now: datetime) -> None:
    program_id = set_up(now, told("KE"))
    assert [line.phone for line in safety.all_lines(program_id)] == ["+254 722 178 177", "1199", "1195"]


def test_a_program_that_wants_to_begin_without_them_has_none(now: datetime) -> None:
    program_id = set_up(now, told("KE", help_lines=False))
    assert safety.all_lines(program_id) == []


@pytest.mark.django_db(databases=["default", "keys"], transaction=True)  # keys are destroyed for real
def test_a_link_sets_up_one_program(now: datetime) -> None:
    link = invitations.look(flow.first_link(now), now)
    assert link is not None
    assert flow.set_up(link, told("KE"), now) is not None
    assert flow.set_up(link, told("ZA"), now) is None
    assert [program.country for program in reads.programs()] == ["KE"]
