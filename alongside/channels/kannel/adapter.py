"""SMS through Kannel: what comes in by bearerbox's own line or by webhook, what goes out over smsbox."""

from __future__ import annotations

import hmac
import threading
from collections import defaultdict
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from math import ceil
from pathlib import Path
from urllib.parse import parse_qsl, quote, urlsplit

from django.conf import settings

from alongside.channels import near
from alongside.channels.adapter import Adapter
from alongside.channels.asking import NoAnswer, NotReached, Said, Trouble, ask
from alongside.channels.kannel import status
from alongside.channels.kannel.box import BYTES, REPORT
from alongside.channels.kannel.held import Held, Where
from alongside.channels.kannel.parts import Whole
from alongside.rules import phone_number, text_units
from alongside.rules.channel import (
    Capabilities,
    Carried,
    Event,
    Field,
    Message,
    NotGenuine,
    NotUnderstood,
    Outgoing,
    Raw,
    Setup,
    Status,
    Wellbeing,
)
from alongside.rules.channel_troubles import ADDRESS, REFUSED, SENDER, SILENT, STRANGE, TOO_FAST
from alongside.rules.said import said

WAITS = 25.0  # seconds that bearerbox is listened to at a time
MASK = "31"  # every report Kannel knows: delivered, failed, waiting there, taken there, refused there
LONGEST = 6  # segments of one text; Kannel is told to take more
SHORTEST_NUMBER = 7  # digits: a shorter sender is a machine of the operator's, which nobody answers


class Kannel(Adapter):
    kind = "kannel"
    title = said("SMS through Kannel (your own gateway)")
    about = said("Your own line to an operator, or a modem with a SIM card. Nobody stands in between.")
    fields = (
        Field("host", said("Where Kannel runs"), standard="127.0.0.1"),
        Field("send_port", said("Its port for sending (sendsms-port)"), standard="13013"),
        Field("username", said("User name (sendsms-user)"), standard="alongside"),
        Field("password", said("Password (sendsms-user)"), secret=True),
        Field("status_port", said("Its port for looking (admin-port)"), standard="13000", needed=False),
        Field("status_password", said("Password for looking (status-password)"), secret=True, needed=False),
        Field(
            "box_port",
            said("Its port for boxes (smsbox-port)"),
            said("Texts then stay safe with Kannel until they are here. Leave it empty to use post-url."),
            standard="13001",
            needed=False,
        ),
        Field("box_name", said("The name of our box there (smsbox-id)"), standard="alongside", needed=False),
        Field(
            "allowed",
            said("Who may tell us of texts (addresses, with commas between)"),
            standard="127.0.0.1, ::1",
            needed=False,
        ),
        Field("country", said("Two letters of the country, such as KE"), needed=False),
        Field("per_second", said("Texts in a second"), standard="10", needed=False),
        Field("base", "base", needed=False),
    )
    steps = (
        said("Whoever runs this computer types: alongside channels kannel"),
        said("It writes Kannel’s configuration, and sets up this channel with it."),
        said("They start Kannel, and see whether all is well: alongside channels kannel --check"),
        said("Where Kannel runs elsewhere, its post-url is the first address."),
    )
    actions = ("in", "status")
    polls = True

    def __init__(self) -> None:
        self._held: defaultdict[int, Held] = defaultdict(Held)
        self._opening = threading.Lock()

    def capabilities(self, setup: Setup) -> Capabilities:
        return Capabilities(
            address="phone",
            unit="segment",
            longest=LONGEST,
            statuses=frozenset({"taken", "sent", "delivered", "failed"}),
            traces=frozenset({"handset", "operator", "lock_screen"}),
            costs_program=True,
            costs_person=True,
            per_second=_number(setup, "per_second", 10),
        )

    def verify(self, setup: Setup, raw: Raw) -> None:
        """Kannel signs nothing: the address is a secret, and only these machines may use it."""
        allowed = {each.strip() for each in setup.values.get("allowed", "127.0.0.1, ::1").split(",")}
        if not any(hmac.compare_digest(raw.address.encode(), each.encode()) for each in allowed if each):
            raise NotGenuine

    def parse(self, setup: Setup, raw: Raw) -> list[Event]:
        """By webhook: post-url for texts, dlr-url for what became of ours."""
        told = dict(parse_qsl(raw.query, keep_blank_values=True))
        if raw.action == "status":
            return _reported(told)
        if not told.get("id") or not told.get("from"):
            raise NotUnderstood("no id or no sender")
        words = told["text"] if "text" in told else _body(raw)
        return _written(setup, told["id"], told["from"], words, told.get("ts", ""))

    def catch_up(self, setup: Setup, since: str) -> tuple[list[Event], str]:
        """What bearerbox has for us. It keeps all of it until we ask with its mark."""
        port = _number(setup, "box_port", 0)
        if not port:
            return [], since
        host = _host(setup)
        if not near.is_let(host, int(port)):  # this line knows no password: nobody far has one
            raise NotReached
        with self._opening:
            held = self._held[setup.gateway_id]
        name = setup.values.get("box_name") or "alongside"
        alone = Path(settings.DATA) / "kannel" / f"{setup.gateway_id}.listening"
        try:
            wholes, mark = held.next(Where(host, int(port), name, alone), since, WAITS)
        except OSError as trouble:
            raise NotReached from trouble
        return [event for whole in wholes for event in _of(setup, whole)], mark

    def close(self) -> None:
        """Every line is let go, for tests: what was not kept comes again."""
        for held in self._held.values():
            held.let_go()

    def send(self, setup: Setup, outgoing: Outgoing) -> Carried:
        """By POST: words and numbers stand in no address, and in no log of one."""
        counted = text_units.segments(outgoing.text)
        report = f"{setup.url('status')}?msg={quote(outgoing.ours)}&d=%d&reply=%A"
        minutes = ceil((outgoing.deadline - outgoing.at).total_seconds() / 60)
        told = {
            "Username": setup.values.get("username", ""),
            "Password": setup.values.get("password", ""),
            "From": outgoing.sender,
            "To": outgoing.to,
            "Coding": "2" if counted.encoding == "ucs2" else "0",
            "DLR-Mask": MASK,
            "DLR-Url": report,
            "Validity": str(max(minutes, 1)),
        }
        headers = {f"X-Kannel-{name}": _header(value) for name, value in told.items() if value}
        headers["Content-Type"] = "text/plain; charset=UTF-8"
        url = f"{_base(setup, 'send_port', 13013)}/cgi-bin/sendsms"
        try:
            answer = ask("POST", url, body=outgoing.text.encode(), headers=headers)
        except NotReached:
            return Carried("later", SILENT)
        except NoAnswer:
            return Carried("unsure", SILENT)
        return _carried(answer, counted.segments)

    def look(self, setup: Setup) -> Wellbeing:
        if not setup.values.get("status_password"):
            return Wellbeing()
        url = f"{_base(setup, 'status_port', 13000)}/status.xml"
        try:
            answer = ask("GET", url, fields={"password": setup.values["status_password"]}, seconds=5)
        except Trouble:
            return Wellbeing(SILENT)
        return status.wellbeing(answer)


def _of(setup: Setup, whole: Whole) -> list[Event]:
    """What one SMS of bearerbox's says."""
    sms = whole.sms[0]
    if sms.kind == REPORT:
        told = dict(parse_qsl(urlsplit(sms.dlr_url).query, keep_blank_values=True))
        with suppress(NotUnderstood):  # of a text that somebody else sent over this Kannel
            return _reported({**told, "d": str(max(sms.dlr_mask, 0)), "reply": whole.words})
        return []
    if sms.coding == BYTES and sms.udh:  # settings, ringing tones, pictures: for the phone, not for a person
        return []
    return _written(setup, whole.ref, sms.sender, whole.words, str(sms.time))


def _written(setup: Setup, ref: str, sender: str, words: str, at: str) -> list[Event]:
    """A text somebody wrote; nothing where a machine of the operator's wrote it."""
    digits = "".join(sign for sign in sender if sign.isdigit())
    if len(digits) < SHORTEST_NUMBER or any(sign.isalpha() for sign in sender):
        return []
    whole = sender if sender.strip().startswith(("+", "0")) else f"+{digits}"
    number = phone_number.read(whole, setup.values.get("country", "")) or f"+{digits}"
    return [Message(ref=ref, sender=number, text=words.replace("\x00", ""), at=_moment(at))]


def _reported(told: Mapping[str, str]) -> list[Event]:
    """What became of one of ours. `d` is made of bits, and they come in any order."""
    ours, bits = told.get("msg", ""), told.get("d", "")
    if not ours or not bits.isdecimal() or len(bits) > 9:
        raise NotUnderstood("no message or no bits")
    state, trouble = status.became(int(bits), told.get("reply", ""))
    return [Status(ref=ours, state=state, trouble=trouble)] if state else []


def _carried(answer: Said, segments: int) -> Carried:
    said_there = answer.body[:200].decode("latin-1").casefold()
    match answer.status:
        case 200 | 202:
            return Carried("sent", segments=segments)
        case 403 if "not routable" in said_there:
            return Carried("never", ADDRESS)
        case 401 | 403:
            return Carried("later", REFUSED)
        case 400 if "sender" in said_there:
            return Carried("later", SENDER)
        case 400 if "receiver" in said_there or "denied" in said_there:
            return Carried("never", ADDRESS)
        case 400 | 404 | 415:
            return Carried("never", STRANGE)
        case 503:
            return Carried("slower", TOO_FAST)
    return Carried("later", SILENT)


def _body(raw: Raw) -> str:
    """The words of a post-url, in the letters it says. UTF-16 where Kannel was not told to recode."""
    kind = raw.headers.get("content-type", "").casefold()
    if raw.headers.get("x-kannel-coding") == "2" and "utf-8" not in kind:
        return raw.body.decode("utf-16-be", "replace")
    try:
        return raw.body.decode()
    except UnicodeDecodeError:
        return raw.body.decode("latin-1")


def _moment(text: str) -> datetime | None:
    """When it was sent: seconds since 1970, or as Kannel writes it (UTC)."""
    try:
        if text.isdigit():
            return datetime.fromtimestamp(int(text), UTC)
        return datetime.strptime(text, "%Y-%m-%d %H:%M:%S").replace(tzinfo=UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _number(setup: Setup, name: str, standard: float) -> float:
    try:
        return max(float(setup.values.get(name) or standard), 0)
    except ValueError:
        return standard


def _host(setup: Setup) -> str:
    return setup.values.get("host") or "127.0.0.1"


def _base(setup: Setup, field: str, standard: int) -> str:
    if setup.values.get("base"):
        return setup.values["base"]
    host = _host(setup)
    return f"http://{f'[{host}]' if ':' in host else host}:{int(_number(setup, field, standard))}"


def _header(value: str) -> str:
    """One line of ASCII: nothing in it begins another header."""
    return "".join(sign for sign in value if " " <= sign <= "~")


CHANNEL = Kannel()
