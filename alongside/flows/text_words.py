"""The few words of our own that go out by a phone or a chat without anybody having asked for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import pgettext

from alongside.people import reads
from alongside.rules import voice_note
from alongside.talk import reads as talks

if TYPE_CHECKING:
    from alongside.people.doors import Door


def notice(language: str) -> str:
    """That something waits. Whoever holds the phone may read it."""
    with translation.override(language or "en"):
        return pgettext("sms", "You have a note. Reply 1 to read it.")


def in_words(raw: str, door: Door) -> str:
    """A line as a phone shows it. A voice note is not sent on: that it waits is said, and where."""
    if not voice_note.is_one(raw):
        return raw
    seconds, beside = voice_note.parts(raw)
    with translation.override(door.language or "en"):
        said = pgettext("sms", "A voice note waits. You can hear it on the web.")
        if seconds:
            length = {"length": voice_note.clock(seconds)}
            said = pgettext("sms", "A voice note (%(length)s) waits. You can hear it on the web.") % length
        if door.roles == {"member"} and door.channel != "mail":
            said = f"{said} {pgettext('sms', 'WEB lets you in there.')}"
    return f"{said}\n{beside}" if beside else said


def named(name: str, spoken: Sequence[str]) -> str:
    """Lines of one person as one text. Where a name stands first it stands before each line: nobody writes
    "Rosa: ..." below their own."""
    lines = [line for each in spoken for line in each.splitlines() if line.strip()] if name else spoken
    return "\n".join(f"{name}{line}" for line in lines)


def from_whom(door: Door, conversation_id: int) -> str:
    """The name used here, first, for who has several talks over one phone; nothing for who has one."""
    talking = [each for each in talks.conversations_of(door.person_id) if each.ended_at is None]
    if len(talking) < 2:
        return ""
    others = next((each.other_ids for each in talking if each.conversation_id == conversation_id), ())
    named = ", ".join(reads.names(others).values())
    return f"{named}: " if named else ""
