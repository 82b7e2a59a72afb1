"""HELP by text: who is here, and numbers that answer now, because somebody asked for them. Nothing else ever
brings them, and on a phone that others may hold they come without a name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from alongside.flows import help_is_asked
from alongside.people import availability, reads
from alongside.rules import line_hours, steering
from alongside.rules.text_sentences import short
from alongside.rules.text_stands import TEAM, WORD, Act
from alongside.safety import reads as safety

if TYPE_CHECKING:
    from alongside.flows.text_is_heard import Hearing
    from alongside.people.models import Program
    from alongside.safety.models import HelpLine

AT_MOST = 3  # lines in one text
LINE_AT_MOST = 32  # letters of a line's name


def show(hearing: Hearing, act: Act) -> None:
    """Who is here first, then who can be rung."""
    program = reads.program(hearing.door.program_id)
    if program is None:
        return
    lines = _open_lines(hearing, program)
    if _others_may_read(hearing):
        numbers = list(dict.fromkeys([*(number for _, number in lines), program.emergency_number]))
        told = ", ".join(filter(None, numbers))
        if told:
            hearing.reply("help_numbers", numbers=told)
            return
        if hearing.facts.has_code:  # what is left to say has names in it
            hearing.stands = replace(hearing.stands, then=steering.HELP).asks(WORD, hearing.now)
            hearing.reply("word")
            return
    _who_is_here(hearing, program)
    if lines:
        named = [f"{short(name, LINE_AT_MOST)} {number}" for name, number in lines]
        hearing.reply("help_lines", lines=", ".join(named))
    if program.emergency_number:
        hearing.reply("help_emergency", number=program.emergency_number)


def team(hearing: Hearing, act: Act) -> None:
    """One of the team is told, and a talk with them begins."""
    program = reads.program(hearing.door.program_id)
    turns = help_is_asked.answering(program.id, program.time_zone, hearing.now) if program else []
    talk_id = help_is_asked.talk_with(hearing.door, turns, hearing.now) if turns else None
    if talk_id is None:
        hearing.reply("help_nobody")
        return
    hearing.stands = hearing.stands.writes_to(talk_id, hearing.now)
    name = next((one.person_id for one in turns if one.person_id != hearing.door.person_id), 0)
    hearing.reply("team_comes", name=short(reads.names([name]).get(name, "")))


def _who_is_here(hearing: Hearing, program: Program) -> None:
    turns = help_is_asked.answering(program.id, program.time_zone, hearing.now)
    here = next((one.person_id for one in turns if one.here), None)
    if here is not None and hearing.facts.is_member:
        hearing.stands = hearing.stands.asks(TEAM, hearing.now, here)
        hearing.reply("help_team", name=short(reads.names([here]).get(here, "")))
        return
    peer = _peer_here(hearing)
    if peer:
        hearing.reply("help_peer_here", name=peer)
    elif hearing.facts.is_member or hearing.facts.is_peer:
        hearing.reply("help_nobody")


def _peer_here(hearing: Hearing) -> str:
    """The name of the one they talk with, where that one is here now."""
    here = set(availability.here(hearing.door.program_id, hearing.now))
    names = {name: talk for talk in hearing.facts.talks if talk.as_member for name in [talk.name]}
    known = {short(name): person for person, name in reads.names(here).items()} if names and here else {}
    return next((name for name in names if name in known), "")


def _open_lines(hearing: Hearing, program: Program) -> list[tuple[str, str]]:
    """(name, number) of those that answer now, or may: who is known to be closed is left out. Lines for
    everybody first: the name of another one, on a phone, can tell what somebody lives through."""
    local = hearing.now.astimezone(ZoneInfo(program.time_zone))
    everybodys = _answering(safety.lines_for_everyone(program.id), local)
    return everybodys or _answering(safety.help_lines(program.id, for_children=False), local)


def _answering(lines: Iterable[HelpLine], local: datetime) -> list[tuple[str, str]]:
    found: list[tuple[bool, str, str]] = []
    for line in lines:
        state = line_hours.state(line.hours, local)
        if state.open is not False and line.phone:
            found.append((state.open is None, line.name, line.phone))
    found.sort(key=lambda each: each[0])
    return [(name, number) for _, name, number in found[:AT_MOST]]


def _others_may_read(hearing: Hearing) -> bool:
    return (hearing.facts.shared is not False or hearing.facts.has_code) and not hearing.facts.is_open
