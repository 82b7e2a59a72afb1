"""Where a newcomer can look in the demo: one click steps into somebody's place and opens that page.

Each area has its own stops in a file `tour_<area>.py`.
"""

from alongside.rules.said import said as said
from alongside.web.demo import (
    tour_channels,
    tour_doors,
    tour_held,
    tour_help,
    tour_opening,
    tour_phones,
    tour_safety,
    tour_steps,
    tour_told,
    tour_walks,
)
from alongside.web.demo.stop import Address as Address
from alongside.web.demo.stop import Stop as Stop
from alongside.web.demo.stop import at as at
from alongside.web.demo.stop import in_talk as in_talk

# What there is to see, under short headings in the order a newcomer would want them.
GROUPS: tuple[tuple[str, tuple[Stop, ...]], ...] = (
    (said("Before we open"), tour_opening.STOPS),
    (said("Cards and talking"), tour_walks.TALKING),
    (said("Being told"), tour_told.STOPS),
    (said("Phones and calls"), tour_phones.STOPS + tour_doors.STOPS + tour_channels.STOPS),
    (said("Help"), tour_help.STOPS),
    (said("This is heavy"), tour_safety.STOPS),
    (said("Breaks and endings"), tour_walks.ENDINGS),
    (said("What next, and tomorrow"), tour_steps.STOPS),
    (said("What we hold"), tour_held.STOPS),
)

STOPS: tuple[Stop, ...] = tuple(stop for _, stops in GROUPS for stop in stops)

BY_CODE = {stop.code: stop for stop in STOPS}
