"""What a channel can do, what comes in by it, and what goes out. Plain values: flows ask these, and never
which channel it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Literal

Address = Literal["phone", "whatsapp", "telegram", "mail"]  # one number is one handle: SMS, USSD and calls
Unit = Literal["segment", "character", "byte"]

State = Literal[
    "waiting", "taken", "sent", "delivered", "read", "failed", "late", "stopped", "seen", "noticed"
]
# waiting: not handed over. taken: the gateway has it. failed, late, stopped: it will not arrive.
# seen: read on a page meanwhile, so it was not sent. noticed: they were told that something waits, no more.
RANK: Mapping[str, int] = {"waiting": 0, "taken": 1, "sent": 2, "failed": 3, "delivered": 4, "read": 5}


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What can be done by a channel."""

    address: Address
    unit: Unit
    longest: int  # units of one message; a longer one is cut into several
    can_begin: bool = True  # we may write first
    reply_window: timedelta | None = None  # after their last word: how long anything may be written
    template_outside: bool = False  # later, a template that was allowed beforehand
    answers_at_once: bool = False  # the answer is the response itself, and nothing is ever pushed
    statuses: frozenset[State] = frozenset()  # what it tells us afterwards
    tells_taken: bool = False  # it can be asked whether it took a message
    voice_at_most: int = 0  # bytes of a voice note; 0: none
    traces: frozenset[str] = (
        frozenset()
    )  # what stays where: handset, call_log, operator, provider, lock_screen
    costs_program: bool = False
    costs_person: bool = False
    per_second: float = 10.0  # messages it takes from us
    calls: bool = False  # it can join two phones in a call


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice note somebody sent: where to fetch it, not the sound itself."""

    ref: str
    kind: str  # audio/ogg
    size: int = 0  # bytes; 0: not told
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class Message:
    """Somebody wrote. `ref`: the same when the same message comes again."""

    ref: str
    sender: str
    text: str
    at: datetime | None = None
    voice: Voice | None = None
    reply_to: str = ""  # a token of ours that came back with it (the address of a mail)
    called: str = ""  # what they call themselves there; a greeting at most, never an identity
    proved: bool = True  # it is from whom it says; a number is, a mail may be forged
    attached: bool = False  # a picture or a file came with it, which is not taken


@dataclass(frozen=True, slots=True)
class Status:
    """What became of a text of ours. `ref`: the provider's name for it, or ours."""

    ref: str
    state: State
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Stopped:
    """They want nothing more from us there, as the provider tells."""

    ref: str
    sender: str
    why: Literal["asked", "blocked"] = "asked"


@dataclass(frozen=True, slots=True)
class Started:
    """They want to hear from us again, as the provider tells."""

    ref: str
    sender: str


@dataclass(frozen=True, slots=True)
class WantsCall:
    """They rang and let go, or sent an operator's "please call me"."""

    ref: str
    sender: str


@dataclass(frozen=True, slots=True)
class Moved:
    """The provider knows somebody by another address from now on."""

    ref: str
    sender: str
    to: str


@dataclass(frozen=True, slots=True)
class Pressed:
    """A USSD phone: `typed` is what was typed at this screen alone; None at the first one."""

    ref: str  # of the session
    sender: str
    typed: str | None
    whole: str = ""  # all that was typed so far, where the gateway tells: knows a repeat


@dataclass(frozen=True, slots=True)
class HungUp:
    """A USSD session ended."""

    ref: str
    sender: str


Event = Message | Status | Stopped | Started | WantsCall | Moved | Pressed | HungUp


@dataclass(frozen=True, slots=True)
class Raw:
    """A request as it came, before anybody believed it."""

    method: str
    action: str  # what stands after the secret part of the address: "in", "status"
    url: str  # the public address of this install, the path and the query: what a sender signed
    query: str
    headers: Mapping[str, str]  # names in small letters
    body: bytes
    address: str = ""  # who connected


@dataclass(frozen=True, slots=True)
class Reply:
    """What a gateway is answered."""

    status: int = 200
    body: bytes = b""
    kind: str = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Setup:
    """A program's own channel, as its coordinator set it up: the values of the adapter's fields."""

    gateway_id: int
    program_id: int
    values: Mapping[str, str]
    path: str  # the secret part of its address, /in/PATH/ACTION
    address: str  # of this install, as gateways reach it: https://help.example.org

    def url(self, action: str) -> str:
        """What the coordinator pastes at the provider."""
        return f"{self.address}/in/{self.path}/{action}"


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message, ready to go. `ours`: the same for a repeat of it; in callback addresses it names it."""

    ours: str
    to: str
    text: str
    at: datetime
    deadline: datetime
    again: bool = False  # it may have gone already: nobody knows
    in_window: bool = True  # within the reply window; else only a template may go
    reply_to: str = ""  # what it answers, as the provider names it
    sender: str = ""  # the program's neutral name or number; empty: the channel's own
    door: int = 0  # the handle it goes to, for an address that only they can answer to
    language: str = ""  # of the person, for what stands around the text (a subject)
    voice: bytes = b""
    voice_kind: str = ""


How = Literal["sent", "later", "never", "unsure", "stopped", "slower"]
# sent: taken. later: try again. never: this message cannot go. unsure: it may have gone.
# stopped: this person wants nothing more there. slower: we send too fast.


@dataclass(frozen=True, slots=True)
class Carried:
    """What became of handing one message over."""

    how: How
    trouble: str = ""  # of TROUBLES, where it did not go
    ref: str = ""  # the provider's name for it
    segments: int = 0  # as the provider counted; 0: not told
    cost: Decimal | None = None
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Screen:
    """What a USSD phone shows next. `more`: the session goes on."""

    words: str
    more: bool


@dataclass(frozen=True, slots=True)
class Joined:
    """Two phones to be joined in a call: `first` is rung first, and neither sees the other's number."""

    ours: str
    first: str
    second: str
    said: str  # what is said to the first before the second is rung; neutral
    language: str


@dataclass(frozen=True, slots=True)
class Field:
    """What a coordinator fills in to set a channel up."""

    name: str
    label: str  # a sentence to be translated
    help: str = ""
    secret: bool = False
    needed: bool = True
    standard: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    lines: bool = False  # several lines of text


@dataclass(frozen=True, slots=True)
class Wellbeing:
    """How a channel is, asked by looking: `trouble` of TROUBLES, or nothing."""

    trouble: str = ""
    credit: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)


class NotGenuine(Exception):
    """This request is not from the gateway it says it is from."""


class TooLarge(Exception):
    """This voice note is larger than what is taken here."""


class NotUnderstood(Exception):
    """Genuine, but not what the contract says. The message tells what is missing, never what came."""
