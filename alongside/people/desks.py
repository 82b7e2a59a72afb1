"""What of this room a peer's desk shows besides their own page: one question for all of it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import DateTimeField, F, Value
from django.db.models.functions import Cast

from alongside.people import lost_words, tallies
from alongside.people.choices import Own
from alongside.people.models import Choice, Tally
from alongside.rules.fit import Scale

CHOICE, TALLY, LOST = "choice", "tally", "lost"


@dataclass(frozen=True, slots=True)
class ForPeer:
    """The program's own choices and what is rare in it, for the reasons of who would like to talk; and
    (number, since when) of each who lost their words and named this peer."""

    owns: list[Own]
    scale: Scale
    lost: list[tuple[int, datetime]]


def for_peer(program_id: int, peer_id: int, now: datetime) -> ForPeer:
    """For one look at the desk."""
    never = Cast(Value(None), DateTimeField())
    lost = lost_words.named(peer_id, now)
    chosen = Choice.objects.filter(program_id=program_id, retired_at=None)
    shared = Tally.objects.filter(program_id=program_id, peers__gt=0)
    rows = sorted(
        lost.values_list(Value(LOST), F("id"), Value(""), Value(""), Value(0), F("made_at")).union(
            chosen.values_list(Value(CHOICE), F("id"), F("kind"), F("words"), F("bit"), never),
            shared.values_list(Value(TALLY), F("id"), F("kind"), F("code"), F("peers"), never),
            all=True,
        ),
        key=lambda row: row[1],
    )
    return ForPeer(
        [Own(number, kind, words, bit) for of, number, kind, words, bit, _ in rows if of == CHOICE],
        tallies.scale_from((kind, code, peers) for of, _, kind, code, peers, _ in rows if of == TALLY),
        [(number, at) for of, number, *_, at in rows if of == LOST],
    )
