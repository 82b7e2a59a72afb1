"""What Meta's webhook says, as plain events. Many messages and reports may come in one request.

Who somebody is: the id that Meta gave them for this program (a BSUID), where it is told; else their number.
Somebody known by number is moved to the id as soon as both are told together, so that a person who takes
a user name and hides the number stays the same person. Never the user name, and never the profile's name.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from alongside.channels.whatsapp.troubles import means
from alongside.rules.channel import (
    Event,
    Message,
    Moved,
    NotUnderstood,
    Started,
    State,
    Status,
    Stopped,
    Voice,
    WantsCall,
)

STATES: Mapping[str, State] = {
    "sent": "sent",
    "delivered": "delivered",
    "read": "read",
    "played": "read",
    "failed": "failed",
}
UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError)
NOT_WORDS = ("reaction", "request_welcome", "edit", "revoke", "ephemeral")  # none of these says anything new


def events(body: bytes, phone_number_id: str) -> list[Event]:
    """Every event of one request for this number, in order. Another number of the same account: none.

    What cannot be read holds up nothing else: it would come again and again for a week, and never be better.
    """
    found: list[Event | None] = []
    try:
        for entry in _list(json.loads(body)["entry"]):
            for change in _list(entry["changes"]):
                found.extend(_change(change.get("field", ""), change["value"], phone_number_id))
    except UNREADABLE:
        raise NotUnderstood("entry, changes or value is missing") from None
    understood = [each for each in found if each is not None]
    if found and not understood:
        raise NotUnderstood("nothing in it can be read")
    return understood


def _change(field: str, value: dict[str, Any], phone_number_id: str) -> Iterator[Event | None]:
    """The events of one change; None for each thing in it that cannot be read."""
    if str(value.get("metadata", {}).get("phone_number_id", phone_number_id)) != phone_number_id:
        return
    names = _names(value)
    match field:
        case "messages":
            yield from _each(value.get("messages"), lambda told: _message(told, names))
            yield from _each(value.get("statuses"), _status)
        case "user_preferences":
            yield from _each(value.get("user_preferences"), _preference)
        case "user_id_update":
            yield from _each(
                value.get("user_id_update"),
                lambda told: _moved(told["user_id"].get("previous"), told["user_id"].get("current")),
            )
        case "calls":
            yield from _each(value.get("calls"), _call)


def _each(told: Any, read: Callable[[Any], Iterator[Event]]) -> Iterator[Event | None]:
    for each in _list(told):
        try:
            yield from list(read(each))
        except UNREADABLE:
            yield None


def _call(told: dict[str, Any]) -> Iterator[Event]:
    if told.get("event") == "connect" and told.get("direction") == "USER_INITIATED":
        yield WantsCall(str(told["id"]), _who(told))


def _message(told: dict[str, Any], names: dict[str, str]) -> Iterator[Event]:
    """A message of theirs, after their move where Meta tells both their number and their id."""
    kind = told.get("type")
    if told.get("group_id") or kind in NOT_WORDS:
        return
    if kind == "system":
        yield from _system(told)
        return
    ref, sender = str(told["id"]), _who(told)
    yield from _moved(_number(told.get("from")), told.get("from_user_id"))
    text, voice = _words(told, str(kind))
    at = _moment(told.get("timestamp"))
    called = names.get(str(told.get("from_user_id"))) or names.get(str(told.get("from"))) or ""
    attached = kind in ("image", "video", "document")
    yield Message(ref, sender, text, at=at, voice=voice, called=called, attached=attached)


def _words(told: dict[str, Any], kind: str) -> tuple[str, Voice | None]:
    """What was said. Nothing at all is something we cannot pass on: a picture, a place, a sticker."""
    content = told.get(kind) or {}
    match kind:
        case "text":
            return str(content["body"]), None
        case "button":
            return str(content.get("text", "")), None
        case "interactive":
            pressed = content.get("button_reply") or content.get("list_reply") or {}
            return str(pressed.get("title", "")), None
        case "audio" | "voice":
            return "", Voice(str(content["id"]), str(content.get("mime_type", "")))
    return str(content.get("caption", "")), None


def _system(told: dict[str, Any]) -> Iterator[Event]:
    """Somebody has another number, or another id."""
    news = told.get("system") or {}
    if news.get("type") in ("user_changed_number", "customer_changed_number"):
        to = news.get("user_id") or _number(news.get("wa_id") or news.get("new_wa_id"))
        yield from _moved(_number(told.get("from")), to)
        yield from _moved(told.get("from_user_id"), news.get("user_id"))
    elif news.get("type") == "user_changed_user_id":
        before = news.get("previous_user_id") or told.get("from_user_id")
        yield from _moved(before, news.get("user_id"))
        yield from _moved(_number(told.get("from")), news.get("user_id"))


def _status(told: dict[str, Any]) -> Iterator[Event]:
    """What became of a text. `biz_opaque_callback_data` is our own name for it, handed over with it."""
    state = STATES.get(str(told.get("status")))
    if state is None:
        return
    ref = str(told.get("biz_opaque_callback_data") or told["id"])
    errors = _list(told.get("errors"))
    failed = state == "failed" and errors
    yield Status(ref, state, means(errors[0].get("code"))[1] if failed else "")


def _preference(told: dict[str, Any]) -> Iterator[Event]:
    """They chose "Stop" or "Resume" on our page in WhatsApp."""
    ref = f"{told.get('timestamp', '')} {told.get('value', '')} {_who(told, 'wa_id', 'user_id')}"
    if told.get("value") == "stop":
        yield Stopped(ref, _who(told, "wa_id", "user_id"))
    elif told.get("value") == "resume":
        yield Started(ref, _who(told, "wa_id", "user_id"))


def _moved(before: Any, after: Any) -> Iterator[Event]:
    """The same for every time both are told: kept once for as long as repeats are known."""
    if before and after and str(before) != str(after):
        yield Moved(f"{before} {after}", str(before), str(after))


def _who(told: dict[str, Any], number: str = "from", user: str = "from_user_id") -> str:
    sender = told.get(user) or _number(told.get(number))
    if not sender:
        raise KeyError(number)
    return str(sender)


def _number(told: Any) -> str:
    """+254... as everywhere here; Meta leaves the plus out."""
    return f"+{told}" if told and str(told).isdigit() else ""


def _names(value: dict[str, Any]) -> dict[str, str]:
    """What each calls themselves, by number and by id."""
    found: dict[str, str] = {}
    for contact in _list(value.get("contacts")):
        name = str((contact.get("profile") or {}).get("name", ""))
        for key in (contact.get("wa_id"), contact.get("user_id")):
            if key:
                found[str(key)] = name
    return found


def _moment(told: Any) -> datetime | None:
    digits = str(told or "")
    if not digits.isdigit() or len(digits) > 11:
        return None
    return datetime.fromtimestamp(int(digits), UTC)


def _list(told: Any) -> list[Any]:
    if told is None:
        return []
    if not isinstance(told, list):
        raise TypeError
    return told
