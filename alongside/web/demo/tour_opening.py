"""What there is to see of how a program opens, and of what everybody can read then."""

from typing import Any

from alongside.rules.said import said
from alongside.safety import local_people
from alongside.safety import reads as safety
from alongside.web.demo.stop import Stop, at, in_talk


def promise(program: Any, person_id: int) -> str:
    """The whole promise."""
    return f"/at/{program.slug}/promise"


def arriving(program: Any, person_id: int) -> str:
    """The first page of arriving, as the team may look at it."""
    return f"/at/{program.slug}/arrive"


def a_line(program: Any, person_id: int) -> str:
    """One help line, as a coordinator sees to it."""
    lines = safety.all_lines(program.id)
    return f"/program/lines/{lines[0].id}" if lines else "/program/lines"


def someone_near(program: Any, person_id: int) -> str:
    """Somebody near, as a coordinator names them."""
    people = local_people.of(program.id)
    return f"/program/near/{people[0].id}" if people else "/program/near"


STOPS = (
    Stop("opening", said("Before we open: all that has to be true first"), "Tariro", at("/program/opening")),
    Stop("rota", said("Who of the team answers when"), "Tariro", at("/program/rota")),
    Stop("lines", said("Help lines: who rang them, and when"), "Tariro", at("/program/lines")),
    Stop("line", said("One help line, and what is known of it"), "Tariro", a_line),
    Stop("near", said("People near: an elder, a nurse, a safe house"), "Tariro", at("/program/near")),
    Stop("near-one", said("Someone near, and when they can be reached"), "Tariro", someone_near),
    Stop(
        "our-promise",
        said("The promise and the law, as the team writes them"),
        "Tariro",
        at("/program/promise"),
    ),
    Stop("age", said("From which age on people can talk here"), "Tariro", at("/program/age")),
    Stop("complaints", said("Someone outside hears complaints"), "Tariro", at("/program/complaints")),
    Stop("arriving", said("The first page of arriving, seen by the team"), "Tariro", arriving),
    Stop("promise", said("The whole promise, as anyone can read it"), "Blue Kettle", promise),
    Stop("promise-changed", said("The promise has changed: read before writing on"), "Paper Boat", in_talk()),
)
