"""What of this room the program's desk shows: one question for all of it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import BigIntegerField, F, Q, Value
from django.db.models.functions import Cast

from alongside.workforce.models import AfterTalk, Break, Readiness

PEER, SHOWN, LEAVES = "peer", "shown", "leaves"


@dataclass(frozen=True, slots=True)
class Standing:
    """`shown`: (note, peer, when), of those whom the reader stands beside. `leaving`: peer -> since when."""

    made_ready: set[int]
    beside: dict[int, int]  # peer -> who stands beside them
    shown: list[tuple[int, int, datetime]]
    leaving: dict[int, datetime]


def of_program(program_id: int, reader_id: int) -> Standing:
    """How its peers stand, for one of the team."""
    nobody = Cast(Value(None), BigIntegerField())
    peers = Readiness.objects.filter(program_id=program_id)
    mine = peers.filter(supervisor_id=reader_id).values("peer_id")
    shown = AfterTalk.objects.filter(program_id=program_id, peer_id__in=mine, seen_at=None)
    leaving = Break.objects.filter(program_id=program_id, ended_at=None, back_on=None)
    rows = list(
        peers.filter(Q(supervisor__isnull=False) | Q(made_ready_at__isnull=False))
        .values_list(Value(PEER), F("peer_id"), F("peer_id"), F("supervisor_id"), F("made_ready_at"))
        .union(
            shown.exclude(shared_at=None).values_list(
                Value(SHOWN), F("id"), F("peer_id"), nobody, F("shared_at")
            ),
            leaving.values_list(Value(LEAVES), F("id"), F("peer_id"), nobody, F("made_at")),
            all=True,
        )
    )
    return Standing(
        {peer for kind, _, peer, _, at in rows if kind == PEER and at},
        {peer: by for kind, _, peer, by, _ in rows if kind == PEER and by},
        sorted(((row, peer, at) for kind, row, peer, _, at in rows if kind == SHOWN), key=lambda one: one[2]),
        {peer: at for kind, _, peer, _, at in rows if kind == LEAVES},
    )
