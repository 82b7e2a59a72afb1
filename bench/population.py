"""A large program's peers and the people who ask, drawn by chance from a fixed seed.

The mix, per peer: 2 to 6 of 40 experiences and 2 to 6 of 30 loves, both by Zipf (the r-th most common has
weight 1/r); one of 20 languages by Zipf, English beside it for half of the others, and a handful of languages
that one or two peers speak; 10% are here now; 5% are on a break; capacity 4, of which 0 to 4 are taken; 85%
told hours, 4 to 10 of the week's 28 parts; 90% told a gender, 85% an age band, 50% a place (of 30), 30% a
people (of 8), 30% a church (of 10).

Per request: 1 to 4 experiences and 1 to 4 loves by the same Zipf; a language by the same Zipf, two for a
third; 20% ask for a gender, 10% for an age band, 15% want nobody from their own place, 15% would like
somebody of their own people.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from alongside.rules.wishes import LIKE, NOT, Wishes

EXPERIENCES, LOVES, LANGUAGES, RARE_LANGUAGES = 40, 30, 20, 6
PLACES, PEOPLES, CHURCHES = 30, 8, 10
PLACE, PEOPLE, CHURCH = 1, 2, 4  # in `told`


@dataclass(frozen=True, slots=True)
class Zipf:
    """Numbers from 0 to `size`, the first ones most often."""

    size: int

    def some(self, chance: Random, least: int, most: int) -> int:
        """A mask of between `least` and `most` different ones."""
        wanted, mask = chance.randint(least, most), 0
        weights = [1 / rank for rank in range(1, self.size + 1)]
        while mask.bit_count() < wanted:
            mask |= 1 << chance.choices(range(self.size), weights)[0]
        return mask


LIVED, LOVED, SPOKEN = Zipf(EXPERIENCES), Zipf(LOVES), Zipf(LANGUAGES)


def peer(chance: Random, number: int, now: datetime, *, here: float = 0.1) -> dict[str, object]:
    """The fields of one row of availability."""
    tongues = SPOKEN.some(chance, 1, 1)
    if chance.random() < 0.5:
        tongues |= 1
    if number < 2 * RARE_LANGUAGES - 1:
        tongues |= 1 << LANGUAGES + number // 2
    belongs, told = 0, 0
    for first, size, kind, share in (
        (0, PLACES, PLACE, 0.5),
        (PLACES, PEOPLES, PEOPLE, 0.3),
        (PLACES + PEOPLES, CHURCHES, CHURCH, 0.3),
    ):
        if chance.random() < share:
            belongs |= 1 << first + chance.randrange(size)
            told |= kind
    hours = chance.sample(range(28), chance.randint(4, 10)) if chance.random() < 0.85 else []
    return {
        "ready": True,
        "here_until": now + timedelta(minutes=chance.randint(1, 240)) if chance.random() < here else None,
        "break_until": now + timedelta(days=3) if chance.random() < 0.05 else None,
        "capacity": 4,
        "walking_with": chance.randint(0, 4),
        "hours": sum(1 << part for part in hours),
        "tongues": tongues,
        "lived": LIVED.some(chance, 2, 6),
        "loves": LOVED.some(chance, 2, 6),
        "belongs": belongs,
        "told": told,
        "gender": chance.choice((1, 2, 1, 2, 1, 2, 3)) if chance.random() < 0.9 else 0,
        "age_band": chance.randint(1, 5) if chance.random() < 0.85 else 0,
    }


def wishes(chance: Random) -> Wishes:
    """What one person asks for."""
    near: dict[str, str] = {}
    belongs = {"place": 1 << chance.randrange(PLACES), "people": 1 << PLACES + chance.randrange(PEOPLES)}
    if chance.random() < 0.15:
        near["place"] = NOT
    if chance.random() < 0.15:
        near["people"] = LIKE
    return Wishes(
        tongues=SPOKEN.some(chance, 1, 1) | (SPOKEN.some(chance, 1, 1) if chance.random() < 1 / 3 else 0),
        lived=LIVED.some(chance, 1, 4),
        loves=LOVED.some(chance, 1, 4),
        gender=chance.choice((1, 2)) if chance.random() < 0.2 else 0,
        age_band=chance.randint(1, 5) if chance.random() < 0.1 else 0,
        belongs={kind: belongs[kind] for kind in near},
        near=near,
    )


def rare(chance: Random) -> Wishes:
    """What someone asks for who needs a language that one or two peers speak."""
    return Wishes(
        tongues=1 << LANGUAGES + chance.randrange(RARE_LANGUAGES),
        lived=LIVED.some(chance, 1, 4),
        loves=LOVED.some(chance, 1, 4),
    )
