"""A few lines peers wrote ahead, "to whoever comes on a bad night". Sealed under the peer's key."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Max

from alongside.base import turn
from alongside.base.ids import new_id
from alongside.people.reads import name_place
from alongside.rules import night_letters
from alongside.safety.models import NightLetter
from alongside.vault import keys


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter, opened."""

    id: int
    writer_id: int
    language: str
    words: str
    written_on: date
    zone: str  # the writer's own, in which it may be night
    name: str  # what the writer is called
    last_sign: datetime | None  # when a device of the writer's was last used, as far as one is signed in


def words_place(letter_id: int) -> str:
    """What the sealed letter is bound to."""
    return f"safety_night_letter words/{letter_id}"


def by(writer_id: int) -> list[Letter]:
    """This peer's letters that can be shown, the newest first."""
    rows = NightLetter.objects.filter(writer_id=writer_id, away_at=None).order_by("-id")
    return [letter for letter in map(_opened, _with_writer(rows)) if letter]


def of_the_day(program_id: int, language: str, day: date) -> Letter | None:
    """The letter whose turn it is on this day, in this language; in another where there is none in it.

    Only of peers whom a named person made ready: not of who has just joined, or has left for good.
    """
    everything = NightLetter.objects.filter(program_id=program_id, away_at=None).order_by("id")
    everything = everything.filter(writer__availability__ready=True)
    known = list(everything.values_list("id", "language"))
    own = [letter_id for letter_id, written_in in known if written_in == language]
    chosen = night_letters.of_the_day(own or [letter_id for letter_id, _ in known], day)
    row = _with_writer(NightLetter.objects.filter(id=chosen)).first() if chosen else None
    return _opened(row) if row else None


def write(program_id: int, writer_id: int, key_id: int, language: str, words: str, on: date) -> int | None:
    """A letter from today on. None where this peer has as many as one may have."""
    turn.required()
    mine = NightLetter.objects.filter(writer_id=writer_id, away_at=None)
    if mine.count() >= night_letters.MOST_BY_ONE:
        return None
    letter_id = new_id()
    NightLetter.objects.create(
        id=letter_id,
        program_id=program_id,
        writer_id=writer_id,
        language=language,
        words=keys.seal(key_id, words, words_place(letter_id)),
        written_on=on,
    )
    return letter_id


def take_away(writer_id: int, letter_id: int, now: datetime) -> bool:
    """Shown to nobody any more, and its words are gone. False where it is no letter of theirs."""
    turn.required()
    mine = NightLetter.objects.filter(id=letter_id, writer_id=writer_id, away_at=None)
    return bool(mine.update(away_at=now, words=b""))


def _with_writer(rows: Any) -> Any:
    return rows.select_related("writer", "program").annotate(last_sign=Max("writer__session__last_at"))


def _opened(row: Any) -> Letter | None:
    writer = row.writer
    words = keys.read(writer.key_id, row.words, words_place(row.id))
    name = keys.read(writer.key_id, writer.name, name_place(writer.id))
    if words is None or not name:
        return None
    zone = writer.time_zone or row.program.time_zone
    return Letter(row.id, row.writer_id, row.language, words, row.written_on, zone, name, row.last_sign)
