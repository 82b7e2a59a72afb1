"""Whose turn it is to answer, in words: by the rota, as it is, and unknown where it is unknown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from alongside.flows import help_is_asked
from alongside.people import reads
from alongside.safety import duty
from alongside.web.moments import when_words

if TYPE_CHECKING:
    from alongside.people.models import Program
    from alongside.rules.duty import Stretch
    from alongside.safety.duty import Answering


@dataclass(frozen=True, slots=True)
class Team:
    """Who of the team can be talked with. `name`: whose turn it is; `here`: really here."""

    name: str
    here: bool
    words: str


@dataclass(frozen=True, slots=True)
class Turns:
    """The rota, and who of it is first to answer now."""

    rota: list[Stretch]
    first: Answering | None

    @property
    def people(self) -> list[int]:
        """Whose name is needed to say it."""
        return [self.first.person_id] if self.first else []


def turns_now(program: Program, now: datetime) -> Turns:
    """As the rota says, those who are really here first."""
    known = duty.rota(program.id)
    turns = help_is_asked.answering(program.id, program.time_zone, now, known)
    return Turns(known, turns[0] if turns else None)


def team_now(program: Program, now: datetime, zone: str) -> Team:
    """Who of the team can be talked with now, or when somebody can: as it is, and unknown where it is."""
    turns = turns_now(program, now)
    return team_of(program, turns, reads.names(turns.people) if turns.people else {}, now, zone)


def team_of(program: Program, turns: Turns, names: dict[int, str], now: datetime, zone: str) -> Team:
    """The same, where the rota and the names are known already."""
    name = names.get(turns.first.person_id, "") if turns.first else ""
    if turns.first and name and turns.first.here:
        return Team(name, True, _("%(name)s is here") % {"name": name})
    if name:
        told = {"name": name}
        return Team(
            name,
            False,
            _("It is %(name)s’s turn to answer, but %(name)s is not at a screen just now.") % told,
        )
    coming = duty.next_turn(program.id, program.time_zone, now, turns.rota)
    if coming is None:
        return Team("", False, _("We don’t know when someone from the team will be here."))
    when = when_words(coming[0], now, zone)
    return Team("", False, _("Nobody from the team is here until %(when)s.") % {"when": when})
