"""What there is to see of Help now, of what one writes ahead, and of the quiet help card."""

from typing import Any

from alongside.rules.said import said
from alongside.safety import asked_help
from alongside.web.demo.stop import Stop, at, in_talk


def help_page(end: str = "") -> Any:
    """Help now of the demo's program."""
    return lambda program, person_id: f"/at/{program.slug}/help{end}"


def asked(program: Any, person_id: int) -> str:
    """Who wants to be rung, as one of the team sees it."""
    waiting = asked_help.open_in(program.id)
    return f"/program/asked/{waiting[0].id}" if waiting else "/program"


STOPS = (
    Stop("help-now", said("Help now, with words she keeps"), "Blue Kettle", help_page()),
    Stop("help-hurt", said("When something has already happened"), "Blue Kettle", help_page("/hurt")),
    Stop("help-ring", said("I want someone to come or ring me"), "Blue Kettle", at("/help/ring")),
    Stop("help-asked", said("How it stands, for who asked to be rung"), "Still Pond", at("/help/ring")),
    Stop("help-desk", said("What the team sees of it, and does"), "Tariro", asked),
    Stop("plan", said("What helps me"), "Blue Kettle", at("/me/plan")),
    Stop("plan-shared", said("A plan that is shared with a peer"), "Rosa", in_talk("/helps")),
    Stop("kept", said("Words I keep"), "Blue Kettle", at("/me/kept")),
    Stop("keeping", said("Keeping a line of a talk"), "Paper Boat", in_talk("/keep")),
    Stop("may-keep", said("May they keep a line of yours?"), "Kai", in_talk()),
    Stop("letters", said("Letters for the night"), "Sipho", at("/me/letters")),
    Stop("help-card", said("The quiet help card, and its switch"), "Blue Kettle", at("/me/help-card")),
)
