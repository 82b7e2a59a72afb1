"""The demo: exists only in a database of its own, and whoever looks at it can be anyone in it."""

from datetime import datetime

from alongside.channels import registry
from alongside.flows import demo_is_filled
from alongside.people import reads
from alongside.run.plain import Stop, say


def fill(now: datetime) -> None:
    """Makes the demo, once. Refuses a database that holds a real program."""
    there = reads.programs()
    if any(not program.is_demo for program in there):
        raise Stop("There is a real program in this data folder, and a demo never mixes with one.")
    if not there:
        say("Filling the demo ...")
        registry.open_all()  # some of what happens in it comes by chat
        demo_is_filled.fill(now)
