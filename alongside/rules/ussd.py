"""Somebody on a USSD phone, as plain values: where they stand, what is known of them, what is to be done.

A session is a walk from screen to screen by keys. It dies without notice, so where somebody stands is a value
that is kept at each key and can be gone on from.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, fields
from datetime import timedelta
from typing import Any, TypeVar

Each = TypeVar("Each")
Say = Callable[[str], str]  # the words of a screen (said_in "ussd"), in the reader's language

GO_ON_WITHIN = timedelta(minutes=10)  # who dials again so soon may go on where they were
REPEATED_WITHIN = timedelta(seconds=2)  # nobody reads a screen and answers it faster: the operator did
MORE, BACK = "9", "0"  # keys that mean the same everywhere


@dataclass(frozen=True, slots=True)
class Told:
    """What a newcomer has told so far. `lived`: codes of rules.lived; `gender`: of rules.wishes."""

    lived: tuple[str, ...] = ()
    gender: int = 0
    name: str = ""


@dataclass(frozen=True, slots=True)
class At:
    """Where somebody stands."""

    screen: str
    talk: int = 0
    page: int = 0
    begin: int = 0  # reading: the first line that is shown
    shown: int = 0  # reading: up to which line the last screen went
    more: bool = False  # the last screen has another page
    wrong: bool = False  # the last key meant nothing here
    note: str = ""  # what became of the last thing asked for
    told: Told = field(default_factory=Told)
    back: At | None = None  # where to go afterwards

    def to_json(self) -> dict[str, Any]:
        """As it is kept, sealed."""
        return {name: value for name, value in asdict(self).items() if value}

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> At:
        told = kept.get("told") or {}
        back = kept.get("back")
        plain = {each.name for each in fields(cls)} - {"told", "back"}
        return cls(
            **{name: value for name, value in kept.items() if name in plain},
            told=Told(**{**told, "lived": tuple(told.get("lived", ()))}),
            back=cls.from_json(back) if back else None,
        )


def read(text: str) -> dict[str, Any]:
    """What was kept; nothing where it cannot be read."""
    try:
        kept = json.loads(text) if text else {}
    except ValueError:
        return {}
    return kept if isinstance(kept, dict) else {}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a talk, from the newest they have not read on, or the last few."""

    n: int
    mine: bool
    words: str


@dataclass(frozen=True, slots=True)
class Talk:
    """A talk somebody is in."""

    id: int
    name: str  # of the other person
    unread: int = 0
    here: bool = False
    can_write: bool = True
    is_walk: bool = True  # with a peer; else with the team
    begin: int = 0  # the number of the first line to read
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    id: int
    words: str


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a screen or a key needs to know. What people wrote is here as they wrote it, made plain."""

    program: str  # its neutral words, where it has any; else its name
    languages: tuple[tuple[str, str], ...]  # code, and what it calls itself
    minimum_age: int = 18
    is_open: bool = True  # new people may begin
    is_member: bool = False
    is_helper: bool = False
    locked: bool = False  # a word is asked at every dial, before anything is shown
    name: str = ""
    nicknames: tuple[str, ...] = ()  # offered to a newcomer
    promise: str = ""  # the code of its profile where that says all; else empty
    promise_lines: tuple[str, ...] = ()  # all of it, in words
    promise_unread: bool = False  # a newer one than they have read
    talks: tuple[Talk, ...] = ()
    looking: bool = False  # peers are being asked for them
    step: Step | None = None
    resting: bool = False  # they paused their talks
    ready_words: tuple[str, ...] = ()  # lines to send by one key
    here: str = ""  # who is here now, in words
    lines: tuple[str, ...] = ()  # help lines, in words
    young_lines: tuple[str, ...] = ()  # for who is too young
    costs: str = ""  # what dialling costs them, as the program says it

    @property
    def is_known(self) -> bool:
        return self.is_member or self.is_helper

    @property
    def walks(self) -> tuple[Talk, ...]:
        """Talks with a peer that go on."""
        return tuple(talk for talk in self.talks if talk.is_walk and talk.can_write)

    @property
    def may_ask(self) -> bool:
        """Whether they may ask for someone to talk with."""
        return self.is_member and not any(talk.is_walk for talk in self.talks)

    def talk(self, number: int) -> Talk | None:
        return next((talk for talk in self.talks if talk.id == number), None)


@dataclass(frozen=True, slots=True)
class Join:
    """Becomes a member, with what they told."""

    told: Told


@dataclass(frozen=True, slots=True)
class SayCode:
    """The word that is asked before anything is shown."""

    word: str


@dataclass(frozen=True, slots=True)
class SetCode:
    """From now on this word is asked first; none: no word is asked."""

    word: str


@dataclass(frozen=True, slots=True)
class SayLine:
    talk: int
    words: str


@dataclass(frozen=True, slots=True)
class ReadOn:
    """They have seen the lines up to this one: they pressed a key under it."""

    talk: int
    n: int


@dataclass(frozen=True, slots=True)
class AskForTalk:
    """Whoever is free first."""


@dataclass(frozen=True, slots=True)
class StopAsking:
    pass


@dataclass(frozen=True, slots=True)
class WantsCall:
    pass


@dataclass(frozen=True, slots=True)
class SayToday:
    word: int  # rules.today.WORDS


@dataclass(frozen=True, slots=True)
class SetStep:
    """In their own words; `instead_of` becomes this one."""

    words: str
    instead_of: int = 0


@dataclass(frozen=True, slots=True)
class StepDone:
    step: int


@dataclass(frozen=True, slots=True)
class LetStepGo:
    step: int


@dataclass(frozen=True, slots=True)
class PausePerson:
    pass


@dataclass(frozen=True, slots=True)
class CarryOn:
    pass


@dataclass(frozen=True, slots=True)
class ChangePeer:
    talk: int


@dataclass(frozen=True, slots=True)
class ReadPromise:
    pass


@dataclass(frozen=True, slots=True)
class ChangeLanguage:
    code: str


@dataclass(frozen=True, slots=True)
class DeleteEverything:
    """Everything about them; also what a stranger left who does not stay."""


Act = (
    Join
    | SayCode
    | SetCode
    | SayLine
    | ReadOn
    | AskForTalk
    | StopAsking
    | WantsCall
    | SayToday
    | SetStep
    | StepDone
    | LetStepGo
    | PausePerson
    | CarryOn
    | ChangePeer
    | ReadPromise
    | ChangeLanguage
    | DeleteEverything
)


@dataclass(frozen=True, slots=True)
class Turn:
    """What a key leads to: where they stand now, and what is to be done first."""

    at: At
    acts: tuple[Act, ...] = ()


Press = Callable[[At, str, Facts], Turn | None]  # None: the key means nothing there


def to(typed: str, ways: dict[str, At]) -> Turn | None:
    """Where this key leads, if it leads anywhere."""
    return Turn(ways[typed]) if typed in ways else None


def one_of(typed: str, things: tuple[Each, ...]) -> Each | None:
    """The thing with this number on the screen, counted from 1."""
    number = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 3 else 0
    return things[number - 1] if 0 < number <= len(things) else None
