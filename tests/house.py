"""A house in full swing: two programs with everything in them that a page can show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from alongside.base import turn
from alongside.flows import program_is_set_up, promise_is_written, someone_is_invited
from alongside.talk import writes as talk
from alongside.vault import keys

if TYPE_CHECKING:
    from alongside.people.models import Person
    from conftest import Cast

PROMISE = "We call nobody unless you ask."
OWN_WORDS = {
    *(
        "Open Door",
        "River House",
        "Wanjiru",
        "Otieno",
        "Rosa",
        "Sipho",
        "Amina",
        "Juma",
        "Naledi",
        "Thabo",
        "Lerato",
    ),
    *("English", "Kiswahili", "Alongside", "Pseudo"),
    PROMISE,
}


@dataclass(frozen=True)
class House:
    """The cast, and the rows that addresses name."""

    cast: Cast
    conversation: int
    join_token: str
    set_up_token: str

    def own_words(self) -> set[str]:
        """What people and programs are called and wrote: shown as it stands in every language."""
        return OWN_WORDS

    def address(self, pattern: str) -> str:
        """An address of the URL map, filled in with rows of the first program."""
        token = self.set_up_token if pattern.startswith("set-up") else self.join_token
        values = {
            "<id:conversation>": str(self.conversation),
            "<str:token>": token,
            "<slug:what>": "pause",
            "<slug:slug>": self.cast.program.slug,
        }
        for part, value in values.items():
            pattern = pattern.replace(part, value)
        assert "<" not in pattern, pattern
        return f"/{pattern}"


def in_full_swing(cast: Cast, now: datetime) -> House:
    """Both programs have a promise; `member` and `peer` walk together."""
    for program in (cast.program, cast.elsewhere):
        promise_is_written.write(program.id, "present", PROMISE, now)
    return House(
        cast=cast,
        conversation=a_talk(cast.member, cast.peer, now),
        join_token=someone_is_invited.invite(cast.program, ["peer"], "for Neema", cast.coordinator.id, now),
        set_up_token=program_is_set_up.first_link(now),
    )


def a_talk(one: Person, other: Person, now: datetime) -> int:
    """A conversation of these two."""
    pairs = list(zip((one.id, other.id), keys.make_many(one.key_id, 2), strict=True))
    with turn.write():
        return talk.begin(one.program_id, pairs, now)
