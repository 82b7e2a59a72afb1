"""Phones that are only tried: what a coordinator types on a page comes in as from a gateway, and what goes
out goes nowhere. It is how the house is seen by SMS and USSD before any provider is paid."""

from __future__ import annotations

from alongside.channels import read
from alongside.channels.dialled import Dials, pressed
from alongside.rules.channel import (
    Capabilities,
    Carried,
    Event,
    Message,
    NotUnderstood,
    Outgoing,
    Raw,
    Setup,
)
from alongside.rules.said import said

PER_SECOND = 50.0


class Trial(Dials):
    kind = "trial"
    title = said("Trial phones")
    about = said("SMS and USSD on a page of this desk. Nothing leaves this computer, and nothing costs.")
    steps = (said("There is nothing to do elsewhere. Open the trial phones, and write or dial."),)
    actions = ("in", "ussd")
    pasted = False
    only_tried = True

    def capabilities(self, setup: Setup) -> Capabilities:
        """What an SMS gateway can: the phone it stands for does not know that it is only tried."""
        return Capabilities(
            address="phone",
            unit="segment",
            longest=8,
            tells_taken=True,
            traces=frozenset({"handset", "lock_screen"}),
            per_second=PER_SECOND,
        )

    def verify(self, setup: Setup, raw: Raw) -> None:
        """Who knows the secret address is believed, and it stands on no page."""

    def parse(self, setup: Setup, raw: Raw) -> list[Event]:
        told = read.form(raw.body)
        sender = read.sender(told.get("phone", ""))
        if raw.action == "ussd":
            return [pressed(told.get("session", ""), sender, read.words(told.get("text", "")))]
        ref = told.get("id", "").strip()
        if not sender or not ref:
            raise NotUnderstood("no number, or no id")
        return [Message(ref, sender, read.words(told.get("text", "")))]

    def send(self, setup: Setup, outgoing: Outgoing) -> Carried:
        return Carried("sent", ref=outgoing.ours)

    def taken(self, setup: Setup, outgoing: Outgoing) -> Carried | None:
        return Carried("sent", ref=outgoing.ours)


CHANNEL = Trial()
