"""A gateway tells what became of a text. States only move forward, in whatever order reports come in."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from alongside.base import wake
from alongside.flows import call_is_wished
from alongside.gateways import writes as lights
from alongside.outbox import reports
from alongside.people import doors
from alongside.rules.channel_troubles import STOPPED

if TYPE_CHECKING:
    from alongside.gateways.reads import Open
    from alongside.rules.channel import Status


PATIENCE = timedelta(minutes=2)


class NotYet(Exception):
    """A report came before we wrote down that the text was taken: it is read again in a moment."""


def report(gateway: Open, status: Status, came_at: datetime, now: datetime) -> None:
    """Inside the transaction that takes the report. One that names no text of ours is let go."""
    if gateway.capabilities.calls:
        call_is_wished.reported(gateway.program_id, status, now)
        return
    if reports.is_of_a_part(status.ref):
        return
    told = reports.by_ref(gateway.id, status.ref)
    if told is None:
        if now - came_at < PATIENCE:
            raise NotYet
        return
    if not reports.reported(told.id, status.state, status.trouble, now):
        return
    if status.state == "failed":
        lights.count(told.program_id, gateway.id, now.date(), failed=1)
        if status.trouble == STOPPED:
            doors.stop(told.handle_id, "asked", now)
    if told.conversation_id is not None:
        wake.nudge("talk", told.conversation_id)
