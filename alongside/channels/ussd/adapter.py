"""Any USSD gateway over HTTP: what it sends is found by its own names, and answered the way it wants."""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping

from alongside.channels import read
from alongside.channels.dialled import BETWEEN, Dials, pressed
from alongside.channels.ussd.fields import FIELDS
from alongside.rules.channel import (
    Event,
    HungUp,
    NotGenuine,
    NotUnderstood,
    Pressed,
    Raw,
    Reply,
    Screen,
    Setup,
)
from alongside.rules.said import said


class AnyUssd(Dials):
    kind = "ussd"
    title = said("Any USSD gateway")
    about = said("A local company’s code that people dial, set up by the names its description tells.")
    steps = (
        said("Ask your gateway for its description of USSD, and fill in the names it uses."),
        said("Where it asks for the address of your service, paste the address below."),
        said("If it comes from addresses that do not change, write them down here."),
    )
    fields = FIELDS

    def verify(self, setup: Setup, raw: Raw) -> None:
        """By a key it sends, by where it comes from, or else by the secret address alone."""
        wanted, name = setup.values.get("key", ""), setup.values.get("key_name", "")
        if wanted and name:
            sent = raw.headers.get(name.lower()) or _told(raw).get(name, "")
            if not hmac.compare_digest(sent.encode(), wanted.encode()):
                raise NotGenuine
        known = setup.values.get("from_addresses", "").replace(",", " ").split()
        if known and raw.address not in known:
            raise NotGenuine

    def parse(self, setup: Setup, raw: Raw) -> list[Event]:
        told = _told(raw)
        session = told.get(_named(setup, "in_session"), "").strip()
        sender = read.sender(told.get(_named(setup, "in_phone"), ""), setup.values.get("country", ""))
        if not session or not sender:
            raise NotUnderstood("no session, or no number")
        state = told.get(setup.values.get("in_state", ""), "").strip().lower()
        if state and state == _named(setup, "in_ends").lower():
            return [HungUp(session, sender)]
        typed = _typed(setup, read.words(told.get(_named(setup, "in_text"), "")))
        if state and state == _named(setup, "in_begins").lower():
            return [Pressed(session, sender, None)]
        if _named(setup, "in_how") == "all":
            return [pressed(session, sender, typed)]
        if not state and not typed:
            return [Pressed(session, sender, None)]
        return [Pressed(session, sender, typed)]

    def answer(self, setup: Setup, raw: Raw, events: list[Event], screen: Screen | None) -> Reply:
        if _named(setup, "out_how") != "json" or not any(isinstance(event, Pressed) for event in events):
            return super().answer(setup, raw, events, screen)
        words, more = (screen.words, screen.more) if screen else ("", False)
        came, wanted = _told(raw), setup.values.get("out_echo", "").replace(",", " ").split()
        body = {
            **{name: came.get(name, "") for name in wanted},
            **_lines(setup.values.get("out_more" if more else "out_end", "")),
            _named(setup, "out_words"): words,
        }
        return Reply(body=json.dumps(body, ensure_ascii=False).encode(), kind="application/json")


def _told(raw: Raw) -> Mapping[str, str]:
    """What stands in its address, its form or its JSON: whichever it uses."""
    told = read.form(raw.query.encode("latin-1", "replace"))
    if raw.body.lstrip()[:1] == b"{":
        body = read.json_of(raw.body)
        found = {name: str(value) for name, value in body.items() if isinstance(value, str | int)}
        return {**told, **found}
    return {**told, **read.form(raw.body)} if raw.body else told


def _typed(setup: Setup, text: str) -> str:
    """Some tell the whole code that was dialled, *384*12# or *384*12*1#, at the first screen; then what
    stands behind the code was typed."""
    code = setup.values.get("code", "").strip().rstrip("#")
    if text.startswith(BETWEEN) and text.endswith("#"):
        text = text[:-1].removeprefix(code) if code else ""
    return text.removeprefix(BETWEEN)


def _named(setup: Setup, name: str) -> str:
    """What was set down; else what most gateways have."""
    return setup.values.get(name, "") or next(each.standard for each in FIELDS if each.name == name)


def _lines(told: str) -> dict[str, str | int]:
    """ "a=b" in each line; a number is a number."""
    pairs = [line.partition("=") for line in told.splitlines() if "=" in line]
    return {
        name.strip(): int(value) if value.strip().isascii() and value.strip().isdigit() else value.strip()
        for name, _, value in pairs
    }


CHANNEL = AnyUssd()
