""" "Before we open": one list, each line with who stands for it, and the page as a member would see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.base import clock
from alongside.base.door import TEAM, door
from alongside.flows import program_opens
from alongside.people import reads
from alongside.rules.before_opening import AGE, BACKUP, COMPLAINTS, LAW, LINES, PEER
from alongside.web import answers
from alongside.web.context import words_of
from alongside.web.moments import day_words

if TYPE_CHECKING:
    from alongside.flows.program_opens import Standing
    from alongside.people.models import Program


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list. `do`: where it is seen to; `see`: the page on which a member meets it."""

    code: str
    words: str
    more: str
    done: bool
    stands: str  # who stands for it, since when
    do: str
    see: str


@door(TEAM, "GET", "POST")
def opening(request: Any) -> HttpResponse:
    """The list as it stands, before and after opening. A coordinator opens from here, once all is done."""
    now = clock.now()
    if request.method != "POST":
        return answers.page(request, "team/opening.html", **told(request, now))
    if "coordinator" not in request.here.roles:
        raise Http404
    if program_opens.open_it(request.program.id, now):
        return answers.see("/program?opened=1")
    mistake = ("lines", _("Something is not done yet. It is marked in the list."))
    return answers.page(request, "team/opening.html", 422, mistakes=[mistake], **told(request, now))


def told(request: Any, now: datetime) -> dict[str, Any]:
    """What `team/parts/before_opening.html` shows."""
    program = request.program
    standing = program_opens.standing(program, now)
    lines = lines_of(program, standing, now, request.here.zone)
    return {
        "opening_lines": lines,
        "left": sum(not line.done for line in lines),
        "may_open": standing.may_open,
        "is_open": program.opened_at is not None,
        "opened_on": day_words(program.opened_at, request.here.zone) if program.opened_at else "",
        "runs_it": "coordinator" in request.here.roles,
    }


def lines_of(program: Program, standing: Standing, now: datetime, zone: str) -> list[Line]:
    """The lines in their order."""
    names = reads.names(each.by for each in standing.stands.values() if each.by)
    at = f"/at/{program.slug}"
    words, more = line_words(program), more_words(program, standing)
    pages = {
        PEER: ("/program/invite" if standing.done[PEER] else to_a_peer(program.id), at),
        BACKUP: ("/program/rota", f"{at}/help"),
        LINES: ("/program/lines", f"{at}/help"),
        LAW: ("/program/promise", f"{at}/promise"),
        AGE: ("/program/age", f"{at}/arrive"),
        COMPLAINTS: ("/program/complaints", f"{at}/promise"),
    }
    made = []
    for code, is_done in standing.done.items():
        stood = standing.stands.get(code)
        by = names.get(stood.by or 0, "") if stood else ""
        since = {"name": by, "day": day_words(stood.at, zone)} if stood else {}
        stands = _("%(name)s stands for it, %(day)s.") % since if by and is_done else ""
        made.append(Line(code, words[code], more[code], is_done, stands, *pages[code]))
    return made


def to_a_peer(program_id: int) -> str:
    """Where somebody is made ready: the peer who came last, or a link to invite the first one."""
    peers = [each for each, roles in reads.roles_in(program_id).items() if "peer" in roles]
    return f"/program/people/{max(peers)}" if peers else "/program/invite"


def line_words(program: Program) -> dict[str, str]:
    """What each line asks for, in a sentence."""
    return {
        PEER: _("One %(peer)s is made ready.") % {"peer": words_of(program)["peer"]},
        BACKUP: _("One of the team answers at hours you name, and there is a number for all other hours."),
        LINES: _("Every help line shown was rung by one of you."),
        LAW: _("What the law makes us tell is written down."),
        AGE: _("It is settled from which age on people can talk here."),
        COMPLAINTS: _("Someone outside the team hears what is said about the team."),
    }


def more_words(program: Program, standing: Standing) -> dict[str, str]:
    """How far each line is."""
    facts = standing.facts
    rung = _("%(rung)d of %(lines)d rung.") % {"rung": facts.lines_rung, "lines": facts.lines}
    if not facts.lines:
        rung = _("There is no line. Then somebody near has to be named instead.")
        if facts.people_near:
            rung = _("There is no line. Somebody near is named instead.")
    if standing.ring_again:
        again = ngettext(
            "%(count)d should be rung again.", "%(count)d should be rung again.", standing.ring_again
        )
        rung = f"{rung} {again % {'count': standing.ring_again}}"
    turns = ngettext("%(count)d turn in the week.", "%(count)d turns in the week.", facts.turns)
    number = "" if facts.number_out_of_hours else _("The number for all other hours is missing.")
    return {
        PEER: "",
        BACKUP: f"{turns % {'count': facts.turns}} {number}".strip(),
        LINES: rung,
        LAW: "",
        AGE: _("Now: %(age)d or older.") % {"age": program.minimum_age},
        COMPLAINTS: program.complaints_to,
    }
