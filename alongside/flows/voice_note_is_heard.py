"""Somebody sends a voice note. The sound is fetched once the arrival is on disk, sealed under the key of who
spoke, and heard by nobody but the other side: it is given to no service.

Where it cannot be had, who sent it is told so in plain words. It is never silently lost.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from alongside.flows import text_facts, text_is_heard, text_says
from alongside.flows.message_arrives import Kept, Said, arrive
from alongside.gateways import dialogs
from alongside.outbox import texts
from alongside.rules import ogg, steering, text_talking, voice_note
from alongside.rules.channel import TooLarge
from alongside.rules.typed import clean
from alongside.talk import voice_notes
from alongside.talk.voice_notes import Sound

if TYPE_CHECKING:
    from alongside.gateways.reads import Open
    from alongside.people.doors import Door
    from alongside.rules.channel import Message, Voice

log = logging.getLogger("alongside.voice")

TRIES = 4  # times it is fetched, within half a minute: what they write next waits so long
Why = Literal["", "too_long", "not_got", "not_played", "not_words", "not_now", "attached"]


@dataclass(frozen=True, slots=True)
class Heard:
    """A message, its sound where it has one, and why something of it is not passed on."""

    message: Message
    sound: Sound | None = None
    why: Why = ""


def fetched(gateway: Open, door: Door, message: Message, tries: int) -> Heard:
    """Takes seconds: never inside a transaction. Raises where the sound is to be fetched again.

    A stranger's sound is not fetched: they are asked who they are first.
    """
    beside = clean(message.text)
    if message.voice is None or not door.roles:
        silent = not beside and gateway.capabilities.voice_at_most > 0
        if silent and not door.roles and not dialogs.of(door).asked:
            return Heard(replace(message, voice=None, text=steering.START))
        why: Why = "not_words" if silent else "attached" if message.attached else ""
        return Heard(replace(message, voice=None), why=why)
    sound, why = _sound(gateway, message.voice, tries)
    if sound is None:
        return Heard(replace(message, voice=None), why=why)
    words = line_words(sound.seconds, door.language)
    return Heard(replace(message, text=voice_note.line(words, beside)), sound)


def _sound(gateway: Open, voice: Voice, tries: int) -> tuple[Sound | None, Why]:
    at_most = gateway.capabilities.voice_at_most
    kind = voice_note.kind_of(voice.kind)
    if not kind:
        return None, "not_played"
    if voice.size > at_most or voice.seconds > voice_note.LONGEST:
        return None, "too_long"
    try:
        sound = gateway.channel.fetch(gateway.setup, voice)
    except TooLarge:
        return None, "too_long"
    except Exception:
        if tries + 1 < TRIES:
            raise
        log.warning("A voice note could not be fetched", extra={"kind": gateway.kind, "attempt": tries + 1})
        return None, "not_got"
    seconds = voice.seconds or ogg.seconds_of(sound)
    if not sound or len(sound) > at_most or seconds > voice_note.LONGEST:
        return None, "too_long" if sound else "not_got"
    return Sound(kind, seconds, sound), ""


def hear(door: Door, gateway: Open, heard: Heard, sound: Sound, ref: str, now: datetime) -> None:
    """Inside the transaction that takes it: a line of the talk that words would go to, and its sound.

    It is never an answer to what we asked, and is not kept for later: if it cannot go now, they are told.
    """
    stands, facts = dialogs.of(door), text_facts.of(door, gateway, now)
    follows = text_talking.words(stands, heard.message.text, facts)
    to = next((act.about for act in follows.acts if act.what == "say"), None)
    said = Said(b"", to or 0, ref, heard.message.text, channel=door.channel, by=door.person_id)
    kept = arrive([said], now, frozenset())[0] if to else None
    if not isinstance(kept, Kept):
        tell(door, "not_now", now)
        return
    voice_notes.keep(kept.room, kept.seat, kept.n, sound, now)
    hearing = text_is_heard.Hearing(door, gateway, ref, now, facts, stands, door.language)
    hearing.follows(follows)  # says the same line again, which is known; and all that follows from a line
    dialogs.keep(door, hearing.stands, now)
    if not facts.stopped:
        text_says.say(door, hearing.said, now)


def tell(door: Door, why: Why, now: datetime) -> None:
    """Who sent it learns that it was not passed on; not who asked for no more texts."""
    if door.stopped_at is not None:
        return
    with translation.override(door.language or "en"):
        texts.say(door, _why_words(why), now)


def _why_words(why: Why) -> str:
    if why == "too_long":
        return pgettext(
            "sms", "Your voice note is too long to pass on. %(minutes)s minutes at most, please."
        ) % {"minutes": voice_note.LONGEST // 60}
    if why == "not_got":
        return pgettext("sms", "We could not get your voice note. Please send it again, or write it.")
    if why == "not_played":
        return pgettext(
            "sms", "We cannot play this kind of sound. Please speak into the chat itself, or write."
        )
    if why == "not_now":
        return pgettext("sms", "Your voice note was not passed on. Please write a few words here first.")
    if why == "attached":
        return pgettext("sms", "Only words are passed on. The picture or file that came with them was not.")
    return pgettext("sms", "Only words and voice notes are passed on. What you just sent was not.")


def in_words(raw: str | None, language: str) -> str | None:
    """A line of a talk as words, on a page that plays no sound."""
    if raw is None or not voice_note.is_one(raw):
        return raw
    seconds, beside = voice_note.parts(raw)
    words = line_words(seconds, language)
    return f"{words}\n{beside}" if beside else words


def line_words(seconds: int, language: str) -> str:
    """ "Voice note, 0:32": what stands in the talk where no sound can be played."""
    with translation.override(language or "en"):
        if not seconds:
            return _("Voice note")
        return _("Voice note, %(length)s") % {"length": voice_note.clock(seconds)}
