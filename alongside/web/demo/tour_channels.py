"""What there is to see of how a program sets its channels up."""

from typing import Any

from alongside.gateways import reads as gateways
from alongside.rules.said import said
from alongside.web.demo.stop import Stop, at


def a_channel(program: Any, person_id: int) -> str:
    """The first one, as a coordinator sees to it."""
    found = gateways.opened(program.id)
    return f"/desk/channels/{found[0].id}" if found else "/desk/channels"


STOPS = (
    Stop(
        "channels",
        said("Texts, chats and calls: how each is, and what it costs"),
        "Tariro",
        at("/desk/channels"),
    ),
    Stop("channel", said("One channel: looked at, tried, changed"), "Tariro", a_channel),
    Stop(
        "new-channel",
        said("A new channel: what to fill in, and what stays where"),
        "Tariro",
        at("/desk/channels/new/africastalking"),
    ),
)
