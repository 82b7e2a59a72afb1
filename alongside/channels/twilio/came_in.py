"""What Twilio tells: what somebody wrote, what became of a text, who wants no more, or to hear again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import parse_qs

from alongside.channels import read
from alongside.channels.twilio import troubles
from alongside.rules.channel import Event, Message, NotUnderstood, Raw, Started, State, Status, Stopped
from alongside.rules.channel_troubles import STOPPED

STATES: Mapping[str, State] = {
    "sent": "sent",
    "delivered": "delivered",
    "read": "read",
    "undelivered": "failed",
    "failed": "failed",
    "canceled": "failed",
}
ON_ITS_WAY = frozenset({"accepted", "scheduled", "queued", "sending", "partially_delivered"})


def events(raw: Raw) -> list[Event]:
    """A form, or JSON with the same names. What it is stands in its fields."""
    told = _told(raw)
    if told.get("MessageStatus"):
        ours = parse_qs(raw.query).get("ours", [""])[0]
        return _status(told, ours)
    if "From" in told and ("Body" in told or "NumMedia" in told):
        return _message(told)
    raise NotUnderstood("neither a message nor a status")


def fetched(told: Any) -> tuple[datetime | None, list[Event]]:
    """One message of its list, and when it was made. What nobody wrote to us is none of our business."""
    made = when(read.at(told, "date_created"))
    if read.at(told, "direction") != "inbound":
        return made, []
    names = {"MessageSid": "sid", "From": "from", "Body": "body", "NumMedia": "num_media"}
    try:
        found = _message({name: read.at(told, theirs) for name, theirs in names.items()}, made)
    except NotUnderstood:
        return made, []
    return made, found


def when(written: str) -> datetime | None:
    """ "Mon, 23 Nov 2026 09:58:02 +0000" as a time."""
    try:
        return parsedate_to_datetime(written).astimezone(UTC)
    except (ValueError, TypeError, OverflowError):
        return None


def _told(raw: Raw) -> Mapping[str, str]:
    if "json" not in raw.headers.get("content-type", ""):
        return read.form(raw.body)
    told = read.json_of(raw.body)
    if not isinstance(told, dict):
        raise NotUnderstood("not an object")
    return {str(name): str(value) for name, value in told.items() if value is not None}


def _message(told: Mapping[str, str], made: datetime | None = None) -> list[Event]:
    written, ref = told["From"], read.words(told.get("MessageSid") or told.get("SmsSid", ""))
    if any(letter.isalpha() for letter in written):  # a shop, or another of their channels (whatsapp:)
        return []
    sender = read.sender(written)
    if not sender or not ref:
        raise NotUnderstood("no number in From, or no MessageSid")
    match told.get("OptOutType", "").upper():
        case "STOP":
            return [Stopped(ref, sender)]
        case "START":
            return [Started(ref, sender)]
    attached = told.get("NumMedia", "") not in ("", "0")
    return [Message(ref, sender, read.words(told.get("Body", "")), made, attached=attached)]


def _status(told: Mapping[str, str], ours: str) -> list[Event]:
    """`ours`: our own name for the text. It stood in the address: a report may be faster than an answer."""
    ref = read.words(ours or told.get("MessageSid", ""))
    status = told["MessageStatus"].lower()
    if not ref:
        raise NotUnderstood("no MessageSid")
    if status in ON_ITS_WAY:
        return []
    if status not in STATES:
        raise NotUnderstood("a status nobody knows")
    state = STATES[status]
    if state != "failed":
        return [Status(ref, state)]
    why = troubles.why_failed(told.get("ErrorCode", ""))
    found: list[Event] = [Status(ref, state, why)]
    phone = read.sender(told.get("To", ""))
    if why == STOPPED and phone:
        found.append(Stopped(ref, phone))
    return found
