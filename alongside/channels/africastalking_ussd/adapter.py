"""Africa's Talking: USSD. It tells all that was typed so far, and when a session is over."""

from __future__ import annotations

from alongside.channels import read
from alongside.channels.dialled import Dials, pressed
from alongside.rules.channel import Event, Field, HungUp, NotGenuine, NotUnderstood, Raw, Setup
from alongside.rules.said import said

ENDED = ("durationInMillis", "hopsCount", "lastAppResponse")  # only the report of an end has one of these


class AfricasTalkingUssd(Dials):
    kind = "africastalking_ussd"
    title = said("Africa’s Talking (USSD)")
    about = said("A code such as *384*12# that any phone can dial. No message stays on the phone.")
    fields = (Field("code", said("The code people dial"), said("For example *384*12#"), needed=False),)
    steps = (
        said("At Africa’s Talking, open your app, and ask for a USSD code under USSD, Service codes."),
        said("Under USSD, Callback URLs, paste the first address as the callback URL."),
        said("Paste the second address as the events URL."),
    )
    actions = ("in", "ended")

    def verify(self, setup: Setup, raw: Raw) -> None:
        """It signs nothing: who knows the secret address is believed."""
        if raw.method != "POST":
            raise NotGenuine

    def parse(self, setup: Setup, raw: Raw) -> list[Event]:
        told = read.form(raw.body)
        session, sender = told.get("sessionId", ""), read.sender(told.get("phoneNumber", ""))
        if any(name in told for name in ENDED):
            if not session or not sender:
                raise NotUnderstood("no session, or no number")
            return [HungUp(session, sender)]
        if "text" not in told:
            raise NotUnderstood("no text")
        return [pressed(session, sender, read.words(told["text"]))]


CHANNEL = AfricasTalkingUssd()
