"""A chat that is only tried: what comes in is made on this computer, and what goes out goes nowhere. The demo
has one that is as WhatsApp is, and one as Telegram."""

from __future__ import annotations

from datetime import timedelta

from alongside.channels import read
from alongside.channels.adapter import Adapter
from alongside.channels.trial_chat.tune import tune
from alongside.rules.channel import (
    Address,
    Capabilities,
    Carried,
    Event,
    Field,
    Message,
    NotUnderstood,
    Outgoing,
    Raw,
    Setup,
    Voice,
)
from alongside.rules.said import said
from alongside.rules.voice_note import LARGEST

TELEGRAM, WHATSAPP = "telegram", "whatsapp"
TUNE = Voice("tune", "audio/wav", seconds=5)


class TrialChat(Adapter):
    kind = "trial_chat"
    title = said("Trial chats")
    about = said("A chat as WhatsApp or Telegram is. Nothing leaves this computer, and nothing costs.")
    fields = (
        Field(
            "like",
            said("As which chat"),
            standard=TELEGRAM,
            choices=((TELEGRAM, "Telegram"), (WHATSAPP, "WhatsApp")),
        ),
    )
    steps = (said("There is nothing to do elsewhere. The people of the demo write by it."),)
    pasted = False
    only_tried = True

    def capabilities(self, setup: Setup) -> Capabilities:
        like = setup.values.get("like", TELEGRAM)
        address: Address = "whatsapp" if like == WHATSAPP else "telegram"
        return Capabilities(
            address=address,
            unit="character",
            longest=4096,
            can_begin=like == WHATSAPP,
            reply_window=timedelta(hours=24) if like == WHATSAPP else None,
            template_outside=like == WHATSAPP,
            tells_taken=True,
            voice_at_most=LARGEST,
            traces=frozenset({"handset", "lock_screen"}),
            per_second=50.0,
        )

    def verify(self, setup: Setup, raw: Raw) -> None:
        """Who knows the secret address is believed, and it stands on no page."""

    def parse(self, setup: Setup, raw: Raw) -> list[Event]:
        told = read.form(raw.body)
        who, ref = told.get("who", "").strip(), told.get("id", "").strip()
        if not who or not ref:
            raise NotUnderstood("nobody, or no id")
        voice = TUNE if told.get("voice") else None
        return [Message(ref, who, read.words(told.get("text", "")), voice=voice)]

    def send(self, setup: Setup, outgoing: Outgoing) -> Carried:
        return Carried("sent", ref=outgoing.ours)

    def taken(self, setup: Setup, outgoing: Outgoing) -> Carried | None:
        return Carried("sent", ref=outgoing.ours)

    def fetch(self, setup: Setup, voice: Voice) -> bytes:
        return tune()


CHANNEL = TrialChat()
