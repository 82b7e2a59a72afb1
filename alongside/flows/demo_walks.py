"""The demo's cards, breaks and endings: what people who walk together agree, note and leave each other."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from alongside.base import turn
from alongside.flows import (
    card_is_made,
    card_is_used,
    line_is_left,
    meeting_is_noted,
    next_talk_is_said,
    peer_is_here,
    peer_leaves,
)
from alongside.matching import meetings
from alongside.talk import access
from alongside.talk import writes as talk

if TYPE_CHECKING:
    from alongside.flows.demo_grows import Filled

ZONE = ZoneInfo("Africa/Nairobi")
BACK_SOON = "My knee wants a new hinge. I take my bicycle magazines along, and I think of you."
GOODBYE = "I move to my sister by the lake. You taught me patience. Go well."
SKY = (
    (2, "Good that the card found you. How was the first night at home?"),
    (1, "Quiet. Too quiet after the ward."),
    (2, "Yes. I missed even the squeaky trolley."),
    (1, "The trolley! Me too."),
)
BRIDGE = ((1, "I am here with your card."), (2, "Welcome. Sit down with me a while."))


def cards_and_endings(filled: Filled, now: datetime) -> None:
    """Each in a state worth looking at."""
    people = filled.people
    card_is_made.make(filled.program, people["Rosa"], people["Rosa"], ["bed 4", "bed 7"], "en", now)
    _agree(filled, now)
    _leave_lines(filled, now)
    _jonas_rests(filled, now)
    _achieng_leaves(filled, now)


def _agree(filled: Filled, now: datetime) -> None:
    """Rosa and Blue Kettle have a time; Kai has suggested one to Paper Boat."""
    people, talks = filled.people, filled.talks
    evening = (now.astimezone(ZONE) + timedelta(days=1)).replace(hour=18, minute=0, second=0, microsecond=0)
    next_talk_is_said.say(people["Rosa"], talks["Blue Kettle"], evening, now)
    next_talk_is_said.agree(people["Blue Kettle"], talks["Blue Kettle"], evening, now)
    next_talk_is_said.say(people["Kai"], talks["Paper Boat"], evening + timedelta(hours=1), now)
    day = (now.astimezone(ZONE) - timedelta(days=4)).date()
    meeting_is_noted.note(people["Rosa"], talks["Blue Kettle"], meetings.MET, day, now)


def _leave_lines(filled: Filled, now: datetime) -> None:
    """Long Road and Amal said goodbye, and left each other a line; Long Road said that it helped."""
    people, ended = filled.people, filled.talks["Long Road"]
    line_is_left.leave(people["Amal"], ended, "You asked for the library until somebody showed you.", now)
    line_is_left.leave(people["Long Road"], ended, "You never hurried me. Not once.", now)
    line_is_left.that_helped(people["Long Road"], ended, "I read to the small ones on Tuesdays now.", now)


def _jonas_rests(filled: Filled, now: datetime) -> None:
    """Jonas rests, with a kind line; Wide Sky, who came with a card, is asked what they like."""
    jonas, came = filled.people["Jonas"], now - timedelta(days=12)
    peer_is_here.comes_back(jonas, came)
    _comes_with_a_card(filled, "Jonas", "Wide Sky", SKY, came, now)
    until = (now.astimezone(ZONE) + timedelta(days=5)).replace(hour=0, minute=0, second=0, microsecond=0)
    peer_is_here.rests(filled.program.id, jonas, until, now - timedelta(hours=2), BACK_SOON)


def _achieng_leaves(filled: Filled, now: datetime) -> None:
    """Achieng leaves for good; Old Bridge is to be told by a person."""
    _comes_with_a_card(filled, "Achieng", "Old Bridge", BRIDGE, now - timedelta(days=40), now)
    peer_leaves.begins(filled.program.id, filled.people["Achieng"], GOODBYE, now - timedelta(hours=5))


def _comes_with_a_card(
    filled: Filled, peer: str, name: str, said: tuple[tuple[int, str], ...], came: datetime, now: datetime
) -> None:
    """Somebody new, who walks with this peer since that day."""
    peer_id = filled.people[peer]
    made = card_is_made.make(filled.program, peer_id, peer_id, [""], "en", came)
    assert made is not None
    card = card_is_used.look(filled.program, made[0].code, f"demo {name}", came)
    newcomer = card_is_used.Newcomer(name, "en")
    arrived = card_is_used.arrive(filled.program, card, newcomer, f"demo {name}", came)
    assert arrived is not None
    filled.talks[name] = arrived.conversation_id
    last = now - timedelta(days=1)
    with turn.write():
        room, _ = access.room_for(peer_id, arrived.conversation_id, lock=True)
        filled.people[name] = room.others(peer_id)[0].person_id
        for i, (number, words) in enumerate(said):
            seat = next(each for each in room.seats if each.seat == number)
            at = last - timedelta(minutes=7 * (len(said) - i))
            talk.append([talk.Line(room, seat, talk.once_of("demo", number, str(i)), words)], at)
        talk.confirm([(seat, room.last_n, False) for seat in room.seats], last)
