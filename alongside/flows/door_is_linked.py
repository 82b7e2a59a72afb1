"""Somebody on the web adds a phone or a mail: a code goes there, and whoever types it back has it.

A chat cannot be written to first: there the code is shown on the web and sent in from the chat. Whatever
number is typed, the page says the same: nobody learns here who else uses this program.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from django.utils import translation
from django.utils.translation import pgettext

from alongside.base import turn
from alongside.flows import door_closes
from alongside.flows.door_closes import MOVED
from alongside.flows.still_you_is_asked import silent_for
from alongside.gateways import dialogs
from alongside.gateways import reads as gateways
from alongside.outbox import texts
from alongside.people import attempts, door_choices, door_links, doors, link_codes, reads
from alongside.rules import link_code
from alongside.rules.door_moves import Holder, may_be_asked

if TYPE_CHECKING:
    from alongside.gateways.reads import Open
    from alongside.people.doors import Door

A_DAY = 4  # codes one person may have sent
TO_ONE_ADDRESS = 3  # codes that go to one address a day, whoever asks; more are not sent and nobody is told
MOST = 6  # doors of one person
Way = Literal["sent", "shown"]  # a code goes there and is typed here; it is shown here and sent from there


@dataclass(frozen=True, slots=True)
class Channel:
    """A kind of door that this program can link, and by which gateway."""

    address: str
    way: Way
    gateway: Open


def channels(program_id: int) -> dict[str, Channel]:
    """Kind of address -> how one is linked. Where a program has several, by the one made first."""
    found: dict[str, Channel] = {}
    for gateway in gateways.opened(program_id):
        can = gateway.capabilities
        if can.calls or can.answers_at_once:
            continue
        way: Way = "sent" if can.can_begin and can.reply_window is None else "shown"
        known = found.get(can.address)
        if known is None or (known.way == "shown" and way == "sent"):
            found[can.address] = Channel(can.address, way, gateway)
    return found


def ask(person_id: int, channel: Channel, address: str, shared: bool | None, now: datetime) -> bool:
    """Sends a code there, where that is anybody's to ask. False where it was asked too often today."""
    person = reads.person(person_id)
    with turn.write():
        if person is None or attempts.count("link-door", str(person_id), now) > A_DAY:
            return False
        handle_id = door_links.ask_about(
            person.program_id, person_id, person.key_id, address, channel.gateway.id, shared=shared
        )
        code = link_codes.for_handle(person.program_id, person_id, channel.address, handle_id, now)
        often = attempts.count("link-to", f"{channel.address} {address.casefold()}", now) > TO_ONE_ADDRESS
        holder = _holder(doors.find(person.program_id, channel.address, address), person_id)
        never = doors.is_never_written(person.program_id, channel.address, address)
        if not often and not never and may_be_asked(holder, silent_for(channel.gateway), now):
            door = doors.get(handle_id)
            if door is not None:
                texts.say(door, code_words(code, door.language), now)
    return True


def show(person_id: int, channel: Channel, now: datetime) -> str:
    """A code to be sent in by this channel; empty where that was asked too often today."""
    person = reads.person(person_id)
    with turn.write():
        if person is None or attempts.count("link-door", str(person_id), now) > A_DAY:
            return ""
        return link_codes.for_channel(person.program_id, person_id, channel.address, now)


def prove(person_id: int, typed: str, now: datetime) -> bool:
    """Whether this is the code that was sent. Then it is their door, and answers go there."""
    code = link_code.read(typed, link_code.SENT)
    with turn.write():
        asked = link_codes.prove(person_id, code, now) if code else None
        door = doors.get(asked.handle_id) if asked and asked.handle_id else None
        if asked is None or door is None:
            return False
        if not _is_free(door, asked.channel, now):
            door_links.take_back_unproved(person_id)
            return False
        door_links.proved(door, asked.channel, now)
        door_choices.choose(person_id, door.handle_id)
        attempts.give_back("link-door", str(person_id), now)
    return True


def sent_in(door: Door, text: str, now: datetime) -> bool:
    """Inside the transaction that hears them: whether this was a code that the web showed, sent from the
    chat that it is to link. Then the chat is theirs. Never by mail: anybody can write any address on one."""
    code = link_code.read(text, link_code.READ) if door.channel != "mail" else ""
    if not code or attempts.times("sent-in", str(door.handle_id), now) > A_DAY:
        return False
    asked = link_codes.sent_in(door.program_id, door.channel, code, now)
    person = reads.person(asked.person_id) if asked else None
    if person is None:
        attempts.count("sent-in", str(door.handle_id), now)
        return False
    if door.person_id != person.id:
        holder = _holder(door, person.id)
        if holder is None or holder.has_role:
            return False
        dialogs.forget(door.handle_id)
        door_links.give(door, person.id, person.key_id, now)
    door_choices.choose(person.id, door.handle_id)
    door_closes.start(door, now)  # who sends the code in wants to hear from us there, whatever was before
    linked = doors.get(door.handle_id)
    if linked is not None:
        texts.say(linked, linked_words(person.language), now)
    return True


def take_back(person_id: int) -> None:
    """The code is not wanted any more."""
    with turn.write():
        link_codes.take_back(person_id)
        door_links.take_back_unproved(person_id)


def code_words(code: str, language: str) -> str:
    """All that an address gets that nobody proved yet. It says nothing about us."""
    with translation.override(language or "en"):
        words = pgettext("sms", "Your code is %(code)s. It works for 10 minutes.")
        also = pgettext("sms", "If you did not ask for it, do nothing.")
        return f"{words % {'code': code}} {also}"


def linked_words(language: str) -> str:
    with translation.override(language or "en"):
        return pgettext("sms", "Thank you. Notes for you come here now.")


def _is_free(door: Door, channel: str, now: datetime) -> bool:
    """Whether the address is nobody else's now. Who is silent for long, or never said who they are, goes."""
    before = doors.find(door.program_id, channel, door.address)
    if before is None:
        return True
    gateway = gateways.get(door.gateway_id) if door.gateway_id else None
    if not may_be_asked(_holder(before, door.person_id), silent_for(gateway), now):
        return False
    if before.person_id == door.person_id:
        door_links.unlink(before.person_id, before.handle_id)
    else:
        texts.stopped(before.handle_id, now)
        door_links.let_go(before, MOVED, now)
    return True


def _holder(door: Door | None, person_id: int) -> Holder | None:
    if door is None:
        return None
    why = door.stopped_why if door.stopped_at else ""
    return Holder(door.person_id == person_id, bool(door.roles), why, door.last_in_at)
