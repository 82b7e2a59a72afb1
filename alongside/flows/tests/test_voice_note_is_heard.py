"""A voice note is fetched, sealed and heard by the other side; and where it cannot be, that is said."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from alongside.flows import (
    arrival_is_taken,
    person_asks_for_deletion,
    person_asks_what_we_hold,
    something_comes_in,
    talk_rests,
    words_are_owed,
)
from alongside.flows.tests.carrying import Remembers, a_door, a_gateway, channel
from alongside.flows.tests.speaking import Speaks, chat, gateway, hears, ogg, spoken, told
from alongside.flows.tests.walking import walk_together
from alongside.gateways.models import Arrival
from alongside.people import doors
from alongside.rules import voice_note
from alongside.rules.channel import Message
from alongside.rules.voice_note import LARGEST, LONGEST
from alongside.talk import reads as talks
from alongside.talk import voice_notes
from alongside.talk.access import room_for
from alongside.talk.models import VoiceNote

if TYPE_CHECKING:
    from alongside.gateways.reads import Open
    from conftest import Cast

__all__ = ["channel", "chat", "gateway"]
pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)
AMINA, ROSA = "99887766", "+254700000002"
SONG = ogg(32)


@pytest.fixture
def talk(cast: Cast, gateway: Open, now: datetime) -> int:
    """Amina writes and speaks in a chat; Rosa is her peer."""
    a_door(cast.member, gateway, AMINA, now)
    return walk_together(cast.member, cast.peer, cast.program.key_id, now)


def said(cast: Cast, talk: int) -> list[str]:
    return [line.text or "" for line in talks.newest(cast.program.id, talk)]


def test_a_voice_note_is_a_line_with_its_sound_sealed_under_the_key_of_who_spoke(
    cast: Cast, chat: Speaks, gateway: Open, talk: int, now: datetime
) -> None:
    chat.sounds["song"] = SONG
    hears(gateway, cast, spoken("song", AMINA, text="For you"), now)
    [line] = talks.newest(cast.program.id, talk)
    assert (line.n, line.seat, line.text) == (1, 1, "Voice note, 0:32\nFor you")
    assert voice_note.parts(line.raw or "") == (32, "For you")
    room, _ = room_for(cast.peer.id, talk)
    assert voice_notes.of(room, 1) == voice_notes.Sound("audio/ogg", 32, SONG)
    row = VoiceNote.objects.get()
    assert (row.seat, row.size, b"OggS" in bytes(row.sealed)) == (1, len(SONG), False)
    assert told(chat, AMINA, now) == []


def test_a_repeat_is_heard_once(cast: Cast, chat: Speaks, gateway: Open, talk: int, now: datetime) -> None:
    chat.sounds["song"] = SONG
    for _ in range(3):
        hears(gateway, cast, spoken("song", AMINA), now)
    assert said(cast, talk) == ["Voice note, 0:32"]
    assert (VoiceNote.objects.count(), chat.fetched) == (1, ["song"])


def test_who_has_a_basic_phone_is_told_that_a_voice_note_waits(
    cast: Cast, chat: Speaks, channel: Remembers, gateway: Open, talk: int, now: datetime
) -> None:
    a_door(cast.peer, a_gateway(cast.program, now), ROSA, now)
    chat.sounds["song"] = SONG
    hears(gateway, cast, spoken("song", AMINA, text="For you"), now)
    words_are_owed.settle_what_is_due(now)
    assert told(channel, ROSA, now) == ["A voice note (0:32) waits. You can hear it on the web.\nFor you"]


def test_a_member_with_a_basic_phone_is_told_the_way_to_hear_it(
    cast: Cast, chat: Speaks, channel: Remembers, gateway: Open, now: datetime
) -> None:
    talk = walk_together(cast.member, cast.peer, cast.program.key_id, now)
    a_door(cast.peer, gateway, "11", now)
    a_door(cast.member, a_gateway(cast.program, now), ROSA, now)
    chat.sounds["song"] = SONG
    hears(gateway, cast, spoken("song", "11"), now)
    words_are_owed.settle_what_is_due(now)
    assert said(cast, talk) == ["Voice note, 0:32"]
    assert told(channel, ROSA, now) == [
        "A voice note (0:32) waits. You can hear it on the web. WEB lets you in there."
    ]


def test_what_cannot_be_fetched_is_tried_again_and_then_said(
    cast: Cast, chat: Speaks, gateway: Open, talk: int, now: datetime
) -> None:
    hears(gateway, cast, spoken("gone", AMINA), now)
    assert (chat.fetched, said(cast, talk)) == (["gone"] * 4, [])
    [words] = told(chat, AMINA, now + timedelta(minutes=2))
    assert words == "We could not get your voice note. Please send it again, or write it."


def test_what_is_there_at_the_second_try_is_heard(
    cast: Cast, chat: Speaks, gateway: Open, talk: int, now: datetime
) -> None:
    came = something_comes_in.came_in(gateway, cast.program.key_id, [spoken("late", AMINA)], now)
    something_comes_in.keep(came)
    arrival_is_taken.take_voice_notes(now)
    chat.sounds["late"] = SONG
    arrival_is_taken.take_voice_notes(now + timedelta(seconds=2))
    assert (said(cast, talk), told(chat, AMINA, now)) == (["Voice note, 0:32"], [])


def test_what_they_write_next_waits_for_it_and_nobody_elses_does(
    cast: Cast, chat: Speaks, gateway: Open, talk: int, now: datetime
) -> None:
    others = walk_together(cast.other_member, cast.other_peer, cast.program.key_id, now)
    a_door(cast.other_member, gateway, "11223344", now)
    events = [spoken("song", AMINA), Message("a", AMINA, "After it"), Message("b", "11223344", "Elsewhere")]
    something_comes_in.keep(something_comes_in.came_in(gateway, cast.program.key_id, events, now))
    arrival_is_taken.take_words(now)
    assert (said(cast, talk), said(cast, others)) == ([], ["Elsewhere"])
    chat.sounds["song"] = SONG
    arrival_is_taken.take_voice_notes(now)
    arrival_is_taken.take_words(now)
    assert said(cast, talk) == ["Voice note, 0:32", "After it"]
    assert Arrival.objects.filter(taken_at=None).count() == 0


@pytest.mark.parametrize(
    ("size", "seconds"),
    [(LARGEST + 1, 0), (0, LONGEST + 1)],
    ids=["told to be too large", "told to be too long"],
)
def test_what_is_told_to_be_too_long_is_not_even_fetched(
    cast: Cast, chat: Speaks, gateway: Open, talk: int, now: datetime, size: int, seconds: int
) -> None:
    hears(gateway, cast, spoken("song", AMINA, size=size, seconds=seconds), now)
    assert (chat.fetched, said(cast, talk)) == ([], [])
    assert told(chat, AMINA, now) == ["Your voice note is too long to pass on. 5 minutes at most, please."]


@pytest.mark.parametrize("sound", [ogg(LONGEST + 1), ogg(10, LARGEST)], ids=["too long", "too large"])
def test_what_turns_out_to_be_too_long_is_not_kept(
    cast: Cast, chat: Speaks, gateway: Open, talk: int, now: datetime, sound: bytes
) -> None:
    chat.sounds["song"] = sound
    hears(gateway, cast, spoken("song", AMINA), now)
    assert (said(cast, talk), VoiceNote.objects.count()) == ([], 0)
    assert told(chat, AMINA, now) == ["Your voice note is too long to pass on. 5 minutes at most, please."]


def test_a_sound_that_no_page_plays_and_a_picture_are_said_not_to_go_on(
    cast: Cast, chat: Speaks, gateway: Open, talk: int, now: datetime
) -> None:
    hears(gateway, cast, spoken("song", AMINA, kind="audio/amr"), now)
    hears(gateway, cast, Message("sticker", AMINA, "", attached=True), now)
    hears(gateway, cast, Message("picture", AMINA, "My garden", attached=True), now)
    assert said(cast, talk) == ["My garden"]
    assert told(chat, AMINA, now) == [
        "We cannot play this kind of sound. Please speak into the chat itself, or write.",
        "Only words and voice notes are passed on. What you just sent was not.",
        "Only words are passed on. The picture or file that came with them was not.",
    ]


def test_where_it_cannot_go_on_now_it_is_not_kept_for_later(
    cast: Cast, chat: Speaks, gateway: Open, talk: int, now: datetime
) -> None:
    talk_rests.pause(cast.peer.id, talk)
    chat.sounds["song"] = SONG
    hears(gateway, cast, spoken("song", AMINA), now)
    assert (said(cast, talk), VoiceNote.objects.count()) == ([], 0)
    assert told(chat, AMINA, now) == [
        "Your voice note was not passed on. Please write a few words here first."
    ]
    talk_rests.go_on(cast.peer.id, talk, now)
    hears(gateway, cast, Message("later", AMINA, "Are you there?"), now + timedelta(hours=1))
    assert said(cast, talk) == ["Are you there?"]


def test_after_stop_a_voice_note_is_heard_and_nothing_is_answered(
    cast: Cast, chat: Speaks, gateway: Open, talk: int, now: datetime
) -> None:
    chat.sounds["song"] = SONG
    hears(gateway, cast, Message("stop", AMINA, "STOP"), now)
    stopped = told(chat, AMINA, now)
    assert len(stopped) == 1
    hears(gateway, cast, spoken("amr", AMINA, kind="audio/amr"), now)
    hears(gateway, cast, Message("sticker", AMINA, "", attached=True), now)
    hears(gateway, cast, spoken("song", AMINA), now)
    assert said(cast, talk) == ["Voice note, 0:32"]
    assert told(chat, AMINA, now) == stopped


def test_a_strangers_first_voice_note_begins_as_any_first_text_does(
    cast: Cast, chat: Speaks, gateway: Open, now: datetime
) -> None:
    hears(gateway, cast, spoken("song", "55"), now)
    hears(gateway, cast, Message("hello", "66", "Hello"), now)
    assert chat.fetched == []
    assert told(chat, "55", now) == told(chat, "66", now) != []


def test_it_goes_with_who_spoke_and_stays_for_who_did_not(
    cast: Cast, chat: Speaks, gateway: Open, talk: int, now: datetime
) -> None:
    a_door(cast.peer, gateway, "11", now)
    chat.sounds |= {"song": SONG, "answer": ogg(5)}
    hears(gateway, cast, spoken("song", AMINA), now)
    hears(gateway, cast, spoken("answer", "11"), now)
    assert said(cast, talk) == ["Voice note, 0:32", "Voice note, 0:05"]
    person_asks_for_deletion.delete(cast.member.id, now)
    assert list(VoiceNote.objects.values_list("n", flat=True)) == [2]
    assert [line.text for line in talks.newest(cast.program.id, talk)] == [None, "Voice note, 0:05"]
    assert doors.find(cast.program.id, "telegram", AMINA) is None


def test_what_we_hold_tells_of_their_own_and_the_copy_has_every_sound_they_can_hear(
    cast: Cast, chat: Speaks, gateway: Open, talk: int, now: datetime
) -> None:
    a_door(cast.peer, gateway, "11", now)
    chat.sounds |= {"song": SONG, "answer": ogg(5)}
    hears(gateway, cast, spoken("song", AMINA), now)
    hears(gateway, cast, spoken("answer", "11"), now)
    who = person_asks_what_we_hold.whose(cast.program, cast.member.id, cast.member.key_id)
    rows = [row for row in person_asks_what_we_hold.held(who, "talks") if row.kind == "voice_note"]
    assert [(dict(row.facts)["line"], dict(row.facts)["seconds"]) for row in rows] == [(1, 32)]
    lines = [line for piece in person_asks_what_we_hold.lines(who, talk) for line in piece]
    assert [line.sound.sound if line.sound else None for line in lines] == [SONG, ogg(5)]
