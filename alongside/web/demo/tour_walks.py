"""Stops of cards, of what two agree and note, of breaks and of endings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alongside.base import clock
from alongside.flows import line_is_left, peer_leaves
from alongside.rules.said import said
from alongside.talk import reads as talks
from alongside.web.demo.stop import Address, Stop, at, in_talk

if TYPE_CHECKING:
    from alongside.people.models import Program


def _with_a_card(program: Program, person_id: int) -> str:
    return f"/at/{program.slug}/card"


def _to_tell(program: Program, person_id: int) -> str:
    waiting = peer_leaves.to_tell(program.id, clock.now())
    return f"/program/leaving/{waiting[0].walk.id}" if waiting else "/program"


def _kind_words(program: Program, person_id: int) -> str:
    waiting = line_is_left.waiting_for(person_id, clock.now().date())
    return f"/desk/kind-words/{waiting[0].id}" if waiting else "/desk"


def _in_ended_talk(end: str = "") -> Address:
    def found(program: Program, person_id: int) -> str:
        ended = [one for one in talks.conversations_of(person_id) if one.ended_at is not None]
        return f"/talk/{ended[0].conversation_id}{end}" if ended else "/"

    return found


TALKING: tuple[Stop, ...] = (
    Stop("cards", said("Cards for beds on a ward, and taking one back"), "Rosa", at("/cards")),
    Stop("card", said("Come in with a card, as someone who is here already"), "Blue Kettle", _with_a_card),
    Stop("lend", said("Help someone arrive on your own phone"), "Rosa", at("/desk/lend")),
    Stop("next", said("A time to talk next, agreed"), "Blue Kettle", in_talk("/next")),
    Stop("next-asked", said("A time to talk next, suggested beside the talk"), "Paper Boat", in_talk()),
    Stop("met", said("We met, or we spoke"), "Blue Kettle", in_talk("/met")),
)

ENDINGS: tuple[Stop, ...] = (
    Stop("break", said("A peer rests: wait, or meet someone meanwhile?"), "Wide Sky", in_talk()),
    Stop("leaving", said("A peer stops for good"), "Achieng", at("/desk/leaving")),
    Stop("tell", said("A person tells someone that their peer stops"), "Tariro", _to_tell),
    Stop("ended", said("A closed talk, with a line each left the other"), "Long Road", _in_ended_talk()),
    Stop("parting", said("What I saw in you"), "Amal", _in_ended_talk("/parting")),
    Stop("helped", said("That helped, said months later"), "Long Road", _in_ended_talk("/helped")),
    Stop("kind-words", said("A kind word, opened now or on a day you choose"), "Amal", _kind_words),
)
