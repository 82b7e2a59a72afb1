"""What there is to see of what we hold about somebody, who looked at it, and deletion."""

from typing import Any

from alongside.rules.said import said
from alongside.talk import reads as talks
from alongside.web.demo.stop import Stop, at


def held_talk(program: Any, person_id: int) -> str:
    """The first of this person's talks, as what we hold."""
    places = talks.conversations_of(person_id)
    return f"/me/held/talks/{places[-1].conversation_id}" if places else "/me/held/talks"


STOPS: tuple[Stop, ...] = (
    Stop("own", said("A member’s own page"), "Blue Kettle", at("/me")),
    Stop(
        "held", said("What we hold about somebody, and a copy to take along"), "Blue Kettle", at("/me/held")
    ),
    Stop(
        "held-group", said("All that was said when we asked how today is"), "Blue Kettle", at("/me/held/days")
    ),
    Stop("held-talk", said("A whole talk, as we hold it"), "Blue Kettle", held_talk),
    Stop("trace", said("Who of the team looked at something of theirs"), "Long Road", at("/me/trace")),
    Stop("delete", said("Deletion, now or in 7 days"), "Blue Kettle", at("/me/delete")),
    Stop("going", said("Somebody asked for deletion, and can change their mind"), "Long Road", at("/")),
    Stop("held-peer", said("What we hold about a peer supporter"), "Rosa", at("/me/held")),
    Stop("alone", said("The only one who runs a program cannot go yet"), "Tariro", at("/me/delete")),
)
