"""What the house in full swing holds of being heard: a voice note in the talk of `member` and `peer`."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from alongside.base import turn
from alongside.flows.message_arrives import Kept, Said, arrive
from alongside.flows.voice_note_is_heard import line_words
from alongside.rules import voice_note
from alongside.talk import voice_notes
from alongside.talk.voice_notes import Sound

if TYPE_CHECKING:
    from conftest import Cast

BESIDE = "I sang it for you."
# A report shows a line as it stands: in the words of who spoke.
SPOKEN_WORDS = {BESIDE, "Voice note, 0:32", f"Voice note, 0:32\n{BESIDE}"}


def spoken_rows(cast: Cast, conversation: int, now: datetime) -> int:
    """The number of the line at which `member` spoke, long before they went quiet."""
    then = now - timedelta(days=11)
    text = voice_note.line(line_words(32, "en"), BESIDE)
    said = Said(b"", conversation, "spoken", text, channel="whatsapp", by=cast.member.id)
    with turn.write():
        [kept] = arrive([said], then, frozenset())
        assert isinstance(kept, Kept)
        voice_notes.keep(kept.room, kept.seat, kept.n, Sound("audio/ogg", 32, b"a song"), then)
    return kept.n
