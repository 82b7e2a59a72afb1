"""What there is to see of being told, of lost words, and of who is left over."""

from typing import Any

from alongside.base import clock
from alongside.matching import left_over
from alongside.people import lost_words
from alongside.rules.said import said
from alongside.web.demo.stop import Stop, at


def left(program: Any, person_id: int) -> str:
    """Whoever is left over, as one of the team sees it."""
    waiting = left_over.of(program.id)
    return f"/program/left/{waiting[0].request_id}" if waiting else "/program"


def lost_for_peer(program: Any, person_id: int) -> str:
    waiting = lost_words.for_peer(person_id, clock.now())
    return f"/desk/lost/{waiting[0].id}" if waiting else "/desk"


def lost_for_team(program: Any, person_id: int) -> str:
    waiting = lost_words.for_team(program.id, clock.now())
    return f"/program/lost/{waiting[0].id}" if waiting else "/program"


STOPS = (
    Stop("told", said("How a member is told"), "Blue Kettle", at("/me/told")),
    Stop("waiting", said("Waiting, when nobody can reach you"), "Slow Ferry", at("/waiting")),
    Stop("left", said("Nobody is left to ask, and the team writes"), "Tariro", left),
    Stop("lost-peer", said("Someone lost their words: what their peer sees"), "Rosa", lost_for_peer),
    Stop("lost-team", said("And what the team sees"), "Tariro", lost_for_team),
    Stop("lost-told", said("Someone asks to come back as you"), "Green Lamp", at("/")),
    Stop("lost-switch", said("Whether this may be done for me"), "Green Lamp", at("/me/back")),
)
