"""Texts on their way to somebody over a channel: owed, claimed, handed over, and what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.db.models import F, Max, QuerySet

from alongside.base import turn, wake
from alongside.base.ids import new_id
from alongside.outbox.models import Text
from alongside.people.doors import Door
from alongside.rules import texts as rule
from alongside.rules.channel import State
from alongside.rules.texts import CLAIMED_FOR, URGENCY, Kind
from alongside.vault import keys
from alongside.vault.install import keyed_hash

ON_THE_WAY = ("waiting", "taken", "sent")
ARRIVES = ("taken", "sent", "delivered", "read")
IN_VAIN = ("failed", "late", "stopped")


@dataclass(frozen=True, slots=True)
class Owed:
    """A text that fell due, claimed by one worker."""

    id: int
    program_id: int
    gateway_id: int
    handle_id: int
    person_id: int
    kind: Kind
    conversation_id: int | None
    from_n: int
    to_n: int
    words: bytes  # sealed; empty where lines of a talk are carried
    reply_to: str
    made_at: datetime
    deadline_at: datetime
    again_at: datetime  # what it was claimed until: names this claim
    parts: int
    tries: int
    unsure: int  # times it was handed over before without an answer

    @property
    def ours(self) -> str:
        """What names it in a provider's callback."""
        return f"{self.id:x}"


def place(text_id: int) -> str:
    """What the words of a text are bound to."""
    return f"outbox_text {text_id}"


def say(door: Door, words: str, now: datetime, kind: Kind = "answer", *, reply_to: str = "") -> int | None:
    """Owes one text of our own words; its id, or None where the door has no gateway to go out by."""
    if door.gateway_id is None or not words:
        return None
    text_id = new_id()
    sealed = keys.seal(door.key_id, words, place(text_id))
    return _owe(door, text_id, kind, now, sealed=sealed, reply_to=reply_to)


def carry(door: Door, conversation_id: int, from_n: int, to_n: int, now: datetime) -> int | None:
    """Owes the lines of a talk from one number to another. Their words stay where they are."""
    if door.gateway_id is None:
        return None
    return _owe(door, new_id(), "line", now, conversation_id=conversation_id, from_n=from_n, to_n=to_n)


def _owe(
    door: Door,
    text_id: int,
    kind: Kind,
    now: datetime,
    *,
    sealed: bytes = b"",
    reply_to: str = "",
    conversation_id: int | None = None,
    from_n: int = 0,
    to_n: int = 0,
) -> int:
    turn.required()
    assert door.gateway_id is not None
    wake.nudge("texts", 0)
    Text.objects.create(
        id=text_id,
        program_id=door.program_id,
        gateway_id=door.gateway_id,
        handle_id=door.handle_id,
        person_id=door.person_id,
        kind=kind,
        urgency=URGENCY[kind],
        conversation_id=conversation_id,
        from_n=from_n,
        to_n=to_n,
        sealed=sealed,
        reply_to=reply_to,
        made_at=now,
        due_at=now,
        deadline_at=rule.deadline(kind, now),
        state_at=now,
    )
    return text_id


def gateways_with_work(now: datetime) -> list[int]:
    """Which gateways have a text that fell due."""
    rows = Text.objects.filter(due_at__lte=now)
    return list(rows.order_by().values_list("gateway_id", flat=True).distinct())


def claim(gateway_id: int, now: datetime, at_most: int) -> list[Owed]:
    """Takes up the most urgent texts that fell due at a gateway; nobody else has them until the claim ends.

    A claim that ends without a word is a worker that died: the text may have gone.
    """
    turn.required()
    until = now + CLAIMED_FOR
    wanted = (
        Text.objects.filter(gateway_id=gateway_id, due_at__lte=now)
        .order_by("urgency", "due_at", "id")
        .select_for_update(skip_locked=True)
    )
    rows = list(wanted[:at_most])
    Text.objects.filter(id__in=[row.id for row in rows]).update(
        due_at=until, tries=F("tries") + 1, unsure=F("unsure") + 1
    )
    return [_owed(row, until) for row in rows]


def words(owed: Owed, door: Door) -> str | None:
    """A text's own words, opened for whom they go to."""
    return keys.read(door.key_id, owed.words, place(owed.id)) if owed.words else None


def went(owed: Owed, ref: str, segments: int, cost_millionths: int, now: datetime, *, again: bool) -> None:
    """The gateway has it. `again`: it was sent once more because nobody knew."""
    turn.required()
    _mine(owed).update(
        due_at=None,
        unsure=0,
        state="taken",
        state_at=now,
        trouble="",
        ref=ref_hash(ref) if ref else None,
        segments=segments,
        cost_millionths=cost_millionths,
        again=F("again") + int(again),
    )


def put_off(owed: Owed, until: datetime, trouble: str = "", *, handed: bool = False) -> None:
    """Not now. `handed`: it may have been taken, and nobody knows."""
    turn.required()
    until = min(until, owed.deadline_at)
    tries = {} if trouble else {"tries": F("tries") - 1}  # nothing was tried
    unsure = {} if handed else {"unsure": owed.unsure}
    _mine(owed).update(due_at=until, trouble=trouble, **tries, **unsure)


def waits_for_their_hours(owed: Owed, until: datetime) -> None:
    """They chose when their phone may light up: its time is counted from then."""
    turn.required()
    later = max(owed.deadline_at, until + rule.IN_TIME[owed.kind])
    _mine(owed).update(due_at=until, deadline_at=later, unsure=owed.unsure, tries=F("tries") - 1)


def brought(person_id: int, conversation_id: int) -> int:
    """Up to which line of a talk texts went to this person; 0: none."""
    rows = Text.objects.filter(person_id=person_id, conversation_id=conversation_id, state__in=ARRIVES)
    newest: int | None = rows.aggregate(newest=Max("to_n"))["newest"]
    return newest or 0


def part_went(owed: Owed, parts: int) -> None:
    """So many messages of a long text are gone."""
    turn.required()
    _mine(owed).update(parts=parts)


def will_not_go(owed: Owed, state: State, trouble: str, now: datetime) -> bool:
    """It is given up, for one reason or another."""
    turn.required()
    return bool(
        _mine(owed).update(due_at=None, unsure=0, state=state, state_at=now, trouble=trouble, sealed=b"")
    )


def stopped(handle_id: int, now: datetime) -> int:
    """Nothing that waits goes to this door any more, but answers to what is just being said."""
    turn.required()
    waiting = Text.objects.filter(handle_id=handle_id, due_at__isnull=False).exclude(kind="answer")
    return waiting.update(due_at=None, state="stopped", state_at=now, sealed=b"")


def leave(person_id: int, conversation_ids: Sequence[int]) -> None:
    """Nothing goes to this person any more, and nothing of theirs to anybody."""
    turn.required()
    Text.objects.filter(person_id=person_id).delete()
    Text.objects.filter(conversation_id__in=list(conversation_ids), due_at__isnull=False).update(due_at=None)


def ref_hash(ref: str) -> bytes:
    """What finds a provider's name for a text."""
    return keyed_hash("text ref", ref)


def _mine(owed: Owed) -> QuerySet[Text]:
    return Text.objects.filter(id=owed.id, due_at=owed.again_at)


def _owed(row: Text, until: datetime) -> Owed:
    return Owed(
        id=row.id,
        program_id=row.program_id,
        gateway_id=row.gateway_id,
        handle_id=row.handle_id,
        person_id=row.person_id,
        kind=cast(Kind, row.kind),
        conversation_id=row.conversation_id,
        from_n=row.from_n,
        to_n=row.to_n,
        words=bytes(row.sealed),
        reply_to=row.reply_to,
        made_at=row.made_at,
        deadline_at=row.deadline_at,
        again_at=until,
        parts=row.parts,
        tries=row.tries + 1,
        unsure=row.unsure,
    )
