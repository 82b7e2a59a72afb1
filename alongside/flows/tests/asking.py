"""Peers who are ready, and people who would like to talk, for tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from alongside.base import turn, wake
from alongside.flows import support_is_asked
from alongside.people import availability, profiles
from alongside.rules import lived, loves, tongues
from alongside.rules.fit import SUGGESTED, Traits
from alongside.rules.wishes import Wishes

if TYPE_CHECKING:
    from alongside.people.models import Person, Program

ENGLISH = tongues.mask_of(["en"])
HOSPITAL = lived.mask_of(["hospital"])
WRITING = loves.mask_of(["writing"])
WISHES = Wishes(tongues=ENGLISH, lived=HOSPITAL, loves=WRITING)
TRAITS = Traits(tongues=ENGLISH, lived=HOSPITAL, loves=WRITING)
WORDS = "They let me out on Friday. I don't know who to be now."


def make_ready(
    peer: Person,
    now: datetime,
    traits: Traits = TRAITS,
    *,
    here: bool = True,
    hours: int = 0,
    about: str = "I keep bees.",
) -> None:
    """A peer as the page of their own, the person who makes them ready and the switch leave them."""
    told = profiles.Told(
        about=about,
        shown=dict.fromkeys(lived.codes_of(traits.lived), SUGGESTED),
        hours=hours,
        tongues=traits.tongues,
        lived=traits.lived,
        loves=traits.loves,
        gender=traits.gender,
        belongs=traits.belongs,
        told=traits.told,
    )
    with turn.write():
        profiles.begin(peer.program_id, peer.id)
        profiles.write(peer.id, peer.key_id, told, now)
        profiles.go_live(peer.id, now)
        availability.set_ready(peer.id, True)
        availability.be_here(peer.id, now + timedelta(hours=8) if here else None)


def ask(program: Program, member: Person, now: datetime, wishes: Wishes = WISHES, words: str = WORDS) -> int:
    """A member's wish to talk."""
    return support_is_asked.ask(program, member.id, wishes, words, now)


def suggested(member: Person, request_id: int, now: datetime, device: str = "") -> list[int]:
    """Whom this member is shown, best first."""
    found = support_is_asked.suggestions(member.id, request_id, now, device)
    return [each.peer_id for each in found.people]


@contextmanager
def listening() -> Iterator[list[tuple[str, int]]]:
    """Every nudge that is heard meanwhile. Needs real transactions around the test."""
    heard: list[tuple[str, int]] = []

    def hear(kind: str, number: int) -> None:
        heard.append((kind, number))

    wake.listen(hear)
    try:
        yield heard
    finally:
        wake.stop_listening(hear)
