"""Africa's Talking's calls: the one who pressed the button is rung first; when they pick up we are asked what
to do, and answer: dial the other, from our number.

A call to our number is let go without being answered: it costs nothing, and means "please call me". The
number to dial travels sealed with the request and comes back with the question: nothing is remembered here.
"""

from __future__ import annotations

import base64
import binascii
import json
import secrets
from collections.abc import Mapping
from xml.sax.saxutils import quoteattr

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from alongside.channels import asking, read, refused
from alongside.channels.asking import NoAnswer, NotReached, Said
from alongside.channels.calling import Calls
from alongside.channels.spoken import say_plainly
from alongside.rules.channel import (
    Carried,
    Event,
    Field,
    Joined,
    NotGenuine,
    NotUnderstood,
    Raw,
    Reply,
    Screen,
    Setup,
    Status,
    WantsCall,
)
from alongside.rules.channel_troubles import ADDRESS, CREDIT, SENDER, SILENT, STRANGE, UNKNOWN
from alongside.rules.said import said
from alongside.vault import install

LIVE = "https://voice.africastalking.com"
LASTS_AT_MOST = 3600  # seconds
NONCE = 12
LET_GO = "<Response><Reject/></Response>"
HANG_UP = "<Response/>"
TROUBLES = {  # how it says that it does not ring
    "invalidphonenumber": Carried("never", ADDRESS),
    "destinationnotsupported": Carried("never", ADDRESS),
    "insufficientcredit": Carried("later", CREDIT),
    "insufficientbalance": Carried("later", CREDIT),
    "invalidcallerid": Carried("later", SENDER),
}


class AfricasTalkingCalls(Calls):
    kind = "africastalking_voice"
    title = said("Africa’s Talking (calls)")
    about = said("Rings both who would like to talk. Neither sees the other’s number.")
    fields = (
        Field("username", said("Name of the app (username)"), said("As it stands at Africa’s Talking.")),
        Field("key", said("API key"), said("Made in the settings of that app."), secret=True),
        Field(
            "sender",
            said("Number that calls come from"),
            said("A number of yours at Africa’s Talking that can make calls. Both see this number."),
        ),
        Field("base", "base", needed=False),
    )
    steps = (
        said("At Africa’s Talking, open your app, and make an API key under Settings."),
        said("Under Voice, Phone numbers, choose your number and its action Callback."),
        said("Paste the address below as its callback URL."),
    )

    def verify(self, setup: Setup, raw: Raw) -> None:
        """It signs nothing: who knows the secret address is believed, and what we sealed is opened."""
        if raw.method != "POST":
            raise NotGenuine

    def parse(self, setup: Setup, raw: Raw) -> list[Event]:
        told = read.form(raw.body)
        session = told.get("sessionId", "").strip()
        if not session or told.get("isActive") not in ("0", "1"):
            raise NotUnderstood("no session")
        if _comes_in(told):
            sender = read.sender(told.get("callerNumber", ""))
            return [WantsCall(session, sender)] if sender and told["isActive"] == "1" else []
        wish = _opened(setup, told.get("clientRequestId", ""))
        if wish is None or told["isActive"] == "1":
            return []
        spoke = read.number(told.get("dialDurationInSeconds", "")) > 0
        return [Status(wish["ours"], "delivered" if spoke else "failed", "" if spoke else UNKNOWN)]

    def answer(self, setup: Setup, raw: Raw, events: list[Event], screen: Screen | None) -> Reply:
        told = read.form(raw.body)
        words = HANG_UP
        if told.get("isActive") == "1":
            wish = None if _comes_in(told) else _opened(setup, told.get("clientRequestId", ""))
            words = _dial(setup, wish) if wish else LET_GO
        return Reply(200, words.encode(), "text/xml; charset=utf-8")

    def join(self, setup: Setup, wish: Joined) -> Carried:
        fields = {
            "username": setup.values.get("username", ""),
            "from": setup.values.get("sender", ""),
            "to": wish.first,
            "clientRequestId": _sealed(setup, wish),
        }
        headers = {"apiKey": setup.values.get("key", ""), "Accept": "application/json"}
        base = (setup.values.get("base") or LIVE).rstrip("/")
        try:
            answer = asking.ask("POST", f"{base}/call", fields=fields, headers=headers)
        except NotReached:
            return Carried("later", SILENT)
        except NoAnswer:
            return Carried("unsure", SILENT)
        return _carried(answer)


def _comes_in(told: Mapping[str, str]) -> bool:
    return told.get("direction", "").lower() == "inbound"


def _dial(setup: Setup, wish: Mapping[str, str]) -> str:
    return (
        f"<Response>{say_plainly(wish['said'], wish['language'])}"
        f"<Dial phoneNumbers={quoteattr(wish['to'])} callerId={quoteattr(setup.values.get('sender', ''))}"
        f" maxDuration={quoteattr(str(LASTS_AT_MOST))}/></Response>"
    )


def _sealed(setup: Setup, wish: Joined) -> str:
    """Whom to dial, for nobody's eyes but ours when it comes back."""
    told = {"ours": wish.ours, "to": wish.second, "said": wish.said, "language": wish.language}
    nonce = secrets.token_bytes(NONCE)
    box = nonce + _cipher().encrypt(nonce, json.dumps(told).encode(), _bound_to(setup))
    return base64.urlsafe_b64encode(box).decode().rstrip("=")


def _opened(setup: Setup, token: str) -> dict[str, str] | None:
    """What we sealed; None for anything else."""
    try:
        box = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
        found = json.loads(_cipher().decrypt(box[:NONCE], box[NONCE:], _bound_to(setup)))
    except (InvalidTag, ValueError, binascii.Error):
        return None
    return found if isinstance(found, dict) else None


def _cipher() -> AESGCM:
    return AESGCM(install.derived("call that joins two"))


def _bound_to(setup: Setup) -> bytes:
    return f"gateway {setup.gateway_id}".encode()


def _carried(answer: Said) -> Carried:
    if answer.status not in (200, 201):
        return refused.carried(answer.status)
    told = answer.json()
    status = read.at(told, "entries.0.status").lower()
    if status == "queued":
        return Carried("sent", ref=read.at(told, "entries.0.sessionId"))
    why = "".join(sign for sign in (status or read.at(told, "errorMessage").lower()) if sign.isalnum())
    return TROUBLES.get(why, Carried("later", STRANGE))


CHANNEL = AfricasTalkingCalls()
