"""On the team's desk: channels that need somebody, and how much could not be brought. Numbers only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from alongside.rules.channel_troubles import CEILING, TOO_FAST, TROUBLES
from alongside.web.team import channels_words as words
from alongside.web.waiting_list import Waits

if TYPE_CHECKING:
    from alongside.gateways.lights import Light
    from alongside.web.team.gathered import TeamDesk

MENDS_ITSELF = frozenset({CEILING, TOO_FAST})  # a ceiling has a line of its own


def waits(desk: TeamDesk, now: datetime) -> Sequence[Waits]:
    """A line for each thing that a coordinator can mend."""
    if "coordinator" not in desk.roles:
        return []
    return [each for light in desk.gateways for each in _of(light, now)]


def _of(light: Light, now: datetime) -> list[Waits]:
    found: list[tuple[str, datetime]] = []
    if light.trouble and light.trouble not in MENDS_ITSELF:
        found.append((_(TROUBLES[light.trouble]), light.trouble_at or now))
    if words.is_near(light):
        found.append((words.spent(light, now.date()), light.trouble_at or now))
    if light.stuck:
        found.append((words.stuck(light.stuck), light.arrived_at or now))
    return [Waits(f"{light.name}: {told}", f"/desk/channels/{light.id}", since) for told, since in found]
