"""What is said by texts: where somebody stands, what we know when they write, what follows from it.

Plain values. What was asked is kept under the person's key (gateways.Dialog); facts are read anew for each
text; acts are done by flows.text_is_heard, in the transaction in which the text is taken.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

# What was asked last. Joining:
WHOSE, CODE, SAFE, AGE, NAME, WHO, ABOUT, GIVE = (
    *("whose", "code", "safe", "age"),
    *("name", "who", "about", "give"),
)
JOINING = frozenset({WHOSE, CODE, SAFE, AGE, NAME, WHO, ABOUT, GIVE})
# Later:
WORD, FOR_WHOM, LOOK, PROMISED, OFFERED = "word", "for_whom", "look", "promised", "offered"
NEXT_STEP, STEP_DAY, STEP_HOW = "next_step", "step_day", "step_how"
DAY, AGAIN, WEEKLY = "day", "again", "weekly"
CHANGING, CHANGED, PAUSING, TEAM, NOTE = "changing", "changed", "pausing", "team", "note"

ANSWERED_WITHIN = timedelta(hours=12)  # later a "1" is no answer to it any more
LONGER: Mapping[str, timedelta] = {
    OFFERED: timedelta(days=2),
    CHANGED: timedelta(days=1),
    FOR_WHOM: timedelta(days=2),  # their words wait for it
}
SOONER: Mapping[str, timedelta] = {NEXT_STEP: timedelta(hours=1)}  # its answer can be any words
OPEN_FOR = timedelta(minutes=10)  # content may be sent to a shared phone, after the word
TRIED_ENOUGH = 2  # times the same is asked before we go on without
WORDS_KEPT = 20  # lines kept for somebody who is not there yet; more stand together in the last


@dataclass(frozen=True, slots=True)
class Stands:
    """Where somebody stands."""

    asked: str = ""
    about: int = 0  # what it is about: a step, a conversation, somebody who would like to talk
    at: float = 0.0  # when it was asked, in seconds
    tried: int = 0  # how often in a row it was answered with something else
    to: int = 0  # the conversation that answers go to; -1: none, until it is said
    to_at: float = 0.0  # since when; a line that comes later is what they answer
    then: str = ""  # what they wanted when we asked for their word
    kept: tuple[str, ...] = ()  # what they wrote while there was nobody to give it to
    told: Mapping[str, str] = field(default_factory=dict)  # while joining

    def written(self) -> str:
        """As it is kept (sealed)."""
        return json.dumps({name: each for name, each in asdict(self).items() if each}, ensure_ascii=False)

    @classmethod
    def read(cls, text: str) -> "Stands":
        """As it was kept."""
        told: dict[str, Any] = json.loads(text) if text else {}
        return cls(**{**told, "kept": tuple(told.get("kept", ()))})

    def asks(self, what: str, now: datetime, about: int = 0) -> "Stands":
        """Something else was asked; for the first time, or once more."""
        tried = self.tried + 1 if what == self.asked else 0
        return replace(self, asked=what, about=about, at=now.timestamp(), tried=tried)

    def answered(self) -> "Stands":
        return replace(self, asked="", about=0, tried=0)

    def writes_to(self, conversation: int, now: datetime) -> "Stands":
        """From now on what they write goes there."""
        return replace(self, to=conversation, to_at=now.timestamp())

    def waits_for(self, now: datetime) -> str:
        """What was asked, while a short answer can still mean it."""
        if self.asked in JOINING:
            return self.asked
        within = LONGER.get(self.asked) or SOONER.get(self.asked) or ANSWERED_WITHIN
        return self.asked if self.asked and now.timestamp() - self.at < within.total_seconds() else ""

    def keeps(self, words: str) -> "Stands":
        """These words wait as well. Where many wait, they stand below the last: none is dropped."""
        if not words.strip():
            return self
        if len(self.kept) < WORDS_KEPT:
            return replace(self, kept=(*self.kept, words))
        return replace(self, kept=(*self.kept[:-1], f"{self.kept[-1]}\n{words}"))


@dataclass(frozen=True, slots=True)
class Talk:
    """One of their conversations that goes on. `name`: the one used here, short enough for a text."""

    id: int
    name: str
    unread: int = 0
    as_member: bool = False  # they are its member: they may change their peer
    heard_at: datetime | None = None  # when a line of it came to this phone last
    said_at: datetime | None = None  # when they wrote in it last
    paused: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """Somebody would like to talk with this peer."""

    id: int


@dataclass(frozen=True, slots=True)
class Step:
    """Their next step, as they read it."""

    id: int
    words: str
    is_today: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is known of who wrote, at the moment of writing."""

    now: datetime
    language: str
    languages: tuple[str, ...] = ()  # of the program, its own first
    takes_people: bool = True  # the program is open and not paused
    is_member: bool = False
    is_peer: bool = False
    asks_whose: bool = True  # what comes stays where others of the house can see it
    shared: bool | None = None  # none: not told yet
    has_code: bool = False
    is_open: bool = True  # words may be shown there now
    stopped: bool = False
    noticed_at: float = 0.0  # when they were told that something waits, and nothing of it; 0: they were not
    talks: tuple[Talk, ...] = ()  # the newest first
    offers: tuple[Offer, ...] = ()
    looking: bool = False  # their wish to talk is open
    step: Step | None = None  # the newest open one
    day_waits: bool = False  # "How is today?" was asked and is not answered
    rhythm_chosen: bool = False
    resting: bool = False  # they paused


@dataclass(frozen=True, slots=True)
class Reply:
    """What we say. `code` names the sentence (flows.text_words)."""

    code: str
    told: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Act:
    """What is to be done (flows.text_is_heard.DOES): its name, what it is about, and words."""

    what: str
    about: int = 0
    words: str = ""
    told: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Turn:
    """What follows from a text. Replies are said after what was done; acts may have replies of their own."""

    stands: Stands
    acts: tuple[Act, ...] = ()
    replies: tuple[Reply, ...] = ()


def turn(stands: Stands, *follows: Act | Reply) -> Turn:
    """Short for what follows, in order."""
    return Turn(
        stands,
        tuple(each for each in follows if isinstance(each, Act)),
        tuple(each for each in follows if isinstance(each, Reply)),
    )


def reply(code: str, **told: object) -> Reply:
    """A sentence and what stands in its blanks."""
    return Reply(code, {name: str(value) for name, value in told.items()})
