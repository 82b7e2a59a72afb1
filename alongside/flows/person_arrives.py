"""A person arrives: a nickname, a key of their own, five words to come back with, and what they hope for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from alongside.base import turn
from alongside.flows import support_is_asked
from alongside.people import attempts, consents, reads, recoveries, sessions, writes
from alongside.rules import recovery
from alongside.vault import keys

if TYPE_CHECKING:
    from alongside.people.models import Program
    from alongside.rules.wishes import Wishes

FROM_ONE_PLACE = 300  # arrivals a day from one address: a whole village may share it


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What someone told on the pages of arriving."""

    name: str
    language: str
    wishes: Wishes
    words: str
    own_device: bool = False
    borrowed_device: bool = False


@dataclass(frozen=True, slots=True)
class Arrived:
    """The secret for the cookie and the five words; neither is kept anywhere."""

    person_id: int
    request_id: int
    token: str
    five: tuple[str, ...]


def arrive(program: Program, newcomer: Newcomer, address: str, now: datetime) -> Arrived | None:
    """A new member, signed in, who would like to talk. None when too many came from one place today, and
    while the program is not open."""
    if program.opened_at is None:
        return None
    with turn.write():
        if attempts.count("arrive", address, now) > FROM_ONE_PLACE:
            return None
    five = recovery.five_words(newcomer.language)
    found = recoveries.found_by(recovery.phrase(recovery.read(" ".join(five))))
    key_id = keys.make(program.key_id)
    with turn.write():
        person = writes.add_person(
            program.id, key_id, newcomer.name, ["member"], now, language=newcomer.language
        )
        promise = reads.promise_of(program.id)
        if promise is not None:
            consents.give(person, promise, newcomer.language, now)
        recoveries.keep(program.id, person.id, found, now)
        token = sessions.sign_in(
            person, now, own_device=newcomer.own_device, borrowed_device=newcomer.borrowed_device
        )
    request_id = support_is_asked.ask(program, person.id, newcomer.wishes, newcomer.words, now)
    return Arrived(person.id, request_id, token, five)
