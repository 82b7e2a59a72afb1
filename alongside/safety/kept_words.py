"""Words I keep: lines a member keeps for bad days, copied once the writer said yes.

The writer is asked once. A no looks to the keeper like no answer yet, so nobody learns that they were
refused. The copy is sealed twice, under the writer's key in that conversation and around it under the
keeper's own: when either of them deletes everything, no copy of it opens any more, not even in a backup.
"""

import base64
from dataclasses import dataclass
from datetime import datetime

from alongside.base import turn
from alongside.safety.models import KeptWords
from alongside.vault import keys


@dataclass(frozen=True, slots=True)
class Kept:
    """A line kept, opened for its keeper."""

    id: int
    writer_id: int | None
    words: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Wanted:
    """Somebody would like to keep line `n` of a conversation; its writer has not answered."""

    id: int
    keeper_id: int
    conversation_id: int
    n: int
    asked_at: datetime


def words_place(kept_id: int) -> str:
    """What the copy is bound to."""
    return f"safety_kept_words words/{kept_id}"


def of(person_id: int, key_id: int) -> list[Kept]:
    """What this person keeps, the newest first."""
    rows = list(KeptWords.objects.filter(person_id=person_id, allowed=True).order_by("-id"))
    found = []
    for row in rows:
        words = opened(row, key_id)
        if words is not None:
            found.append(Kept(row.id, row.writer_id, words, row.asked_at))
    return found


def asked_for_in(person_id: int, conversation_id: int) -> dict[int, bool]:
    """The lines of a conversation this person wished to keep: number -> whether they have them."""
    rows = KeptWords.objects.filter(person_id=person_id, conversation_id=conversation_id)
    return {n: allowed is True for n, allowed in rows.values_list("n", "allowed")}


def wanted_of(writer_id: int, conversation_id: int | None = None) -> list[Wanted]:
    """Lines of this person's that somebody would like to keep, the longest waiting first."""
    rows = KeptWords.objects.filter(writer_id=writer_id, allowed=None).order_by("id")
    if conversation_id is not None:
        rows = rows.filter(conversation_id=conversation_id)
    return [Wanted(row.id, row.person_id, row.conversation_id, row.n, row.asked_at) for row in rows]


def ask(
    program_id: int, keeper_id: int, writer_id: int, conversation_id: int, n: int, now: datetime
) -> int | None:
    """The wish to keep a line. None where it was asked before: nobody is asked twice."""
    turn.required()
    wish, is_new = KeptWords.objects.get_or_create(
        person_id=keeper_id,
        conversation_id=conversation_id,
        n=n,
        defaults={"program_id": program_id, "writer_id": writer_id, "words": b"", "asked_at": now},
    )
    return wish.id if is_new else None


def allow(kept_id: int, key_id: int, writer_key_id: int, words: str) -> None:
    """Its writer said yes: copied under the writer's key in that conversation, within the keeper's."""
    turn.required()
    inner = base64.b64encode(keys.seal(writer_key_id, words, words_place(kept_id))).decode()
    sealed = keys.seal(key_id, f"{writer_key_id} {inner}", words_place(kept_id))
    KeptWords.objects.filter(id=kept_id, allowed=None).update(allowed=True, words=sealed)


def refuse(kept_id: int) -> None:
    """Its writer would rather not. The row stays, empty, so that they are not asked again."""
    turn.required()
    KeptWords.objects.filter(id=kept_id, allowed=None).update(allowed=False)


def remove(person_id: int, kept_id: int) -> bool:
    """The keeper lets it go. False where it is nothing of theirs."""
    turn.required()
    return bool(KeptWords.objects.filter(id=kept_id, person_id=person_id, allowed=True).delete()[0])


def opened(row: KeptWords, key_id: int) -> str | None:
    """The words, where neither the keeper nor the writer has deleted everything."""
    outer = keys.read(key_id, row.words, words_place(row.id))
    if outer is None:
        return None
    writer_key_id, _, inner = outer.partition(" ")
    return keys.read(int(writer_key_id), base64.b64decode(inner), words_place(row.id))
