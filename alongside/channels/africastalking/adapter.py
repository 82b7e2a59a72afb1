"""Africa's Talking: texts over HTTP in much of Africa. Messages, delivery reports, opt-outs, credit."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from alongside.channels import asking, read, refused
from alongside.channels.adapter import Adapter
from alongside.channels.africastalking import came_in
from alongside.channels.asking import NoAnswer, NotReached, Said
from alongside.rules.channel import (
    Capabilities,
    Carried,
    Event,
    Field,
    NotGenuine,
    Outgoing,
    Raw,
    Setup,
    Wellbeing,
)
from alongside.rules.channel_troubles import ADDRESS, CREDIT, REFUSED, SENDER, SILENT, STOPPED, STRANGE
from alongside.rules.said import said

LIVE = "https://api.africastalking.com"
SANDBOX = "https://api.sandbox.africastalking.com"  # where the name is "sandbox"
PAST = "past "  # before a mark: what is older than this gateway is being passed over
PAGES = 20  # of old messages that are passed over at once
LATEST = "0"

# What its code for one number means. What the program has to mend waits, and does not fail.
CODES = {
    100: Carried("sent"),
    101: Carried("sent"),
    102: Carried("sent"),
    401: Carried("later", REFUSED),  # held, because it finds something odd in the account
    402: Carried("later", SENDER),
    403: Carried("never", ADDRESS),
    404: Carried("never", ADDRESS),
    405: Carried("later", CREDIT),
    406: Carried("stopped", STOPPED),
    407: Carried("later", ADDRESS),  # no way to that network, at the moment
    409: Carried("never", ADDRESS),  # on the operator's list of who is not to be disturbed
    500: Carried("later", STRANGE),
    501: Carried("later", STRANGE),
    502: Carried("never", STRANGE),
}
WITHOUT_NUMBERS = {  # what it says when it looked at no number at all
    "invalidsenderid": Carried("later", SENDER),
    "insufficientbalance": Carried("later", CREDIT),
    "insufficientcredit": Carried("later", CREDIT),
}


class AfricasTalking(Adapter):
    kind = "africastalking"
    title = said("Africa’s Talking (SMS)")
    about = said("Texts from a short code or a name, in Kenya, Nigeria, Uganda and many other countries.")
    fields = (
        Field("username", said("Name of the app (username)"), said("As it stands at Africa’s Talking.")),
        Field("key", said("API key"), said("Made in the settings of that app."), secret=True),
        Field(
            "sender",
            said("Short code or name texts come from"),
            said("People can only answer a short code. Leave it empty to use the one Africa’s Talking has."),
            needed=False,
        ),
        Field("base", "base", needed=False),
    )
    steps = (
        said("At Africa’s Talking, open your app, and make an API key under Settings."),
        said("Under SMS, SMS callback URLs, paste the first address at Incoming messages."),
        said("Paste the second address at Delivery reports, and the third at Bulk SMS opt out."),
        said("Ask them for a two-way short code: people cannot answer a name."),
    )
    actions = ("in", "status", "stopped")
    polls = True
    pause = 120.0

    def capabilities(self, setup: Setup) -> Capabilities:
        return Capabilities(
            address="phone",
            unit="segment",
            longest=6,
            statuses=frozenset({"sent", "delivered", "failed"}),
            traces=frozenset({"handset", "lock_screen", "operator", "provider"}),
            costs_program=True,
            costs_person=True,
            per_second=10.0,
        )

    def verify(self, setup: Setup, raw: Raw) -> None:
        """It signs nothing: who knows the secret address is believed, and a report names a text of ours."""
        if raw.method != "POST":
            raise NotGenuine

    def parse(self, setup: Setup, raw: Raw) -> list[Event]:
        return came_in.events(read.form(raw.body))

    def send(self, setup: Setup, outgoing: Outgoing) -> Carried:
        fields = {
            "username": setup.values.get("username", ""),
            "to": outgoing.to,
            "message": outgoing.text,
            "bulkSMSMode": "1",
            "enqueue": "1",
        }
        sender = outgoing.sender or setup.values.get("sender", "")
        if sender:
            fields["from"] = sender
        try:
            answer = asking.ask(
                "POST", f"{_base(setup)}/version1/messaging", fields=fields, headers=_headers(setup)
            )
        except NotReached:
            return Carried("later", SILENT)
        except NoAnswer:
            return Carried("unsure", SILENT)
        return _carried(answer)

    def look(self, setup: Setup) -> Wellbeing:
        try:
            answer = _get(setup, "user", {})
        except asking.Trouble:
            return Wellbeing(trouble=SILENT)
        credit = read.at(answer.json(), "UserData.balance")
        if answer.status == 200 and credit:
            return Wellbeing(credit=credit[:40])
        return Wellbeing(trouble=REFUSED if answer.status in (400, 401, 403) else STRANGE)

    def catch_up(self, setup: Setup, since: str) -> tuple[list[Event], str]:
        """What is in its inbox after number `since`. What is older than this gateway is passed over once:
        people wrote it to somebody else."""
        if since == "" or since.startswith(PAST):
            return [], self._passed_over(setup, since.removeprefix(PAST) or LATEST)
        found = _inbox(setup, since)
        return [event for each in found for event in came_in.fetched(each)], _newest(found, since)

    def _passed_over(self, setup: Setup, since: str) -> str:
        for _ in range(PAGES):
            found = _inbox(setup, since)
            newest = _newest(found, since)
            if newest == since:
                return since
            since = newest
        return f"{PAST}{since}"


def _carried(answer: Said) -> Carried:
    if answer.status not in (200, 201):
        return refused.carried(answer.status)
    told = answer.json()
    code = read.at(told, "SMSMessageData.Recipients.0.statusCode")
    if not code:
        why = read.at(told, "SMSMessageData.Message").strip().lower()
        return WITHOUT_NUMBERS.get(why, Carried("later", STRANGE))
    meant = CODES.get(read.number(code), Carried("later", STRANGE))
    if meant.how != "sent":
        return meant
    currency, cost = _price(read.at(told, "SMSMessageData.Recipients.0.cost"))
    segments = max(0, read.number(read.at(told, "SMSMessageData.Recipients.0.messageParts")))
    ref = read.at(told, "SMSMessageData.Recipients.0.messageId")
    return Carried("sent", ref="" if ref == "None" else ref, segments=segments, cost=cost, currency=currency)


def _price(written: str) -> tuple[str, Decimal | None]:
    """ "KES 0.8000" as a currency and a sum; nothing where it says "0" or something else."""
    currency, _, number = written.partition(" ")
    try:
        cost = Decimal(number)
    except InvalidOperation:
        return "", None
    return (currency, cost) if cost.is_finite() and cost > 0 else ("", None)


def _inbox(setup: Setup, since: str) -> list[Any]:
    answer = _get(setup, "messaging", {"lastReceivedId": since})
    if answer.status != 200:
        raise NotReached
    told = answer.json()
    found = told.get("SMSMessageData") if isinstance(told, dict) else None
    messages = found.get("Messages") if isinstance(found, dict) else None
    return messages if isinstance(messages, list) else []


def _newest(found: list[Any], since: str) -> str:
    return str(max([read.number(since), *(read.number(read.at(each, "id")) for each in found)]))


def _get(setup: Setup, what: str, fields: dict[str, str]) -> Said:
    asked = {"username": setup.values.get("username", ""), **fields}
    return asking.ask("GET", f"{_base(setup)}/version1/{what}", fields=asked, headers=_headers(setup))


def _headers(setup: Setup) -> dict[str, str]:
    return {"apiKey": setup.values.get("key", ""), "Accept": "application/json"}


def _base(setup: Setup) -> str:
    standard = SANDBOX if setup.values.get("username") == "sandbox" else LIVE
    return (setup.values.get("base") or standard).rstrip("/")


CHANNEL = AfricasTalking()
