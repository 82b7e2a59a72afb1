"""What there is to see of phones and chats, and of calls."""

from typing import Any

from alongside.matching import call_wishes
from alongside.people import doors
from alongside.rules.demo_doors import SHARES
from alongside.rules.said import said
from alongside.web.demo.stop import Stop, at, in_talk


def phone(program: Any, person_id: int) -> str:
    mine = doors.of([person_id]).get(person_id, [])
    return f"/me/phones/{mine[0].handle_id}" if mine else "/me/phones"


def wish(program: Any, person_id: int) -> str:
    """Whoever would like to be rung, as the team sees it."""
    waiting = call_wishes.open_in(program.id)
    return f"/program/calls/{waiting[0].id}" if waiting else "/program"


STOPS = (
    Stop("phones", said("A member’s phones and chats"), "Amina", at("/me/phones")),
    Stop("voice", said("A voice note that came by WhatsApp"), "Wide Sky", in_talk()),
    Stop("phone", said("A phone that others hold too"), SHARES, phone),
    Stop("rung", said("Someone would like to be rung: what their peer sees"), "Wanjiru", at("/desk")),
    Stop("rings", said("One of the team rings"), "Mikel", wish),
)
