"""What talk holds about a person: their places in conversations, and what was said there."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import F

from alongside.rules import voice_note
from alongside.rules.held import Held, Someone, Whose, held
from alongside.talk import voice_notes
from alongside.talk.models import Conversation, Membership, Message, VoiceNote
from alongside.talk.voice_notes import Sound
from alongside.talk.writes import line_place
from alongside.vault import keys

AT_ONCE = 200  # lines in memory, however long the talk


def _places(whose: Whose) -> Iterator[Held]:
    """One row a conversation, the other side by name."""
    mine = Membership.objects.filter(person_id=whose.person_id).select_related("conversation")
    places = list(mine.order_by("-conversation__made_at"))
    others = _others([place.conversation_id for place in places], whose.person_id)
    for place in places:
        yield _place(place, place.conversation, whose, others.get(place.conversation_id))


def _place(place: Membership, talk: Conversation, whose: Whose, other: Someone | None) -> Held:
    me = whose.person_id
    return held(
        "conversation",
        talk.made_at,
        conversation=str(talk.id),
        talk=talk.kind,
        with_whom=other,
        lines=talk.last_n,
        read_up_to=place.seen_n,
        reading_until=place.reading_until,
        newest_at=talk.last_at,
        shows_read=place.shares_seen,
        shows_typing=place.shares_typing,
        paused_by=_you_or_other(talk.paused_by, me),
        ended_at=talk.ended_at,
        ended_by=_you_or_other(talk.ended_by, me),
        left_at=place.left_at,
    )


def _you_or_other(person_id: int | None, me: int) -> str | None:
    """Who did it, as both sides see it on the page of the talk."""
    return None if person_id is None else "you" if person_id == me else "other"


def _others(conversation_ids: list[int], me: int) -> dict[int, Someone]:
    rows = Membership.objects.filter(conversation_id__in=conversation_ids).exclude(person_id=me)
    return {row: Someone(other) for row, other in rows.values_list("conversation_id", "person_id")}


@dataclass(frozen=True, slots=True)
class Line:
    """One line they can read today, and its sound where it is a voice note."""

    conversation_id: int
    n: int
    by: int
    at: datetime
    raw: str | None
    sound: Sound | None = None

    @property
    def text(self) -> str | None:
        """In words. None where whoever wrote it has deleted everything."""
        return None if self.raw is None else voice_note.plain(self.raw)


def conversations(whose: Whose) -> list[int]:
    """The conversations this person can read, the oldest first."""
    rows = Membership.objects.filter(person_id=whose.person_id, left_at=None).order_by("conversation_id")
    return list(rows.values_list("conversation_id", flat=True))


def lines(whose: Whose, conversation_id: int) -> Iterator[list[Line]]:
    """All that was said in a conversation of theirs, some lines at a time.

    Each piece is a question of its own, so that a long talk never lies in memory and a slow reader holds
    nothing open. Whether they are in it is asked again for every piece.
    """
    after = 0
    while True:
        piece = _lines_after(whose, conversation_id, after)
        if not piece:
            return
        yield from _a_sound_at_a_time(whose, piece)
        after = piece[-1].n


def _lines_after(whose: Whose, conversation_id: int, n: int) -> list[Line]:
    people = {
        row.seat: row for row in Membership.objects.filter(conversation_id=conversation_id).order_by("seat")
    }
    if not any(row.person_id == whose.person_id and row.left_at is None for row in people.values()):
        return []
    ciphers = keys.ciphers(row.key_id for row in people.values())
    rows = Message.objects.filter(program_id=whose.program_id, conversation_id=conversation_id, n__gt=n)
    found = []
    for row in rows.order_by("n")[:AT_ONCE]:
        by = people[row.seat]
        raw = keys.opened_with(ciphers.get(by.key_id), row.sealed, line_place(conversation_id, row.n))
        found.append(Line(conversation_id, row.n, by.person_id, row.at, raw))
    return found


def _a_sound_at_a_time(whose: Whose, lines: list[Line]) -> Iterator[list[Line]]:
    """The same lines in order; no piece has more than one sound in it."""
    piece: list[Line] = []
    for line in lines:
        if voice_note.is_one(line.raw):
            heard = voice_notes.among(whose.program_id, line.conversation_id, [line.n])
            yield [*piece, replace(line, sound=heard.get(line.n))]
            piece = []
        else:
            piece.append(line)
    if piece:
        yield piece


def _voice_notes(whose: Whose) -> Iterator[Held]:
    """Each sound of theirs, that there is one and how long. It is played in the talk, and in the copy."""
    theirs = VoiceNote.objects.filter(
        conversation__membership__person_id=whose.person_id,
        conversation__membership__left_at=None,
        conversation__membership__seat=F("seat"),
    )
    rows = list(theirs.defer("sealed").order_by("-at"))
    others = _others([row.conversation_id for row in rows], whose.person_id) if rows else {}
    for row in rows:
        yield held(
            "voice_note",
            row.at,
            conversation=str(row.conversation_id),
            with_whom=others.get(row.conversation_id),
            line=row.n,
            seconds=row.seconds,
            bytes=row.size,
        )


def _told_elsewhere(whose: Whose) -> Iterator[Held]:
    return iter(())


# Table -> the page it is shown on (rules.held_words.GROUPS), and who reads it.
TABLES: dict[str, tuple[str, Callable[[Whose], Iterator[Held]]]] = {
    "Membership": ("talks", _places),
    "Conversation": ("talks", _told_elsewhere),  # with the place in it
    "Message": ("talks", _told_elsewhere),  # see `lines`
    "VoiceNote": ("talks", _voice_notes),  # the others' sounds stand at their lines
}
