"""What has to be true before a program takes people in. Each line is done or not, and why is plain to see.

Nothing can be waved through: a line is done when the house holds what it asks for, with a name beside it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

PEER, BACKUP, LINES, LAW, AGE, COMPLAINTS = "peer", "backup", "lines", "law", "age", "complaints"
CODES = (PEER, BACKUP, LINES, LAW, AGE, COMPLAINTS)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the house holds of a program."""

    ready_peers: int = 0  # made ready by a named person, and shown
    turns: int = 0  # stretches of the team's rota
    number_out_of_hours: bool = False
    lines: int = 0  # help lines shown
    lines_rung: int = 0  # of those, rung by a named person within the time that is trusted
    people_near: int = 0
    law_named: bool = False  # all four blanks filled, by a named person
    age_named: bool = False  # a named person stands for the age rule
    complaints_named: bool = False  # somebody outside the team, written down by a named person


def done(facts: Facts) -> Mapping[str, bool]:
    """Each line by its code, in the order of the list.

    Where no number is trusted at all there are no lines to ring; then somebody near has to be named.
    """
    rung = facts.lines_rung == facts.lines if facts.lines else facts.people_near > 0
    return {
        PEER: facts.ready_peers > 0,
        BACKUP: facts.turns > 0 and facts.number_out_of_hours,
        LINES: rung,
        LAW: facts.law_named,
        AGE: facts.age_named,
        COMPLAINTS: facts.complaints_named,
    }


def may_open(facts: Facts) -> bool:
    """Whether every line is done."""
    return all(done(facts).values())
