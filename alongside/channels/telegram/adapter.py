"""Telegram's Bot API: told by webhook, or asked by long polling where this computer has no public address."""

from __future__ import annotations

import hashlib
import hmac
import json
from contextlib import suppress
from typing import Any
from urllib.parse import quote

from alongside.channels import asking
from alongside.channels.adapter import Adapter
from alongside.channels.asking import NoAnswer, NotReached, Said
from alongside.channels.telegram import came_in
from alongside.rules.channel import (
    Capabilities,
    Carried,
    Event,
    Field,
    NotGenuine,
    NotUnderstood,
    Outgoing,
    Raw,
    Setup,
    TooLarge,
    Voice,
    Wellbeing,
)
from alongside.rules.channel_troubles import ADDRESS, REFUSED, SILENT, STOPPED, STRANGE, TOO_FAST
from alongside.rules.said import said
from alongside.rules.voice_note import LARGEST, is_larger

API = "https://api.telegram.org"
WAITS = 25  # seconds that Telegram holds a question open until something comes
AT_ONCE = 100  # updates in one answer
POLLING, WEBHOOK = "polling", "webhook"


class Telegram(Adapter):
    kind = "telegram"
    title = said("Telegram (a bot)")
    about = said("A bot of your own on Telegram. It costs nothing, and works without a public address.")
    fields = (
        Field(
            "token", said("The bot’s token"), said("@BotFather in Telegram gives it: /newbot."), secret=True
        ),
        Field(
            "way",
            said("How we hear of messages"),
            said("Asking works everywhere, also behind a satellite link. Being told needs a public address."),
            standard=POLLING,
            choices=(
                (POLLING, said("We ask Telegram, again and again")),
                (WEBHOOK, said("Telegram tells us")),
            ),
        ),
        Field("base", "base", needed=False),
    )
    steps = (
        said("In Telegram, write /newbot to @BotFather. Choose a name that tells nothing."),
        said("Paste the token it gives you here. There is nothing to paste there."),
        said("Switch off groups with /setjoingroups: people talk to the bot alone."),
        said("People begin by opening the bot and pressing Start."),
    )
    polls = True
    pasted = False

    def capabilities(self, setup: Setup) -> Capabilities:
        return Capabilities(
            address="telegram",
            unit="character",
            longest=4096,
            can_begin=False,
            voice_at_most=LARGEST,
            traces=frozenset({"handset", "provider", "lock_screen"}),
            per_second=20.0,
        )

    def verify(self, setup: Setup, raw: Raw) -> None:
        told = raw.headers.get("x-telegram-bot-api-secret-token", "")
        if not setup.values.get("token") or not hmac.compare_digest(told.encode(), secret(setup).encode()):
            raise NotGenuine

    def parse(self, setup: Setup, raw: Raw) -> list[Event]:
        try:
            return came_in.events(json.loads(raw.body))
        except (ValueError, RecursionError):
            raise NotUnderstood("not JSON") from None

    def send(self, setup: Setup, outgoing: Outgoing) -> Carried:
        """Without any marking up: what a person wrote stays as it is. It cannot be passed on from there."""
        message = {
            "chat_id": outgoing.to,
            "text": outgoing.text,
            "link_preview_options": {"is_disabled": True},
            "protect_content": True,
        }
        try:
            return _carried(_call(setup, "sendMessage", message))
        except NotReached:
            return Carried("later", SILENT)
        except NoAnswer:
            return Carried("unsure", SILENT)

    def look(self, setup: Setup) -> Wellbeing:
        """Whether the token opens the bot. Telegram is told where to send what comes, or to send nothing."""
        try:
            me = _call(setup, "getMe", {})
            if me.status != 200:
                return Wellbeing(trouble=_carried(me).trouble)
            name = str(_result(me).get("username", ""))
            return Wellbeing(trouble=_settled(setup), facts={"shown": f"@{name}"} if name else {})
        except asking.Trouble:
            return Wellbeing(trouble=SILENT)

    def catch_up(self, setup: Setup, since: str) -> tuple[list[Event], str]:
        """What came after update `since`. Asking with its number lets go of all before it."""
        if setup.values.get("way", POLLING) != POLLING:
            return [], since
        asked: dict[str, Any] = {"timeout": WAITS, "limit": AT_ONCE, "allowed_updates": list(came_in.HEARD)}
        if since.isdigit():
            asked["offset"] = int(since) + 1
        answer = _call(setup, "getUpdates", asked, seconds=WAITS + 10)
        if answer.status == 409:  # it still tells another address: taken away, so that the next asking hears
            _call(setup, "deleteWebhook", {})
        if answer.status != 200:
            raise NotReached
        return _read(answer, since)

    def fetch(self, setup: Setup, voice: Voice) -> bytes:
        """Asks where the sound is kept (for an hour), then for the sound."""
        if is_larger(voice.size):
            raise TooLarge
        found = _result(_call(setup, "getFile", {"file_id": voice.ref}))
        path = str(found.get("file_path", ""))
        if not path:
            raise NoAnswer
        if is_larger(found.get("file_size")):
            raise TooLarge
        url = f"{_base(setup)}/file/bot{_token(setup)}/{quote(path)}"
        sound = asking.ask("GET", url, at_most=LARGEST)
        if sound.status != 200:
            raise NoAnswer
        return sound.body


def secret(setup: Setup) -> str:
    """What Telegram says with each update, so that we know it is Telegram. Nobody has to make one up."""
    return hmac.new(_token(setup).encode(), setup.path.encode(), hashlib.sha256).hexdigest()


def _settled(setup: Setup) -> str:
    """Telegram sends what comes to our address, or nowhere; what is wrong with that, or nothing."""
    told = _result(_call(setup, "getWebhookInfo", {}))
    wanted = setup.url("in") if setup.values.get("way") == WEBHOOK else ""
    if told.get("url", "") == wanted:
        return SILENT if wanted and told.get("last_error_date") and told.get("pending_update_count") else ""
    if not wanted:
        return _carried(_call(setup, "deleteWebhook", {})).trouble
    asked = {"url": wanted, "secret_token": secret(setup), "allowed_updates": list(came_in.HEARD)}
    answer = _call(setup, "setWebhook", asked)
    return ADDRESS if answer.status == 400 else _carried(answer).trouble


def _read(answer: Said, since: str) -> tuple[list[Event], str]:
    """One update that we cannot read does not hold up those after it."""
    events: list[Event] = []
    updates = answer.json().get("result")
    for update in updates if isinstance(updates, list) else []:
        with suppress(NotUnderstood):
            events.extend(came_in.events(update))
        if isinstance(update, dict) and isinstance(update.get("update_id"), int):
            since = str(update["update_id"])
    return events, since


def _carried(answer: Said) -> Carried:
    told = answer.json()
    if answer.status == 200:
        number = _result(answer).get("message_id", "")
        chat = (_result(answer).get("chat") or {}).get("id", "")
        return Carried("sent", ref=f"{chat} {number}".strip())
    why = str(told.get("description", "")) if isinstance(told, dict) else ""
    match answer.status:
        case 401 | 404:
            return Carried("later", REFUSED)
        case 403:  # blocked, deactivated, or they never pressed Start
            return Carried("stopped", STOPPED)
        case 429:
            return Carried("slower", TOO_FAST)
        case 400:
            return Carried("never", ADDRESS if "chat not found" in why else STRANGE)
    return Carried("later", SILENT) if answer.status >= 500 else Carried("never", STRANGE)


def _call(setup: Setup, method: str, told: dict[str, Any], seconds: float = asking.SECONDS) -> Said:
    return asking.ask("POST", f"{_base(setup)}/bot{_token(setup)}/{method}", json=told, seconds=seconds)


def _result(answer: Said) -> dict[str, Any]:
    told = answer.json()
    found = told.get("result") if isinstance(told, dict) else None
    return found if isinstance(found, dict) else {}


def _base(setup: Setup) -> str:
    return (setup.values.get("base") or API).rstrip("/")


def _token(setup: Setup) -> str:
    return setup.values.get("token", "")


CHANNEL = Telegram()
