"""Events as plain JSON and back: how they wait until they are taken."""

import json
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from alongside.rules import channel
from alongside.rules.channel import Event, Voice

KINDS: dict[str, type[Any]] = {
    kind.__name__: kind
    for kind in (
        channel.Message,
        channel.Status,
        channel.Stopped,
        channel.Started,
        channel.WantsCall,
        channel.Moved,
        channel.Pressed,
        channel.HungUp,
    )
}


def written(event: Event) -> str:
    """The event as JSON."""
    told = {"type": type(event).__name__, **asdict(event)}
    return json.dumps(told, default=_iso, ensure_ascii=False)


def read(text: str) -> Event:
    """The event it was."""
    told = json.loads(text)
    kind = KINDS[told.pop("type")]
    known = {each.name for each in fields(kind)}
    values = {name: value for name, value in told.items() if name in known}
    if values.get("at"):
        values["at"] = datetime.fromisoformat(values["at"])
    if values.get("voice"):
        values["voice"] = Voice(**values["voice"])
    event: Event = kind(**values)
    return event


def sender_of(event: Event) -> str:
    """Whose words have to keep their order; nobody's for a status. Who moved is followed by what comes from
    their new address."""
    if isinstance(event, channel.Moved):
        return event.to
    return str(getattr(event, "sender", ""))


def once_of(event: Event) -> str:
    """The same for a repeat. One text may have several statuses."""
    state = f" {event.state}" if isinstance(event, channel.Status) else ""
    return f"{type(event).__name__}{state} {event.ref}"


def _iso(value: Any) -> str:
    return str(value.isoformat())
