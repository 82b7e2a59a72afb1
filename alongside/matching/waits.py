"""How long people here waited lately: numbers only, for `rules.wait`."""

from datetime import datetime, timedelta

from alongside.matching.models import Request
from alongside.rules.wait import Waited

LATELY = timedelta(days=28)
AT_MOST = 200


def lately(program_id: int, now: datetime) -> list[Waited]:
    """The newest waits of four weeks. Who stopped waiting is left out: when they did is not kept."""
    rows = (
        Request.objects.filter(
            program_id=program_id, state__in=["asking", "waiting", "met"], made_at__gt=now - LATELY
        )
        .order_by("-made_at")
        .values_list("made_at", "met_at")[:AT_MOST]
    )
    return [Waited(((met or now) - made).total_seconds() / 60, met is not None) for made, met in rows]
