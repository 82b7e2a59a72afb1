"""What channels that only call have in common: two phones are joined, and no word is carried."""

from __future__ import annotations

from alongside.channels.adapter import Adapter
from alongside.rules.channel import Capabilities, Carried, Outgoing, Setup
from alongside.rules.channel_troubles import STRANGE


class Calls(Adapter):
    """A service that joins two who would like to talk."""

    actions = ("in",)

    def capabilities(self, setup: Setup) -> Capabilities:
        return Capabilities(
            address="phone",
            unit="character",
            longest=0,
            can_begin=False,
            traces=frozenset({"call_log", "operator", "provider"}),
            costs_program=True,
            calls=True,
        )

    def send(self, setup: Setup, outgoing: Outgoing) -> Carried:
        """It carries no words."""
        return Carried("never", STRANGE)
