"""A voice note as a line, and how long a sound is."""

from hypothesis import given
from hypothesis import strategies as some

from alongside.rules import ogg, voice_note
from alongside.rules.typed import clean


def test_its_words_can_be_read_where_nothing_is_played() -> None:
    text = voice_note.line("Voice note, 1:05", "For you\nand me")
    assert voice_note.is_one(text)
    assert voice_note.plain(text) == "Voice note, 1:05\nFor you\nand me"
    assert voice_note.parts(text) == (65, "For you\nand me")
    assert voice_note.parts(voice_note.line("Ujumbe wa sauti")) == (0, "")


@given(some.text())
def test_nobody_can_type_one(text: str) -> None:
    assert not voice_note.is_one(clean(voice_note.MARK + text))


def test_only_sounds_that_pages_play_are_taken() -> None:
    kinds = {"audio/ogg; codecs=opus": "audio/ogg", "audio/MPEG": "audio/mpeg", "audio/x-m4a": "audio/mp4"}
    assert {told: voice_note.kind_of(told) for told in kinds} == kinds
    refused = ("audio/amr", "text/html", "audio/ogg,text/html", "", "image/svg+xml")
    assert [voice_note.kind_of(told) for told in refused] == [""] * 5


def test_a_clock_of_minutes_and_seconds() -> None:
    assert [voice_note.clock(each) for each in (0, 5, 32, 65, 300)] == [
        "0:00",
        "0:05",
        "0:32",
        "1:05",
        "5:00",
    ]


def test_the_last_page_tells_how_long_a_sound_is() -> None:
    head = b"OggS" + bytes(24) + b"OpusHead\x01\x01" + (312).to_bytes(2, "little") + bytes(20)
    last = b"OggS\x00\x04" + (48_000 * 31 + 312 + 1).to_bytes(8, "little") + bytes(14)
    no_end = b"OggS\x00\x04" + b"\xff" * 8 + bytes(14)
    assert ogg.seconds_of(head + b"noise" * 50 + last) == 32
    assert ogg.seconds_of(head + last + no_end) == 32
    assert ogg.seconds_of(head) == 0


@given(some.binary(max_size=2000))
def test_whatever_comes_has_some_length_or_none(sound: bytes) -> None:
    assert ogg.seconds_of(b"OggS" + bytes(24) + b"OpusHead\x01\x01" + sound) >= 0
