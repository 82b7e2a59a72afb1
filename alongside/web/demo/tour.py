"""Where a newcomer can look in the demo: one click steps into somebody's place and opens that page.

Each area has its own stops in a file `tour_<area>.py`.
"""

from alongside.rules.said import said as said
from alongside.web.demo import (
    tour_held,
    tour_help,
    tour_opening,
    tour_safety,
    tour_steps,
    tour_told,
    tour_walks,
)
from alongside.web.demo.stop import Address as Address
from alongside.web.demo.stop import Stop as Stop
from alongside.web.demo.stop import at as at
from alongside.web.demo.stop import in_talk as in_talk

# What there is to see, in the order a newcomer would want it.
STOPS: tuple[Stop, ...] = (
    *tour_help.STOPS,
    *tour_opening.STOPS,
    *tour_steps.STOPS,
    *tour_held.STOPS,
    *tour_safety.STOPS,
    *tour_told.STOPS,
    *tour_walks.STOPS,
)

BY_CODE = {stop.code: stop for stop in STOPS}
