"""What USSD channels share: a key as one event, and the two kinds of answer most gateways know."""

from __future__ import annotations

from alongside.channels.adapter import Adapter
from alongside.rules.channel import (
    Capabilities,
    Carried,
    Event,
    NotUnderstood,
    Outgoing,
    Pressed,
    Raw,
    Reply,
    Screen,
    Setup,
)
from alongside.rules.channel_troubles import WINDOW

BETWEEN = "*"  # stands between keys where a gateway tells all that was typed


class Dials(Adapter):
    """A channel on which nothing is ever pushed: a phone asks, and the answer is the next screen."""

    def capabilities(self, setup: Setup) -> Capabilities:
        return Capabilities(
            address="phone",
            unit="character",
            longest=160,
            can_begin=False,
            answers_at_once=True,
            traces=frozenset({"call_log", "operator", "provider"}),
            costs_program=True,
            costs_person=True,
        )

    def answer(self, setup: Setup, raw: Raw, events: list[Event], screen: Screen | None) -> Reply:
        """CON where the session goes on, END where it is over."""
        if not any(isinstance(event, Pressed) for event in events):
            return Reply()
        words, more = (screen.words, screen.more) if screen else ("", False)
        return Reply(body=f"{'CON' if more else 'END'} {words}".encode())

    def send(self, setup: Setup, outgoing: Outgoing) -> Carried:
        return Carried("never", WINDOW)


def pressed(session: str, sender: str, so_far: str) -> Pressed:
    """From all that was typed so far. What stands behind the last sign is what was typed now, unless words
    hold that sign themselves: who knows what was typed before takes the rest (flows.phone_is_dialled)."""
    if not session or not sender:
        raise NotUnderstood("no session, or no number")
    if not so_far:
        return Pressed(session, sender, None)
    return Pressed(session, sender, so_far.rpartition(BETWEEN)[2], so_far)
