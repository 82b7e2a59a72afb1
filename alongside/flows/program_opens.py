"""A program opens: when every line of "Before we open" is done, and one of its coordinators says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from alongside.base import turn
from alongside.people import assurances, profiles, programs, reads
from alongside.people.assurances import Stands
from alongside.rules import before_opening, promise, rung
from alongside.rules.before_opening import AGE, BACKUP, COMPLAINTS, LAW, LINES, PEER, Facts
from alongside.safety import duty, local_people
from alongside.safety import reads as safety
from alongside.workforce import reads as workforce

if TYPE_CHECKING:
    from alongside.people.models import Program
    from alongside.safety.models import HelpLine


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a program is, and who stands for each line since when (by its code)."""

    facts: Facts
    stands: dict[str, Stands]
    ring_again: int = 0  # lines that nobody rang for long

    @property
    def done(self) -> dict[str, bool]:
        return dict(before_opening.done(self.facts))

    @property
    def may_open(self) -> bool:
        return before_opening.may_open(self.facts)


def standing(program: Program, now: datetime) -> Standing:
    """The list as it stands. Once open, a line that was rung long ago is marked, and still was rung."""
    stood = assurances.of(program.id)
    lines = safety.all_lines(program.id)
    given = reads.promise_of(program.id)
    today = now.astimezone(ZoneInfo(program.time_zone)).date()
    rung_once = [each for each in lines if each.checked_by_id and each.checked_on]
    fresh = [each for each in rung_once if not rung.is_due(each.checked_on, today)]
    checked = rung_once if program.opened_at else fresh
    ready = {peer: at for peer, at in workforce.made_ready_by(program.id).items() if at.by}
    shown = {peer for peer, told in profiles.standing(program.id).items() if told.ready}
    facts = Facts(
        ready_peers=len(ready.keys() & shown),
        turns=len(duty.rota(program.id)),
        number_out_of_hours=bool(program.backup_number),
        lines=len(lines),
        lines_rung=len(checked),
        people_near=len(local_people.of(program.id)),
        law_named=bool(given and given.law_by_id and promise.law_is_filled(given.law)),
        age_named=AGE in stood and stood[AGE].by is not None,
        complaints_named=bool(
            program.complaints_to and COMPLAINTS in stood and stood[COMPLAINTS].by is not None
        ),
    )
    stands = {code: stood[code] for code in (BACKUP, AGE, COMPLAINTS) if code in stood}
    first = min((ready[peer] for peer in ready.keys() & shown), key=lambda one: one.at, default=None)
    if first:
        stands[PEER] = Stands(first.by, first.at)
    if given and facts.law_named:
        stands[LAW] = Stands(given.law_by_id, given.made_at)
    newest = _rung_last(checked, program)
    if newest:
        stands[LINES] = newest
    return Standing(facts, stands, len(checked) - len(fresh))


def open_it(program_id: int, now: datetime) -> bool:
    """Open from now on. False, and still closed, when something is not done (any more)."""
    with turn.write():
        program = reads.program(program_id)
        if program is None or not standing(program, now).may_open:
            return False
        programs.open_up(program, now)
    return True


def _rung_last(checked: list[HelpLine], program: Program) -> Stands | None:
    """Who rang a line last, on the morning of that day."""
    found = [
        (each.checked_on, each.id, each.checked_by_id) for each in checked if each.checked_on is not None
    ]
    if not found:
        return None
    day, _line, by = max(found)
    return Stands(by, datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(program.time_zone)))
