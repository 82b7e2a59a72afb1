"""Who of the team answers when: any number of turns a day, written without script, seen by all of the team.

Each time the page is kept it has one more empty row a day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from alongside.base import clock
from alongside.base.door import TEAM, door
from alongside.flows import program_is_changed
from alongside.people import reads
from alongside.rules import duty, opening, week
from alongside.rules.duty import Stretch
from alongside.safety import duty as safety
from alongside.web import answers
from alongside.web.fields import Field, Shown
from alongside.web.team import reading, set_up_fields
from alongside.web.typed import Typed, identity

ROWS_AT_MOST = 12  # turns on one day


@dataclass(frozen=True, slots=True)
class Turn:
    """One row: who, from when, until when."""

    who: Field
    begins: Field
    ends: Field


@dataclass(frozen=True, slots=True)
class Day:
    """A weekday with its turns, and one empty row."""

    words: str
    turns: list[Turn]


@door(TEAM, "GET", "POST")
def rota(request: Any) -> HttpResponse:
    """All of the team see it. A coordinator writes it, and stands for it with their name."""
    program, runs_it = request.program, "coordinator" in request.here.roles
    if request.method != "POST":
        kept = typed_of(safety.rota(program.id))
        return _page(request, Typed({**kept, "number": program.backup_number}))
    if not runs_it:
        raise Http404
    typed = Typed(request.POST)
    stretches = read(typed, set(team_of(program.id)))
    number = reading.number(
        typed, "number", needed=_("Please write the number to ring when nobody of the team is here.")
    )
    if typed.mistakes:
        return _page(request, typed, 422)
    program_is_changed.keeps_a_rota(program.id, stretches, number, request.here.person_id, clock.now())
    return answers.see("/program/rota?kept=1")


def team_of(program_id: int) -> dict[int, str]:
    """Who can be on the rota, by name."""
    team = [each for each, roles in reads.roles_in(program_id).items() if roles & duty.ANSWER]
    return dict(sorted(reads.names(team).items(), key=lambda one: one[1].casefold()))


def read(typed: Typed, team: set[int]) -> list[Stretch]:
    """Every row that names somebody. Times alone, or somebody without times, are a mistake."""
    found: list[Stretch] = []
    for day in range(week.DAYS):
        for row in range(ROWS_AT_MOST):
            who, begins, ends = names(day, row)
            times = typed.line(begins), typed.line(ends)
            person_id = identity(typed.raw(who))
            if not any(times) and not person_id:
                continue
            opens, closes = (opening.clock(each) for each in times)
            if person_id not in team:
                typed.wrong(who, _("Please choose who answers then."))
            elif opens is None or closes is None or opens in ("24:00", closes):
                typed.wrong(begins, _("Please write both times, like 08:00 and 20:00."))
            else:
                found += duty.stretches(person_id, day, _minutes(opens), _minutes(closes))
    return found


def typed_of(stretches: Sequence[Stretch]) -> dict[str, str]:
    """The rota as the fields that show it."""
    fields: dict[str, str] = {}
    for day in range(week.DAYS):
        for row, turn in enumerate(each for each in stretches if each.weekday == day):
            who, begins, ends = names(day, row)
            fields |= {who: str(turn.person_id), begins: _clock(turn.begins), ends: _clock(turn.ends)}
    return fields


def names(day: int, row: int) -> tuple[str, str, str]:
    """What the three fields of a row are called."""
    return f"who{day}_{row}", f"from{day}_{row}", f"to{day}_{row}"


def _page(request: Any, typed: Typed, status: int = 200) -> HttpResponse:
    shown = Shown(typed.fields, typed.mistakes)
    team = team_of(request.program.id)
    people = [("", _("Nobody")), *((str(each), name) for each, name in team.items())]
    weekdays = set_up_fields.weekdays()
    return answers.page(
        request,
        "team/rota.html",
        status,
        days=[Day(words, _turns(day, words, people, shown)) for day, words in enumerate(weekdays)],
        number=shown(
            "number",
            _("The number for all other hours"),
            kind="tel",
            hint=_("Your own people ring it when nobody of the team is here: a phone that someone has on."),
        ),
        runs_it="coordinator" in request.here.roles,
        team=team,
        kept=request.GET.get("kept") == "1" and not typed.mistakes,
        mistakes=typed.mistakes.items(),
    )


def _turns(day: int, words: str, people: list[tuple[str, str]], shown: Shown) -> list[Turn]:
    written = [row for row in range(ROWS_AT_MOST) if any(shown.typed.get(name) for name in names(day, row))]
    rows = min(max(written, default=-1) + 2, ROWS_AT_MOST)
    made = []
    for row in range(rows):
        who, begins, ends = names(day, row)
        told = {"day": words, "number": row + 1}
        made.append(
            Turn(
                shown.choice(who, _("%(day)s %(number)d: who") % told, people),
                shown(begins, _("%(day)s %(number)d: from") % told),
                shown(ends, _("%(day)s %(number)d: to") % told),
            )
        )
    return made


def _minutes(clock_words: str) -> int:
    return int(clock_words[:2]) * 60 + int(clock_words[3:])


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
