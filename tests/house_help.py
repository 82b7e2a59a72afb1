"""What the house in full swing holds of help: a shared plan, a letter, a wish to be rung."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from alongside.base import turn
from alongside.flows import help_is_asked, night_letter_is_written, plan_is_written
from alongside.people import sessions
from alongside.rules.duty import Stretch
from alongside.safety import asked_help, duty, night_letters

if TYPE_CHECKING:
    from alongside.base.door import Visitor
    from alongside.people.models import Person
    from conftest import Cast

LETTER = "I was awake too."
HELPS = "Feed the goats."
RING = "Amina, by the well."
HELP_WORDS = {LETTER, HELPS, RING}


@dataclass(frozen=True)
class HelpRows:
    """The rows that addresses name."""

    letter: int
    asked: int

    def numbers(self) -> dict[str, str]:
        return {"<id:letter>": str(self.letter), "<id:asked>": str(self.asked)}


def help_rows(cast: Cast, now: datetime) -> HelpRows:
    """The member shares a plan with the peer, and asked to be rung when it was the supervisor's turn."""
    member, peer = _visitor(cast.member, now), _visitor(cast.peer, now)
    plan_is_written.keep(member, {"alone": HELPS}, True, now)
    night_letter_is_written.write(peer, "en", LETTER, now)
    before = duty.rota(cast.program.id)
    with turn.write():
        duty.write_rota(cast.program.id, [Stretch(cast.supervisor.id, now.weekday(), 0, 1440)])
    turns = help_is_asked.answering(cast.program.id, cast.program.time_zone, now)
    help_is_asked.ring(member, RING, turns, now)
    with turn.write():
        duty.write_rota(cast.program.id, before)
    return HelpRows(
        letter=night_letters.by(cast.peer.id)[0].id, asked=asked_help.open_in(cast.program.id)[0].id
    )


def _visitor(person: Person, now: datetime) -> Visitor:
    with turn.write():
        token = sessions.sign_in(person, now)
    found = sessions.visitor(token, now)
    assert found is not None
    return found[0]
