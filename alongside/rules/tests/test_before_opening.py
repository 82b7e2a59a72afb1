"""The list "Before we open": what each line asks for, and that nothing opens without all of them."""

from dataclasses import replace

import pytest

from alongside.rules.before_opening import (
    AGE,
    BACKUP,
    CODES,
    COMPLAINTS,
    LAW,
    LINES,
    PEER,
    Facts,
    done,
    may_open,
)

ALL = Facts(
    ready_peers=1,
    turns=1,
    number_out_of_hours=True,
    lines=3,
    lines_rung=3,
    law_named=True,
    age_named=True,
    complaints_named=True,
)


def test_a_new_program_has_done_nothing_and_stays_closed() -> None:
    assert done(Facts()) == dict.fromkeys(CODES, False)
    assert not may_open(Facts())


def test_a_program_that_has_done_everything_may_open() -> None:
    assert done(ALL) == dict.fromkeys(CODES, True)
    assert may_open(ALL)


@pytest.mark.parametrize(
    ("facts", "missing"),
    [
        (replace(ALL, ready_peers=0), PEER),
        (replace(ALL, turns=0), BACKUP),
        (replace(ALL, number_out_of_hours=False), BACKUP),
        (replace(ALL, lines_rung=2), LINES),
        (replace(ALL, lines=0, lines_rung=0), LINES),
        (replace(ALL, law_named=False), LAW),
        (replace(ALL, age_named=False), AGE),
        (replace(ALL, complaints_named=False), COMPLAINTS),
    ],
)
def test_each_line_alone_keeps_it_closed(facts: Facts, missing: str) -> None:
    assert [code for code, is_done in done(facts).items() if not is_done] == [missing]
    assert not may_open(facts)


def test_where_no_number_is_trusted_somebody_near_stands_in() -> None:
    assert may_open(replace(ALL, lines=0, lines_rung=0, people_near=1))
    assert not may_open(replace(ALL, lines=1, lines_rung=0, people_near=1))
