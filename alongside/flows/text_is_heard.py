"""Somebody writes by a phone or a chat: what follows is decided by rules.text_dialog, and done here, in the
transaction in which the text is taken. It happens once, or it is tried again whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from alongside.flows import (
    door_is_linked,
    phone_lets_in,
    still_you_is_asked,
    text_acts,
    text_acts_of_own,
    text_facts,
    text_joins,
    text_says,
)
from alongside.gateways import dialogs
from alongside.people import attempts, door_choices, doors
from alongside.rules import steering, text_dialog
from alongside.rules.text_stands import WHOSE, Act, Facts, Reply, Stands, Turn

if TYPE_CHECKING:
    from alongside.gateways.reads import Open
    from alongside.people.doors import Door
    from alongside.rules.channel import Message


FROM_A_STRANGER = 40  # texts a day that are answered, before they have joined


@dataclass
class Hearing:
    """One text while it is being done. `said` are the replies so far, in order."""

    door: Door
    gateway: Open
    ref: str
    now: datetime
    facts: Facts
    stands: Stands
    language: str
    said: list[Reply] = field(default_factory=list)
    gone: bool = False  # nothing of this dialog is to be kept

    def reply(self, code: str, **told: object) -> None:
        """One more sentence."""
        self.said.append(Reply(code, {name: str(value) for name, value in told.items()}))

    def follows(self, turn: Turn) -> None:
        """What a rule decided is done, and then said."""
        self.stands = turn.stands
        for act in turn.acts:
            DOES[act.what](self, act)
        besides = self.stands.asked == WHOSE  # else something came up that has to be asked first
        self.said += [each for each in turn.replies if besides or each.code != "whose_now"]

    def look_again(self) -> None:
        """Something changed: what is known is read once more."""
        self.door = doors.get(self.door.handle_id) or self.door
        self.facts = text_facts.of(self.door, self.gateway, self.now)


Does = Callable[[Hearing, Act], None]
DOES: Mapping[str, Does] = {**text_joins.DOES, **text_acts.DOES, **text_acts_of_own.DOES}


def hear(door: Door, gateway: Open, message: Message, ref: str, now: datetime) -> None:
    """Inside the transaction that takes it. `ref`: the same for a repeat."""
    text = message.text.strip()
    if not text or still_you_is_asked.is_answered(door, text, now):
        return
    if door_is_linked.sent_in(door, text, now) or phone_lets_in.is_asked(door, text, now):
        return
    if not door.roles and attempts.count("unknown texts", f"handle {door.handle_id}", now) > FROM_A_STRANGER:
        return  # perhaps a machine that answers a machine
    facts = text_facts.of(door, gateway, now)
    hearing = Hearing(door, gateway, ref, now, facts, dialogs.of(door), door.language)
    if facts.is_open:  # ten quiet minutes close it, not ten minutes of talk
        door_choices.open_up(door.handle_id, now)
    hearing.follows(text_dialog.heard(hearing.stands, text, facts))
    if _wants_silence(hearing, text):
        hearing.said.clear()
    if hearing.gone:
        dialogs.forget(door.handle_id)
    else:
        dialogs.keep(door, hearing.stands, now)
    text_says.say(door, text_joins.spelled(hearing), now, language=hearing.language)


def _wants_silence(hearing: Hearing, text: str) -> bool:
    """They asked for no more texts and did not take it back. What they write still goes where it is meant
    for; HELP is answered, because it asks for an answer."""
    steer = steering.steer(text, hearing.language)
    asks = steer is not None and steer.word in (steering.STOP, steering.HELP)
    return hearing.facts.stopped and not asks
