"""What there is to see of next steps, days and questions."""

from typing import Any

from alongside.people import reads
from alongside.rules.said import said
from alongside.steps import next_steps
from alongside.web.demo.stop import Stop, at, in_talk


def changing(program: Any, person_id: int) -> str:
    """The page on which an open step of theirs becomes another."""
    person = reads.person(person_id)
    going = next_steps.of(person_id, person.key_id)[0] if person else []
    return f"/me/steps/{going[0].id}" if going else "/me/steps"


STOPS = (
    Stop("asked-today", said("The first page asks how today is"), "Blue Kettle", at("/")),
    Stop("today", said("How is today?"), "Blue Kettle", at("/today")),
    Stop("hard-day", said("After a hard answer"), "Paper Boat", at("/today/said")),
    Stop("when-asked", said("When to be asked"), "Blue Kettle", at("/today/rhythm")),
    Stop("tomorrow", said("My days, and tomorrow"), "Blue Kettle", at("/tomorrow")),
    Stop("tomorrow-closed", said("Tomorrow, before it is opened"), "Green Lamp", at("/tomorrow")),
    Stop("tomorrow-later", said("Tomorrow, on a hard day"), "Paper Boat", at("/tomorrow")),
    Stop("next-steps", said("Next steps, and what became of them"), "Blue Kettle", at("/me/steps")),
    Stop("step-changed", said("A step becomes another"), "Blue Kettle", changing),
    Stop("step-shown", said("A step that a member shows their peer"), "Rosa", in_talk("/more")),
    Stop("questions", said("A few questions"), "Green Lamp", at("/questions")),
    Stop("about-talk", said("Four questions about a talk"), "Amina", at("/questions")),
)
