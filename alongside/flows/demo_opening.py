"""How the demo came to be open: its rota, its lines, its law, people near; and a promise that changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from alongside.flows import (
    help_lines_are_chosen,
    local_people_are_named,
    program_is_changed,
    program_opens,
    promise_is_read,
    promise_is_written,
)
from alongside.people import reads
from alongside.rules import promise, week
from alongside.rules.demo_people import NAMED_ADULT
from alongside.rules.duty import Stretch
from alongside.safety import reads as safety
from alongside.safety.local_people import Near

if TYPE_CHECKING:
    from alongside.flows.demo_grows import Filled
    from alongside.people.models import Program

OPENED_AGO = timedelta(days=99)
RUNG_AGAIN_AGO = timedelta(days=12)
CHANGED_AGO = timedelta(days=2)
READS_LATER = "Paper Boat"
LAW = {
    "place": "Kenya",
    "whom": "the children’s officer of the county",
    "when": "a child is being harmed",
    "within": "one day",
}
OUTSIDE = "Ann Mwangi at the county health office. She is not one of us."
NEAR = (
    Near("nurse", "Lakeshore Clinic, the night nurse", "Lakeshore", "19:00-07:00"),
    Near("elder", "Mzee Barasa, under the fig tree", "Upper Village", "Mon-Sat 9-17"),
    Near("house", "The house with the blue gate", "Upper Village", "24/7"),
    Near("aide", "Njoki, who goes from house to house", "Riverside"),
)
DAY, EVENING = (8 * 60, 20 * 60), (20 * 60, 22 * 60)


def opens(program: Program, people: Mapping[str, int], now: datetime) -> None:
    """Every line of "Before we open", done by Tariro, and the door."""
    then, tariro, mikel = now - OPENED_AGO, people["Tariro"], people["Mikel"]
    turns = [Stretch(tariro, day, *DAY) for day in range(5)]
    turns += [Stretch(mikel, day, *DAY) for day in (5, 6)]
    turns += [Stretch(mikel, day, *EVENING) for day in range(week.DAYS)]
    program_is_changed.keeps_a_rota(program.id, turns, "0700 000 000", tariro, then)
    zone = ZoneInfo(program.time_zone)
    lines = safety.all_lines(program.id)
    for line in lines:
        help_lines_are_chosen.was_rung(program.id, line.id, tariro, then.astimezone(zone).date())
    for near in NEAR:
        local_people_are_named.add(program.id, near, (now - RUNG_AGAIN_AGO).astimezone(zone).date())
    ours = promise.PROFILES[0]
    promise_is_written.write(program.id, ours.code, ours.sentence, then, law=LAW, by=tariro)
    program_is_changed.ages(program.id, 18, NAMED_ADULT, tariro, then)
    program_is_changed.hears_complaints(program.id, OUTSIDE, tariro, then)
    opened = program_opens.open_it(program.id, then)
    assert opened
    program.opened_at = then
    for line in lines[1:]:  # the first one nobody rang again: it is marked
        again = (now - RUNG_AGAIN_AGO).astimezone(zone).date()
        help_lines_are_chosen.was_rung(program.id, line.id, mikel, again)


def promise_changes(filled: Filled, now: datetime) -> None:
    """The law gives more time than it did. Everybody has read it since, but one."""
    ours, then = promise.PROFILES[0], now - CHANGED_AGO
    law = LAW | {"within": "two days"}
    by = filled.people["Tariro"]
    changed = promise_is_written.write(filled.program.id, ours.code, ours.sentence, then, law=law, by=by)
    for member in reads.first_members(filled.program.id):
        if member != filled.people[READS_LATER]:
            promise_is_read.read(member, changed.version, "en", then)
