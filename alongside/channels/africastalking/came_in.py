"""What Africa's Talking tells: what somebody wrote, what became of a text, who wants no more.

It signs nothing, and what was lost can be asked for again under another number. So a message is known by who
wrote it, when, and what: the same whichever way it came.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from alongside.channels import read
from alongside.rules.channel import Event, Message, NotUnderstood, State, Status, Stopped
from alongside.rules.channel_troubles import ADDRESS, CREDIT, LATE, STOPPED, STRANGE, UNKNOWN

STATES: Mapping[str, State] = {
    "sent": "sent",
    "submitted": "sent",
    "buffered": "sent",
    "success": "delivered",
    "delivered": "delivered",
    "rejected": "failed",
    "failed": "failed",
    "expired": "failed",
    "absentsubscriber": "failed",
}
WHY: Mapping[str, str] = {
    "insufficientcredit": CREDIT,
    "insufficientbalance": CREDIT,
    "invalidlinkid": STRANGE,
    "userisinactive": ADDRESS,
    "userdoesnotexist": ADDRESS,
    "usernotprovisioned": ADDRESS,
    "useraccountsuspended": ADDRESS,
    "notnetworksubscriber": ADDRESS,
    "absentsubscriber": ADDRESS,
    "usernotsubscribedtoproduct": ADDRESS,
    "userinblacklist": STOPPED,
    "couldnotroute": ADDRESS,
    "expired": LATE,
}


def events(told: Mapping[str, str]) -> list[Event]:
    """A form that was posted to us. What it is stands in its fields, whichever address it was sent to."""
    if "from" in told and "text" in told:
        return _message(told)
    if "id" in told and "status" in told:
        return _status(told)
    if "phoneNumber" in told and "senderId" in told:
        return _stopped(told)
    raise NotUnderstood("neither a message, nor a delivery report, nor who wants no more")


def fetched(told: Any) -> list[Event]:
    """One message of its inbox. What is not one is passed over: it must not hold up those after it."""
    if not isinstance(told, Mapping):
        return []
    try:
        return _message({str(name): "" if value is None else str(value) for name, value in told.items()})
    except NotUnderstood:
        return []


def _message(told: Mapping[str, str]) -> list[Event]:
    written = told["from"]
    if any(letter.isalpha() for letter in written):  # a shop or an operator, not a phone
        return []
    sender = read.sender(written)
    if not sender:
        raise NotUnderstood("from is no number")
    date = "".join(sign for sign in told.get("date", "") if sign.isdigit())[:14]
    text = told.get("text", "")
    ref = read.name_of(sender, date or told.get("id", ""), text)
    return [Message(ref, sender, read.words(text), read.moment(told.get("date", "")))]


def _status(told: Mapping[str, str]) -> list[Event]:
    ref, state = read.words(told["id"]), STATES.get(told["status"].strip().lower())
    if not ref or state is None:
        raise NotUnderstood("a status nobody knows, or no id")
    if state != "failed":
        return [Status(ref, state)]
    reason = (told.get("failureReason") or told["status"]).strip().lower()
    why = WHY.get(reason, UNKNOWN)
    found: list[Event] = [Status(ref, state, why)]
    phone = read.sender(told.get("phoneNumber", ""))
    if why == STOPPED and phone:
        found.append(Stopped(ref, phone))
    return found


def _stopped(told: Mapping[str, str]) -> list[Event]:
    """No id and no time comes with it. A second one within 7 days is taken for a repeat; it is heard all the
    same, because the next text is then refused (406)."""
    phone = read.sender(told["phoneNumber"])
    if not phone:
        raise NotUnderstood("phoneNumber is no number")
    return [Stopped(read.name_of("stopped", told["senderId"], phone), phone)]
