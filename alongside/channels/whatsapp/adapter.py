"""WhatsApp Cloud: Meta's webhook in, its Graph API out. Words go freely for 24 hours after theirs; later only
the template that the program had allowed, which says that something waits and nothing else."""

from __future__ import annotations

import hashlib
import hmac
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

from alongside.channels import asking
from alongside.channels.adapter import Adapter
from alongside.channels.asking import NoAnswer, NotReached, Said
from alongside.channels.whatsapp import came_in
from alongside.channels.whatsapp.troubles import means
from alongside.rules.channel import (
    Capabilities,
    Carried,
    Event,
    Field,
    NotGenuine,
    Outgoing,
    Raw,
    Reply,
    Screen,
    Setup,
    TooLarge,
    Voice,
    Wellbeing,
)
from alongside.rules.channel_troubles import SENDER, SILENT, STRANGE, TEMPLATE
from alongside.rules.said import said
from alongside.rules.voice_note import LARGEST, is_larger

GRAPH = "https://graph.facebook.com"
VERSION = "v23.0"
CHALLENGE_AT_MOST = 200  # characters
# Where Meta keeps sounds: our token is sent to no other place, whatever an answer says.
KEPT_AT = (".facebook.com", ".fbsbx.com", ".fbcdn.net", ".whatsapp.net")


class WhatsApp(Adapter):
    kind = "whatsapp"
    title = said("WhatsApp (Meta’s Cloud API)")
    about = said("A number of your own on WhatsApp. Words and voice notes, free for 24 hours after theirs.")
    fields = (
        Field("phone_number_id", said("Phone number ID"), said("In Meta’s app, under WhatsApp, API Setup.")),
        Field(
            "access_token",
            said("Access token"),
            said("One that does not end, with the right whatsapp_business_messaging."),
            secret=True,
        ),
        Field(
            "app_secret", said("App secret"), said("In Meta’s app, under App settings, Basic."), secret=True
        ),
        Field(
            "verify_token",
            said("Verify token"),
            said("Any word you make up. Paste the same word at Meta, beside the address below."),
            secret=True,
        ),
        Field(
            "template",
            said("Template for “You have a note”"),
            said("The name of a template of the kind Utility that says only this, with nothing to fill in."),
            needed=False,
        ),
        Field(
            "template_language",
            said("Its languages at Meta"),
            said("As they stand there, with commas between, the usual one first: en_US, sw."),
            standard="en",
        ),
        Field("version", said("Version of Meta’s interface"), standard=VERSION, needed=False),
        Field("base", "base", needed=False),
    )
    steps = (
        said("In Meta’s app, open WhatsApp, Configuration, and press Edit beside Webhook."),
        said("Paste the address below and your verify token, and press Verify and save."),
        said("Under Webhook fields, subscribe to messages."),
        said("Have a template of the kind Utility allowed that says only “You have a note”."),
    )

    def capabilities(self, setup: Setup) -> Capabilities:
        template = bool(setup.values.get("template"))
        return Capabilities(
            address="whatsapp",
            unit="character",
            longest=4096,
            can_begin=template,
            reply_window=timedelta(hours=24),
            template_outside=template,
            statuses=frozenset({"sent", "delivered", "read", "failed"}),
            voice_at_most=LARGEST,
            traces=frozenset({"handset", "provider", "lock_screen"}),
            costs_program=True,
            per_second=20.0,
        )

    def verify(self, setup: Setup, raw: Raw) -> None:
        """GET: the word that was pasted at Meta. POST: its signature over the body as it came."""
        if raw.method == "GET":
            word = parse_qs(raw.query).get("hub.verify_token", [""])[0]
            expected = setup.values.get("verify_token", "")
            if not expected or not hmac.compare_digest(word.encode(), expected.encode()):
                raise NotGenuine
            return
        secret = setup.values.get("app_secret", "")
        mine = hmac.new(secret.encode(), raw.body, hashlib.sha256).hexdigest()
        theirs = raw.headers.get("x-hub-signature-256", "")
        if not secret or not hmac.compare_digest(f"sha256={mine}".encode(), theirs.encode()):
            raise NotGenuine

    def parse(self, setup: Setup, raw: Raw) -> list[Event]:
        if raw.method == "GET":
            return []
        return came_in.events(raw.body, setup.values.get("phone_number_id", ""))

    def answer(self, setup: Setup, raw: Raw, events: list[Event], screen: Screen | None) -> Reply:
        if raw.method != "GET":
            return Reply()
        asked = parse_qs(raw.query)
        challenge = asked.get("hub.challenge", [""])[0]
        if asked.get("hub.mode", [""])[0] != "subscribe" or len(challenge) > CHALLENGE_AT_MOST:
            return Reply(400)
        return Reply(body=challenge.encode())

    def send(self, setup: Setup, outgoing: Outgoing) -> Carried:
        template = setup.values.get("template", "")
        if not outgoing.in_window and not template:
            return Carried("never", TEMPLATE)
        message: dict[str, Any] = {
            "messaging_product": "whatsapp",
            "recipient_type": "individual",
            **_to(outgoing.to),
            "biz_opaque_callback_data": outgoing.ours,
        }
        if outgoing.in_window:
            message |= {"type": "text", "text": {"body": outgoing.text, "preview_url": False}}
        else:
            code = _language(setup.values.get("template_language", ""), outgoing.language)
            message |= {"type": "template", "template": {"name": template, "language": {"code": code}}}
        try:
            answer = asking.ask("POST", _url(setup, "messages"), json=message, headers=_token(setup))
        except NotReached:
            return Carried("later", SILENT)
        except NoAnswer:
            return Carried("unsure", SILENT)
        return _carried(answer)

    def look(self, setup: Setup) -> Wellbeing:
        """Whether the token opens this number, and how Meta shows it."""
        fields = "display_phone_number,verified_name,quality_rating"
        try:
            answer = asking.ask("GET", _url(setup), fields={"fields": fields}, headers=_token(setup))
        except asking.Trouble:
            return Wellbeing(trouble=SILENT)
        told = answer.json()
        if answer.status == 200 and isinstance(told, dict) and told.get("display_phone_number"):
            number, quality = str(told["display_phone_number"]), str(told.get("quality_rating", ""))
            return Wellbeing(facts={"shown": number, "quality": quality.lower()})
        how, trouble = means(_code(told), answer.status)
        return Wellbeing(trouble=SENDER if how == "never" else trouble)

    def fetch(self, setup: Setup, voice: Voice) -> bytes:
        """Asks where the sound is kept (for five minutes), then for the sound."""
        headers = _token(setup)
        found = asking.ask("GET", _base(setup) + voice.ref, headers=headers)
        told = found.json()
        url = str(told.get("url", "")) if found.status == 200 and isinstance(told, dict) else ""
        if not url or not _is_theirs(url, setup):
            raise NoAnswer
        if is_larger(told.get("file_size")):
            raise TooLarge
        sound = asking.ask("GET", url, headers=headers, at_most=LARGEST)
        if sound.status != 200:
            raise NoAnswer
        return sound.body


def _language(told: str, spoken: str) -> str:
    """Of the languages in which Meta has the template: the reader's own, else the first."""
    there = [each.strip() for each in told.split(",") if each.strip()] or ["en"]
    theirs = spoken.partition("-")[0]
    return next((each for each in there if each.partition("_")[0] == theirs), there[0])


def _to(address: str) -> dict[str, str]:
    """A number goes in `to`. An id goes in `recipient`: in `to` it would be taken and silently dropped."""
    return {"to": address.removeprefix("+")} if address.startswith("+") else {"recipient": address}


def _carried(answer: Said) -> Carried:
    told = answer.json()
    if answer.status == 200:
        try:
            return Carried("sent", ref=str(told["messages"][0]["id"]))
        except (KeyError, IndexError, TypeError):
            return Carried("unsure", STRANGE)
    how, trouble = means(_code(told), answer.status)
    return Carried(how, trouble)


def _code(told: Any) -> Any:
    error = told.get("error") if isinstance(told, dict) else None
    return error.get("code") if isinstance(error, dict) else None


def _base(setup: Setup) -> str:
    base = (setup.values.get("base") or GRAPH).rstrip("/")
    return f"{base}/{setup.values.get('version') or VERSION}/"


def _url(setup: Setup, what: str = "") -> str:
    return _base(setup) + setup.values.get("phone_number_id", "") + (f"/{what}" if what else "")


def _token(setup: Setup) -> dict[str, str]:
    return {"Authorization": f"Bearer {setup.values.get('access_token', '')}"}


def _is_theirs(url: str, setup: Setup) -> bool:
    parts, base = urlsplit(url), urlsplit(setup.values.get("base") or GRAPH)
    if (parts.scheme, parts.netloc) == (base.scheme, base.netloc):
        return True
    return parts.scheme == "https" and (parts.hostname or "").endswith(KEPT_AT)


CHANNEL = WhatsApp()
