"""What a gateway tells, read by the names its coordinator set down."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from base64 import b64encode
from collections.abc import Callable, Mapping
from ipaddress import ip_address, ip_network
from typing import Any

from alongside.channels import read
from alongside.channels.http import written
from alongside.rules.channel import Event, Message, NotGenuine, NotUnderstood, Raw, Setup, State, Status
from alongside.rules.channel_troubles import UNKNOWN

Find = Callable[[str], str]  # a field by its name

# Words that many gateways use, where nothing else is set down.
USUAL: Mapping[str, State] = {
    **dict.fromkeys(("sent", "submitted", "submit", "accepted", "acceptd", "buffered", "enroute"), "sent"),
    **dict.fromkeys(("delivered", "delivrd", "success", "delivery_success"), "delivered"),
    **dict.fromkeys(("failed", "undelivered", "undeliv", "undeliverable", "error"), "failed"),
    **dict.fromkeys(("rejected", "rejectd", "expired", "deleted", "blocked"), "failed"),
}
AT_ONCE = 1000  # of a list
SOON: frozenset[str] = frozenset({"queued", "pending", "scheduled", "processing", "unknown"})


def verify(setup: Setup, raw: Raw) -> None:
    """By the secret that was agreed on, and by where it came from, if either was."""
    values = setup.values
    if raw.method != values.get("in_method", "POST"):
        raise NotGenuine
    allowed = values.get("in_addresses", "")
    if allowed.strip() and not _is_from(raw.address, allowed):
        raise NotGenuine
    check, secret = values.get("check", "path"), values.get("check_secret", "")
    if check == "path":
        return
    told = _told_secret(setup, raw, check).encode("utf-8", "replace")
    if not secret or not any(hmac.compare_digest(told, each) for each in _wanted(secret, raw, check)):
        raise NotGenuine


def events(setup: Setup, raw: Raw) -> list[Event]:
    """One or, where a gateway tells a list, several."""
    finders = _finders(raw, setup.values.get("in_list", ""))
    return [event for find in finders for event in _events(setup.values, raw, find)]


def _events(values: Mapping[str, str], raw: Raw, find: Find) -> list[Event]:
    """A report where its status stands, else a message."""
    state = find(_name(values, "status_state", "status"))
    ref = find(_name(values, "status_id", "id"))
    if state and (raw.action == "status" or not find(_name(values, "in_text", "text"))):
        return _status(values, read.words(_ours(raw) or ref), state)
    return [_message(values, find)]


def _message(values: Mapping[str, str], find: Find) -> Message:
    sender = read.sender(find(_name(values, "in_sender", "from")), values.get("country", ""))
    text, time = find(_name(values, "in_text", "text")), find(values.get("in_time", ""))
    if not sender:
        raise NotUnderstood("no number where the sender should stand")
    ref = read.words(find(_name(values, "in_id", "id")))
    if not ref:  # nothing that knows a repeat: better said twice than taken for one
        ref = read.name_of(sender, time, text) if time else secrets.token_hex(16)
    return Message(ref, sender, read.words(text), read.moment(time))


def _status(values: Mapping[str, str], ref: str, state: str) -> list[Event]:
    known = {word.lower(): meant for word, meant in written.lines(values.get("status_map", "")).items()}
    word = state.strip().lower()
    if not ref or not word:
        raise NotUnderstood("a report without an id, or without a status")
    meant = known.get(word) or USUAL.get(word, "")
    match meant:
        case "sent" | "delivered" | "read":
            return [Status(ref, meant)]
        case "failed":
            return [Status(ref, "failed", UNKNOWN)]
    if word in SOON or meant == "nothing":
        return []
    raise NotUnderstood("a status that is not set down")


def _finders(raw: Raw, where: str = "") -> list[Find]:
    """Where a field is: in JSON by its place, in a form, or in the address. One for each that was told."""
    query = read.form(raw.query.encode("latin-1", "replace"))
    if "json" not in raw.headers.get("content-type", ""):
        fields = {**query, **read.form(raw.body)}
        return [lambda name: fields.get(name, "")]
    told = read.json_of(raw.body)
    several = read.place(told, where) if where else [told]
    if not isinstance(several, list) or len(several) > AT_ONCE:
        raise NotUnderstood("no list where it should stand, or a very long one")
    return [_in_json(each, query) for each in several]


def _in_json(told: Any, query: Mapping[str, str]) -> Find:
    return lambda name: (read.at(told, name) or query.get(name, "")) if name else ""


def _told_secret(setup: Setup, raw: Raw, check: str) -> str:
    name = setup.values.get("check_name", "")
    if check == "field":
        try:
            return _finders(raw)[0](name)
        except NotUnderstood:
            return ""
    return raw.headers.get(name.lower(), "") if name else ""


def _wanted(secret: str, raw: Raw, check: str) -> list[bytes]:
    """What may be told. A digest of the body is written in one of these ways."""
    if check != "hmac":
        return [secret.encode()]
    digest = hmac.new(secret.encode(), raw.body, hashlib.sha256)
    hexed, coded = digest.hexdigest().encode(), b64encode(digest.digest())
    return [hexed, b"sha256=" + hexed, coded]


def _is_from(address: str, allowed: str) -> bool:
    """`allowed`: addresses or ranges, with commas between. One that cannot be read lets nobody in.

    Of IPv6 the first half counts: no more of it is known here (run.bridge).
    """
    try:
        came_from = ip_address(address)
        ranges = [ip_network(each.strip(), strict=False) for each in allowed.split(",")]
    except ValueError:
        return False
    wide = [
        each.supernet(new_prefix=64) if each.version == 6 and each.prefixlen > 64 else each for each in ranges
    ]
    return any(came_from in each for each in wide)


def _ours(raw: Raw) -> str:
    """Our own name for the text, where it stood in the address that reports are sent to."""
    return read.form(raw.query.encode("latin-1", "replace")).get("ours", "")


def _name(values: Mapping[str, str], field: str, standard: str) -> str:
    return values.get(field) or standard
