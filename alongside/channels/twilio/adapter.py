"""Twilio: texts over HTTP, from a number or a Messaging Service. Signed; reports, opt-outs, credit."""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import quote, urlencode, urlsplit

from alongside.channels import asking, near, read
from alongside.channels.adapter import Adapter
from alongside.channels.asking import NoAnswer, NotReached, Said
from alongside.channels.twilio import came_in, signature, troubles
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
    Wellbeing,
)
from alongside.rules.channel_troubles import SILENT, STRANGE
from alongside.rules.said import said

API = "https://api.twilio.com"
KEPT_AT_MOST = 36_000  # seconds that Twilio may hold a text back before it lets it go
AT_ONCE = 200  # messages of a page of its list
PAGES = 10  # more of them, at most, when we were away for long
OVERLAP = timedelta(minutes=10)  # a message may stand in the list later than it came


class Twilio(Adapter):
    kind = "twilio"
    title = said("Twilio (SMS)")
    about = said("Texts from a number of your own, in the United States, Canada and many other countries.")
    fields = (
        Field("account", said("Account SID"), said("It begins with AC, on the first page of the console.")),
        Field("token", said("Auth token"), said("Beside the Account SID."), secret=True),
        Field(
            "sender",
            said("Number or Messaging Service texts come from"),
            said("A number such as +15551234567, or the SID of a Messaging Service, which begins with MG."),
        ),
        Field(
            "shared_key",
            said("Shared key for webhooks"),
            said("Only where you made one at Twilio to sign what it sends."),
            secret=True,
            needed=False,
        ),
        Field("base", "base", needed=False),
    )
    steps = (
        said("In Twilio’s console, open Phone Numbers, and choose your number."),
        said("Under Messaging, A message comes in: Webhook, paste the first address, HTTP POST."),
        said("Reports come by themselves. The second address is for a Messaging Service, if you use one."),
        said("With a Messaging Service, set its opt-outs so that HELP and END are not answered by Twilio."),
    )
    actions = ("in", "status")
    polls = True
    pause = 180.0

    def capabilities(self, setup: Setup) -> Capabilities:
        return Capabilities(
            address="phone",
            unit="segment",
            longest=10,  # 1,600 characters
            statuses=frozenset({"sent", "delivered", "failed"}),
            traces=frozenset({"handset", "lock_screen", "operator", "provider"}),
            costs_program=True,
            costs_person=True,
            per_second=5.0,
        )

    def verify(self, setup: Setup, raw: Raw) -> None:
        token, shared_key = setup.values.get("token", ""), setup.values.get("shared_key", "")
        if raw.method != "POST" or not signature.is_genuine(raw, token, shared_key):
            raise NotGenuine

    def parse(self, setup: Setup, raw: Raw) -> list[Event]:
        return came_in.events(raw)

    def answer(self, setup: Setup, raw: Raw, events: list[Event], screen: Screen | None) -> Reply:
        """Nothing to do, in its own language; else it would log a fault."""
        return Reply(200, b"<Response/>", "text/xml; charset=utf-8")

    def send(self, setup: Setup, outgoing: Outgoing) -> Carried:
        """It is told until when the text may go: what waits there in a queue is not sent late."""
        seconds = int((outgoing.deadline - outgoing.at).total_seconds())
        fields = {
            "To": outgoing.to,
            "Body": outgoing.text,
            "SmartEncoded": "false",  # what a person wrote stays: we made it plain where it pays
            "ValidityPeriod": str(max(1, min(seconds, KEPT_AT_MOST))),
            **_sender(outgoing.sender or setup.values.get("sender", "")),
        }
        if _is_reached_from_afar(setup.address):
            fields["StatusCallback"] = f"{setup.url('status')}?ours={quote(outgoing.ours)}"
        try:
            answer = asking.ask("POST", _url(setup, "Messages.json"), fields=fields, basic=_basic(setup))
        except NotReached:
            return Carried("later", SILENT)
        except NoAnswer:
            return Carried("unsure", SILENT)
        return _carried(answer)

    def look(self, setup: Setup) -> Wellbeing:
        """What is left; of an account within another only whether it is there, for it has none of its own."""
        try:
            answer = asking.ask("GET", _url(setup, "Balance.json"), basic=_basic(setup))
            if answer.status == 404:
                answer = asking.ask("GET", _url(setup, "Messages.json?PageSize=1"), basic=_basic(setup))
        except asking.Trouble:
            return Wellbeing(trouble=SILENT)
        if answer.status != 200:
            return Wellbeing(trouble=troubles.refusal(answer).trouble)
        told = answer.json()
        balance, currency = read.at(told, "balance"), read.at(told, "currency")
        if not balance:
            return Wellbeing(facts={"account": setup.values.get("account", "")[-4:]})
        return Wellbeing(credit=f"{currency} {balance}".strip()[:40])

    def catch_up(self, setup: Setup, since: str) -> tuple[list[Event], str]:
        """What was written to our number since then, as Twilio's own clock says. The first time nothing: what
        came before this gateway was, was written to somebody else."""
        number = setup.values.get("sender", "")
        begun = read.moment(since)
        if not _sender(number).get("From"):
            return [], since
        fields = {"To": number, "PageSize": str(AT_ONCE if begun else 1)}
        if begun is not None:
            fields["DateSent>"] = (begun - OVERLAP).strftime("%Y-%m-%d")
        answer = _list(setup, f"{_url(setup, 'Messages.json')}?{urlencode(fields)}")
        mark = came_in.when(answer.headers.get("date", ""))
        if begun is None:
            return [], mark.isoformat() if mark else since
        found = _read(answer)
        for _ in range(PAGES):
            more = read.at(answer.json(), "next_page_uri")
            if not more.startswith("/2010-04-01/") or not found or (found[-1][0] or begun) < begun - OVERLAP:
                break
            answer = _list(setup, _base(setup) + more)
            found += _read(answer)
        oldest_first = [events for made, events in reversed(found) if made and made >= begun - OVERLAP]
        return [event for events in oldest_first for event in events], (mark or begun).isoformat()


def _list(setup: Setup, url: str) -> Said:
    """A page of the messages, the newest first. Those we know already are known again by their name."""
    answer = asking.ask("GET", url, basic=_basic(setup))
    if answer.status != 200 or not isinstance(answer.json(), dict):
        raise NotReached
    return answer


def _read(answer: Said) -> list[tuple[datetime | None, list[Event]]]:
    messages = answer.json().get("messages")
    return [came_in.fetched(each) for each in messages] if isinstance(messages, list) else []


def _carried(answer: Said) -> Carried:
    if answer.status not in (200, 201):
        return troubles.refusal(answer)
    told = answer.json()
    ref = read.at(told, "sid")
    if not ref:
        return Carried("unsure", STRANGE)
    return Carried("sent", ref=ref, segments=max(0, read.number(read.at(told, "num_segments"))))


def _sender(sender: str) -> dict[str, str]:
    return {"MessagingServiceSid": sender} if sender.startswith("MG") else {"From": sender}


def _is_reached_from_afar(address: str) -> bool:
    """An address on this computer would be refused, and the text with it."""
    host = urlsplit(address).hostname or ""
    try:
        return not near.is_near(host)
    except ValueError:
        return "." in host


def _url(setup: Setup, what: str) -> str:
    return f"{_base(setup)}/2010-04-01/Accounts/{quote(setup.values.get('account', ''), safe='')}/{what}"


def _base(setup: Setup) -> str:
    return (setup.values.get("base") or API).rstrip("/")


def _basic(setup: Setup) -> tuple[str, str]:
    return setup.values.get("account", ""), setup.values.get("token", "")


CHANNEL = Twilio()
