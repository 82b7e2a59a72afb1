"""How many ready peers share an experience or a language: kept as rows, moved with each change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import F, Sum

from alongside.base import turn
from alongside.people.models import Availability, Tally
from alongside.rules.fit import Scale, bits_of

if TYPE_CHECKING:
    from django.db.models.expressions import CombinedExpression

PEERS = "peers"  # kind of the row that counts all who are ready
COUNTED = ("lived", "lived_own", "tongues")

Counts = Counter[tuple[str, str]]


def scale_of(program_id: int) -> Scale:
    """What is rare in this program today."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT kind, code, peers FROM people_tally WHERE program_id = %s AND peers > 0", [program_id]
        )
        return scale_from(cursor.fetchall())


def scale_from(rows: Iterable[tuple[str, str, int]]) -> Scale:
    """From rows of kind, code and how many peers share it."""
    counts: dict[str, dict[int, int]] = {kind: {} for kind in (PEERS, *COUNTED)}
    for kind, code, peers in rows:
        counts[kind][int(code)] = peers
    return Scale(counts[PEERS].get(0, 0), counts["lived"], counts["lived_own"], counts["tongues"])


def counted(ready: bool, masks: Mapping[str, int]) -> Counts:
    """What one peer adds to the tallies: nothing until they are ready."""
    if not ready:
        return Counter()
    shared = {(kind, str(bit)): 1 for kind in COUNTED for bit in bits_of(masks[kind])}
    return Counter({(PEERS, "0"): 1, **shared})


def move(program_id: int, before: Counts, after: Counts) -> None:
    """Counts the change of one peer, in one statement; rows in order, so that two never wait in a ring."""
    turn.required()
    changed = {key: after[key] - before[key] for key in before | after if after[key] != before[key]}
    if not changed:
        return
    rows = ", ".join(["(%s, %s, %s, %s)"] * len(changed))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO people_tally (program_id, kind, code, peers) VALUES {rows} "
            "ON CONFLICT (program_id, kind, code) DO UPDATE SET peers = people_tally.peers + excluded.peers",
            [value for key in sorted(changed) for value in (program_id, *key, changed[key])],
        )


def recount(program_id: int) -> None:
    """Counts anew from the peers themselves: after many were brought in at once, or to repair."""
    turn.required()
    ready = Availability.objects.filter(program_id=program_id, ready=True)
    Tally.objects.filter(program_id=program_id).delete()
    counts: Counts = Counter({(PEERS, "0"): ready.count()})
    for kind in COUNTED:
        found = ready.aggregate(**{f"bit{bit}": Sum(_bit(kind, bit)) for bit in range(63)})
        counts += Counter({(kind, str(bit)): found[f"bit{bit}"] or 0 for bit in range(63)})
    move(program_id, Counter(), counts)


def _bit(kind: str, bit: int) -> CombinedExpression:
    return F(kind).bitrightshift(bit).bitand(1)
