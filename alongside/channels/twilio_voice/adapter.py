"""Twilio's calls: the one who pressed the button is rung first, then the other is dialled from our number.

A call to our number is let go without being answered: it costs nothing, and means "please call me". What is
to be done goes along with the request, so nothing has to be remembered here.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from alongside.channels import asking, read
from alongside.channels.asking import NoAnswer, NotReached, Said
from alongside.channels.calling import Calls
from alongside.channels.spoken import say
from alongside.channels.twilio import signature, troubles
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
    State,
    Status,
    WantsCall,
    Wellbeing,
)
from alongside.rules.channel_troubles import ADDRESS, SILENT, STRANGE, UNKNOWN
from alongside.rules.said import said

API = "https://api.twilio.com"
RINGS_FOR = 25  # seconds: before a voice mail of theirs picks up
LASTS_AT_MOST = 3600  # seconds
IN_VAIN = frozenset({"busy", "no-answer", "failed", "canceled"})
LET_GO = b'<Response><Reject reason="busy"/></Response>'
NOTHING = b"<Response/>"


class TwilioCalls(Calls):
    kind = "twilio_voice"
    title = said("Twilio (calls)")
    about = said("Rings both who would like to talk. Neither sees the other’s number.")
    fields = (
        Field("account", said("Account SID"), said("It begins with AC, on the first page of the console.")),
        Field("token", said("Auth token"), said("Beside the Account SID."), secret=True),
        Field(
            "sender",
            said("Number that calls come from"),
            said("A number of yours at Twilio that can make calls. Both see this number."),
        ),
        Field("base", "base", needed=False),
    )
    steps = (
        said("In Twilio’s console, open Phone Numbers, and choose your number."),
        said("Under Voice, A call comes in: Webhook, paste the address below, HTTP POST."),
        said("Under Voice, Geo permissions, tick the countries where people live."),
    )

    def verify(self, setup: Setup, raw: Raw) -> None:
        if raw.method != "POST" or not signature.is_genuine(raw, setup.values.get("token", ""), ""):
            raise NotGenuine

    def parse(self, setup: Setup, raw: Raw) -> list[Event]:
        told, asked = read.form(raw.body), read.form(raw.query.encode())
        call = told.get("CallSid", "")
        if not call:
            raise NotUnderstood("no CallSid")
        return _went(told, asked["ours"]) if asked.get("ours") else _wants(told, call)

    def answer(self, setup: Setup, raw: Raw, events: list[Event], screen: Screen | None) -> Reply:
        ours = read.form(raw.query.encode()).get("ours")
        return Reply(200, NOTHING if ours else LET_GO, "text/xml; charset=utf-8")

    def join(self, setup: Setup, wish: Joined) -> Carried:
        ours = quote(wish.ours)
        fields = {
            "To": wish.first,
            "From": setup.values.get("sender", ""),
            "Timeout": str(RINGS_FOR),
            "Twiml": self._what_to_do(setup, wish),
            "StatusCallback": f"{setup.url('in')}?ours={ours}",
        }
        try:
            answer = asking.ask("POST", _url(setup, "Calls.json"), fields=fields, basic=_basic(setup))
        except NotReached:
            return Carried("later", SILENT)
        except NoAnswer:
            return Carried("unsure", SILENT)
        return _carried(answer)

    def _what_to_do(self, setup: Setup, wish: Joined) -> str:
        then = f"{setup.url('in')}?ours={quote(wish.ours)}"
        dial = (
            f"<Dial callerId={quoteattr(setup.values.get('sender', ''))} timeout={quoteattr(str(RINGS_FOR))}"
            f" timeLimit={quoteattr(str(LASTS_AT_MOST))} action={quoteattr(then)}>"
            f"<Number>{escape(wish.second)}</Number></Dial>"
        )
        return f"<Response>{say(wish.said, wish.language)}{dial}</Response>"

    def look(self, setup: Setup) -> Wellbeing:
        try:
            answer = asking.ask("GET", _url(setup, "Balance.json"), basic=_basic(setup))
        except asking.Trouble:
            return Wellbeing(trouble=SILENT)
        if answer.status != 200:
            return Wellbeing(trouble=troubles.refusal(answer).trouble)
        balance, currency = read.at(answer.json(), "balance"), read.at(answer.json(), "currency")
        return Wellbeing(credit=f"{currency} {balance}".strip()[:40]) if balance else Wellbeing()


def _wants(told: Mapping[str, str], call: str) -> list[Event]:
    """Somebody rings our number. Who hides theirs cannot be rung back."""
    sender = read.sender(told.get("From", ""))
    return [WantsCall(call, sender)] if sender and told.get("CallStatus") == "ringing" else []


def _went(told: Mapping[str, str], ours: str) -> list[Event]:
    """How the dialling of the second went; or that already the first did not answer."""
    state: State | None = None
    if "DialCallStatus" in told:
        state = "delivered" if told["DialCallStatus"] in ("completed", "answered") else "failed"
    elif told.get("CallStatus") in IN_VAIN:
        state = "failed"
    return [Status(ours, state, "" if state == "delivered" else UNKNOWN)] if state else []


def _carried(answer: Said) -> Carried:
    if answer.status in (200, 201):
        ref = read.at(answer.json(), "sid")
        return Carried("sent", ref=ref) if ref else Carried("unsure", STRANGE)
    refused = troubles.refusal(answer)
    return Carried("never", ADDRESS) if refused.how == "never" else refused


def _url(setup: Setup, what: str) -> str:
    base = (setup.values.get("base") or API).rstrip("/")
    return f"{base}/2010-04-01/Accounts/{quote(setup.values.get('account', ''), safe='')}/{what}"


def _basic(setup: Setup) -> tuple[str, str]:
    return setup.values.get("account", ""), setup.values.get("token", "")


CHANNEL = TwilioCalls()
