"""The demo is filled: a program that lives, made by the same flows as a real one, dated from now."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from alongside.base import turn
from alongside.flows import (
    demo_grows,
    demo_opening,
    match_ends,
    offer_is_taken,
    peer_is_here,
    peer_is_made_ready,
    peer_tells_of_themselves,
    person_arrives,
    support_is_asked,
    talk_rests,
)
from alongside.matching import reads as matching
from alongside.people import availability, choices, programs, writes
from alongside.rules import lived, loves, tongues, week
from alongside.rules.demo_people import MEMBERS, NAME, PEERS, PLACES, DemoMember, DemoPeer
from alongside.rules.wishes import Wishes
from alongside.safety import writes as safety
from alongside.talk import access
from alongside.talk import writes as talk
from alongside.vault import keys
from alongside.workforce import reads as asked
from alongside.workforce import writes as workforce

if TYPE_CHECKING:
    from alongside.people.models import Person, Program

HERE_FOR = timedelta(days=30)
ENDED_AGO = timedelta(days=2)
TEAM = (("Tariro", ["coordinator", "supervisor"]), ("Mikel", ["supervisor"]))


def fill(now: datetime) -> None:
    """The program, its team, its peers and its members, each in a different state."""
    program = _program(now - timedelta(days=200))
    team = [_person(program, name, roles, now - timedelta(days=200)) for name, roles in TEAM]
    peers = {told.name: _peer(program, told, team[0].id, now) for told in PEERS}
    people = {"Tariro": team[0].id, "Mikel": team[1].id} | {name: peer.id for name, peer in peers.items()}
    talks: dict[str, int] = {}
    demo_opening.opens(program, people, now)
    for told in MEMBERS:
        people[told.name], conversation_id = _member(program, told, peers, now)
        if conversation_id is not None:
            talks[told.name] = conversation_id
    demo_grows.grow(demo_grows.Filled(program, people, talks), now)


def _program(now: datetime) -> Program:
    key_id = keys.make(0)
    with turn.write():
        program = programs.add(
            programs.NewProgram(
                NAME,
                "KE",
                ["en", "sw"],
                "Africa/Nairobi",
                hours=[[day, "08:00", "22:00"] for day in range(week.DAYS)],
                emergency_number="999",
            ),
            key_id,
            now,
            is_demo=True,
        )
        safety.copy_published_lines(program.id, "KE")
        for kind, lines in PLACES.items():
            choices.add(program.id, kind, lines)
        workforce.ask_the_usual(program.id)
    return program


def _person(program: Program, name: str, roles: list[str], now: datetime) -> Person:
    key_id = keys.make(program.key_id)
    with turn.write():
        return writes.add_person(program.id, key_id, name, roles, now, language="en")


def _peer(program: Program, told: DemoPeer, ready_by: int, now: datetime) -> Person:
    person = _person(program, told.name, ["peer"], now - timedelta(days=150))
    peer_tells_of_themselves.tell(
        program.id,
        person.id,
        person.key_id,
        now,
        about=told.about,
        tongues=tongues.mask_of(told.tongues),
        lived=lived.mask_of(told.lived),
        loves=loves.mask_of(told.loves),
        gender=told.gender,
        age_band=told.age_band,
        capacity=told.capacity,
        hours=week.mask_of((day, part) for day in range(week.DAYS) for part in told.parts),
        shown=dict.fromkeys(told.lived, "suggested"),
    )
    if told.state == "writing":
        return person
    peer_tells_of_themselves.shows_it(program.id, person.id, now)
    if told.state == "waiting":
        return person
    everything = [each.id for each in asked.requirements(program.id)]
    peer_is_made_ready.note(program.id, person.id, everything, ready_by, ready_by, now - timedelta(days=100))
    peer_is_made_ready.make_ready(program.id, person.id, ready_by, now - timedelta(days=100))
    if told.state == "resting":
        peer_is_here.rests(program.id, person.id, now + timedelta(days=5), now)
    if told.here:
        with turn.write():
            availability.be_here(person.id, now + HERE_FOR)
    return person


def _member(
    program: Program, told: DemoMember, peers: dict[str, Person], now: datetime
) -> tuple[int, int | None]:
    """The member, and the conversation if one began."""
    came = now - timedelta(days=told.days, minutes=told.minutes)
    wishes = Wishes(
        tongues=tongues.mask_of(told.tongues),
        lived=lived.mask_of(told.lived),
        loves=loves.mask_of(told.loves),
    )
    newcomer = person_arrives.Newcomer(told.name, told.language, wishes, told.words)
    arrived = person_arrives.arrive(program, newcomer, f"demo {told.name}", came)
    assert arrived is not None
    state, _, name = told.state.partition(" ")
    member_id, request_id = arrived.person_id, arrived.request_id
    if state == "waiting":
        support_is_asked.ask_whoever(member_id, request_id, came)
    if not name:
        return member_id, None
    peer = peers[name]
    support_is_asked.suggestions(member_id, request_id, came, "demo")
    support_is_asked.ask_peer(member_id, request_id, peer.id, ask_others=True, now=came)
    if state == "asking":
        return member_id, None
    offer = next(each for each in matching.offers_for(peer.id) if each.request_id == request_id)
    conversation_id = offer_is_taken.accept(peer.id, offer.offer_id, came + timedelta(minutes=4))
    assert conversation_id is not None
    _say(told, member_id, conversation_id, came, now)
    if state == "paused":
        talk_rests.pause(member_id, conversation_id)
    elif state == "ended":
        match_ends.say_goodbye(member_id, conversation_id, "", now - ENDED_AGO)
    return member_id, conversation_id


def _say(told: DemoMember, member_id: int, conversation_id: int, came: datetime, now: datetime) -> None:
    """The lines, spread over the days since: the newest an hour ago, or just before the goodbye."""
    first, last = came + timedelta(minutes=6), now - timedelta(days=told.quiet, hours=1)
    if told.state.startswith("ended"):
        last = now - ENDED_AGO
    for i, (seat, words) in enumerate(told.said):
        at = last - (last - first) * (len(told.said) - 1 - i) / len(told.said)
        with turn.write():
            room, _ = access.room_for(member_id, conversation_id, lock=True)
            speaker = next(each for each in room.seats if each.seat == seat)
            talk.append([talk.Line(room, speaker, talk.once_of("demo", seat, str(i)), words)], at)
            talk.confirm([(speaker, room.last_n, False)], at)
