"""What two leave each other: "What I saw in you" at an ending, and "That helped", months later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from alongside.base import turn
from alongside.base.ids import new_id
from alongside.matching.models import Match, PartingLine, ThatHelped
from alongside.vault import keys

# Of these endings one may leave a line. Not of a block, of two who know each other, or of a deletion.
KINDLY = ("goodbye", "changed", "left")


@dataclass(frozen=True, slots=True)
class Helped:
    """ "That helped." `words` are empty until its peer has opened it, and where there are none."""

    id: int
    match_id: int
    conversation_id: int
    member_id: int
    peer_id: int
    at: datetime
    not_before: date | None
    opened_at: datetime | None
    words: str = ""

    def may_be_shown(self, today: date) -> bool:
        return self.not_before is None or self.not_before <= today


def line_place(line_id: int) -> str:
    """What a sealed parting line is bound to."""
    return f"matching_parting_line words/{line_id}"


def helped_place(helped_id: int) -> str:
    """What sealed words of "That helped" are bound to."""
    return f"matching_that_helped words/{helped_id}"


def leave_line(program_id: int, match_id: int, writer: tuple[int, int], words: str, now: datetime) -> None:
    """One line of this person (and their key), instead of one they left before. Without words: none."""
    turn.required()
    by, key_id = writer
    PartingLine.objects.filter(match_id=match_id, by_id=by).delete()
    if words:
        line_id = new_id()
        PartingLine.objects.create(
            id=line_id,
            program_id=program_id,
            match_id=match_id,
            by_id=by,
            words=keys.seal(key_id, words, line_place(line_id)),
            at=now,
        )


def lines(match_id: int) -> dict[int, str]:
    """Who left which line, opened. A line whose writer's key is gone is none."""
    rows = PartingLine.objects.filter(match_id=match_id).select_related("by")
    opened = {row.by_id: keys.read(row.by.key_id, row.words, line_place(row.id)) for row in rows}
    return {by: words for by, words in opened.items() if words}


def say_it_helped(program_id: int, match_id: int, key_id: int, words: str, now: datetime) -> bool:
    """From the member, under their key. False where they said it already."""
    turn.required()
    if not Match.objects.select_for_update().filter(id=match_id).exists():
        return False
    if ThatHelped.objects.filter(match_id=match_id).exists():
        return False
    helped_id = new_id()
    ThatHelped.objects.create(
        id=helped_id,
        program_id=program_id,
        match_id=match_id,
        words=keys.seal(key_id, words, helped_place(helped_id)) if words else b"",
        at=now,
    )
    return True


def helped(match_id: int) -> Helped | None:
    """What the member said of this walk, if they did; with the words once it is opened."""
    row = ThatHelped.objects.filter(match_id=match_id).select_related("match__member").first()
    return _helped(row) if row else None


def helped_for(peer_id: int, helped_id: int) -> Helped | None:
    """One that was left for this peer, with the words once they have opened it."""
    rows = ThatHelped.objects.filter(id=helped_id, match__peer_id=peer_id)
    row = rows.select_related("match__member").first()
    return _helped(row) if row else None


def unopened(peer_id: int) -> list[Helped]:
    """What was left for this peer and is not opened yet."""
    rows = ThatHelped.objects.filter(match__peer_id=peer_id, opened_at=None).order_by("at")
    return [_helped(row) for row in rows.select_related("match__member")]


def choose_day(helped_id: int, day: date) -> None:
    """Not before this day."""
    turn.required()
    ThatHelped.objects.filter(id=helped_id, opened_at=None).update(not_before=day)


def open_it(helped_id: int, now: datetime) -> None:
    turn.required()
    ThatHelped.objects.filter(id=helped_id, opened_at=None).update(opened_at=now)


def _helped(row: ThatHelped) -> Helped:
    match, opened = row.match, row.opened_at is not None
    words = keys.read(match.member.key_id, row.words, helped_place(row.id)) if opened else None
    return Helped(
        row.id,
        match.id,
        match.conversation_id,
        match.member_id,
        match.peer_id,
        row.at,
        row.not_before,
        row.opened_at,
        words or "",
    )
