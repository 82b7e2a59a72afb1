"""A house in full swing: two programs with everything in them that a page can show, made by the flows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from alongside.base import turn
from alongside.flows import (
    card_is_made,
    offer_is_taken,
    peer_is_here,
    peer_is_made_ready,
    peer_tells_of_themselves,
    practice_begins,
    program_is_set_up,
    promise_is_read,
    promise_is_written,
    someone_is_invited,
    step_is_set,
    support_is_asked,
)
from alongside.matching import cards
from alongside.matching import reads as matching
from alongside.people import accounts, choices, invitations, passwords
from alongside.rules import fit, lived, loves, tongues
from alongside.rules.wishes import Wishes
from alongside.safety import local_people
from alongside.safety import reads as safety
from alongside.safety import writes as safety_writes
from alongside.workforce import reads as workforce
from alongside.workforce import writes as workforce_writes
from tests.house_channels import CHANNEL_WORDS, channel_rows
from tests.house_doors import DOOR_WORDS, DoorRows, door_rows
from tests.house_help import HELP_WORDS, HelpRows, help_rows
from tests.house_safety import SAFETY_WORDS, SafetyRows, safety_rows
from tests.house_spoken import SPOKEN_WORDS, spoken_rows
from tests.house_told import TOLD_WORDS, ToldRows, told_rows
from tests.house_walks import WALK_WORDS, WalkRows, walk_rows

if TYPE_CHECKING:
    from alongside.people.models import Person, Program
    from conftest import Cast

PROMISE = "We call nobody unless you ask."
ABOUT = "I keep goats and I have time."
ASKED = "I have not slept for weeks."
NOTE = "for Neema"
STEP = "open the window"
PLACE = "Upper Village"
NEAR = "Sister Mary"
HERE = {"Open Door", "Wanjiru", "Otieno", "Rosa", "Sipho", "Amina", "Juma", NOTE, PLACE, NEAR}
ELSEWHERE = {"River House", "Naledi", "Thabo", "Lerato"}
OUR_NAMES = {"English", "Kiswahili", "Alongside", "Pseudo"}


@dataclass(frozen=True)
class House:
    """The cast, and the rows of the first program that addresses name.

    `member` and `peer` walk together. `other_member` has asked, and `other_peer` may say hello to them.
    """

    cast: Cast
    conversation: int
    practice: int
    offer: int
    link: int
    card: int
    line: int
    local: int
    step: int
    join_token: str
    set_up_token: str
    help: HelpRows
    walks: WalkRows
    safety: SafetyRows
    told: ToldRows
    doors: DoorRows
    spoken: int
    channels: dict[str, str]

    def address(self, pattern: str) -> str:
        """An address of the URL map, filled in with rows of the first program."""
        values = {
            **self.walks.numbers(),
            **self.safety.numbers(),
            **self.told.numbers(),
            **self.doors.numbers(),
            **self.channels,
            "practice/<id:conversation>": f"practice/{self.practice}",
            "set-up/<str:token>": f"set-up/{self.set_up_token}",
            "join/<str:token>": f"join/{self.join_token}",
            "<id:conversation>": str(self.conversation),
            "<id:offer>": str(self.offer),
            **self.help.numbers(),
            "<id:person>": str(self.cast.peer.id),
            "<id:link>": str(self.link),
            "<id:card>": str(self.card),
            "<id:n>": str(self.spoken),
            "<id:line>": str(self.line),
            "<id:local>": str(self.local),
            "<id:step>": str(self.step),
            "<slug:what>": "pause",
            "<slug:group>": "talks",
            "<slug:code>": "name",
            "<slug:slug>": self.cast.program.slug,
        }
        for part, value in values.items():
            pattern = pattern.replace(part, value)
        assert "<" not in pattern, f"{pattern}: say in tests/house.py which row this is"
        return f"/{pattern}"

    def own_words(self) -> set[str]:
        """What people and programs are called and wrote: shown as it stands in every language."""
        programs = (self.cast.program, self.cast.elsewhere)
        lines = [line for program in programs for line in safety.all_lines(program.id)]
        published = {
            words for line in lines for words in (line.name, line.hours, line.who_for, line.sms) if words
        }
        return (
            HERE
            | HELP_WORDS
            | WALK_WORDS
            | SAFETY_WORDS
            | TOLD_WORDS
            | DOOR_WORDS
            | CHANNEL_WORDS
            | SPOKEN_WORDS
            | ELSEWHERE
            | OUR_NAMES
            | published
            | {PROMISE, ABOUT, ASKED, STEP, self.cast.program.neutral_site}
        )


def in_full_swing(cast: Cast, now: datetime) -> House:
    """Both programs are set up, with peers made ready, and people on their way through every page."""
    make_program(cast.program, now)
    make_program(cast.elsewhere, now)
    for member in (cast.member, cast.other_member, cast.elsewhere_member):
        assert promise_is_read.read(member.id, 1, "en", now)
    for peer in (cast.peer, cast.other_peer):
        make_peer(peer, cast.supervisor, cast.coordinator, now)
    make_peer(cast.elsewhere_peer, cast.elsewhere_coordinator, cast.elsewhere_coordinator, now)
    walk = offer_is_taken.accept(cast.peer.id, ask(cast.program, cast.member, cast.peer, now), now)
    assert walk is not None
    give_account(cast.peer)
    practice = practice_begins.begin(cast.program, cast.peer.id, cast.other_peer.id, now)
    assert practice is not None
    offer = ask(cast.program, cast.other_member, cast.other_peer, now)
    step = step_is_set.write(cast.member.id, STEP, None, now)
    assert step is not None
    join_token = someone_is_invited.invite(cast.program, ["peer"], NOTE, cast.coordinator.id, now)
    link = invitations.look(join_token, now)
    assert link is not None
    return House(
        cast=cast,
        conversation=walk,
        practice=practice,
        offer=offer,
        link=link.id,
        card=a_card(cast, now),
        line=safety.all_lines(cast.program.id)[0].id,
        local=local_people.of(cast.program.id)[0].id,
        step=step,
        join_token=join_token,
        set_up_token=program_is_set_up.first_link(now),
        help=help_rows(cast, now),
        walks=walk_rows(cast, now),
        safety=safety_rows(cast, walk, now),
        told=told_rows(cast, now),
        doors=door_rows(cast, now),
        spoken=spoken_rows(cast, walk, now),
        channels=channel_rows(cast, now),
    )


def a_card(cast: Cast, now: datetime) -> int:
    """A card of `peer` that nobody has used."""
    assert card_is_made.make(cast.program, cast.peer.id, cast.peer.id, [""], "en", now)
    return cards.laid(cast.peer.id, cast.peer.key_id, now)[0].id


def make_program(program: Program, now: datetime) -> None:
    """A promise, what is asked of peers, places of its own and the country's help lines."""
    promise_is_written.write(program.id, "consent_only", PROMISE, now)
    with turn.write():
        workforce_writes.ask_the_usual(program.id)
        choices.add(program.id, "place", [PLACE])
        safety_writes.copy_published_lines(program.id, program.country)
        local_people.add(program.id, local_people.Near("nurse", NEAR, PLACE), now.date())


def make_peer(peer: Person, supervisor: Person, by: Person, now: datetime) -> None:
    """A peer who told of themselves, was made ready, and is here now."""
    peer_tells_of_themselves.tell(
        peer.program_id,
        peer.id,
        peer.key_id,
        now,
        about=ABOUT,
        shown={"low": fit.SUGGESTED},
        tongues=tongues.mask_of(["en", "sw"]),
        lived=lived.mask_of(["low"]),
        loves=loves.mask_of(["writing"]),
        hours=(1 << 28) - 1,
    )
    peer_tells_of_themselves.shows_it(peer.program_id, peer.id, now)
    asked = {each.id for each in workforce.requirements(peer.program_id)}
    peer_is_made_ready.note(peer.program_id, peer.id, asked, supervisor.id, by.id, now)
    assert peer_is_made_ready.make_ready(peer.program_id, peer.id, by.id, now)
    peer_is_here.switch_on(peer.program_id, peer.id, None, now)


def give_account(peer: Person) -> None:
    """An e-mail and a password."""
    hashed = passwords.hashed("four goats and a hen")
    with turn.write():
        accounts.add(peer, "rosa@example.org", hashed)


def ask(program: Program, member: Person, peer: Person, now: datetime) -> int:
    """This member asks this peer; the number under which the peer may answer."""
    wishes = Wishes(tongues.mask_of(["en"]), lived.mask_of(["low"]), loves=loves.mask_of(["writing"]))
    request = support_is_asked.ask(program, member.id, wishes, ASKED, now)
    shown = support_is_asked.suggestions(member.id, request, now)
    assert peer.id in {one.peer_id for one in shown.people}
    support_is_asked.ask_peer(member.id, request, peer.id, False, now)
    [offered] = [one for one in matching.offers_for(peer.id) if one.request_id == request]
    return offered.offer_id
