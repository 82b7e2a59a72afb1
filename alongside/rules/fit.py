"""Whether a peer fits what a member wishes, how well, and why.

Whole numbers only, so that the database's narrowing (`people.candidates`) and this rule agree to the last
point. What rules someone out is never weighed; what is weighed never says what a person is worth: it says
what two people have in common, and whose turn it is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from alongside.rules import lived, loves, tongues
from alongside.rules.wishes import (
    AGE_BANDS,
    ALL_BITS,
    ANY,
    GENDERS,
    KINDS,
    LIKE,
    NOT,
    TOGETHER,
    Wishes,
)

__all__ = ["AGE_BANDS", "ALL_BITS", "ANY", "GENDERS", "KINDS", "LIKE", "NOT", "TOGETHER", "Wishes"]

SHARE_OF_LIVED = 120  # all that was lived through, shared, is worth this much
SHARE_OF_LOVES = 120  # and all that is loved just as much: a shared diagnosis alone backfires
LIKED = 30  # the same place, people, church...: compared, and told to no one
USUAL_HOUR = 10  # usually here at this time of the week
LOAD = 4  # for each person someone already walks with
SPARED = 60  # speaks a language few others can serve, and is not needed for it now
FEW_SPEAK_IT = 2
RAREST = 7
MOST_COUNTED = 20
SUGGESTED, STARTED, NEVER = "suggested", "started", "never"  # when an experience may be shown


@dataclass(frozen=True, slots=True)
class Traits:
    """What a peer tells of themselves, as masks and codes."""

    tongues: int = 0
    lived: int = 0
    lived_own: int = 0
    loves: int = 0
    loves_own: int = 0
    belongs: int = 0
    told: int = 0  # which of rules.wishes.KINDS they told at all: the first is 1, the next 2, 4...
    gender: int = 0
    age_band: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Card(Traits):
    """All that matching may know of a peer at one moment."""

    person_id: int
    ready: bool
    here: bool
    on_break: bool
    capacity: int
    walking_with: int
    hours: int = 0
    shown: int = 0  # of `lived`, what may be told to those the peer is suggested to
    shown_own: int = 0


@dataclass(frozen=True, slots=True)
class Scale:
    """How many of the program's ready peers lived through something or speak a language, by bit."""

    peers: int = 0
    lived: Mapping[int, int] = field(default_factory=dict)
    lived_own: Mapping[int, int] = field(default_factory=dict)
    tongues: Mapping[int, int] = field(default_factory=dict)

    def rarity(self, count: int) -> int:
        """1 for what half of all peers share, and one more each time it is half as common."""
        return max(1, min(RAREST, (self.peers // max(1, count)).bit_length()))

    def rare_tongues(self) -> int:
        """The languages that two peers or fewer can serve."""
        return sum(1 << bit for bit, count in self.tongues.items() if 0 < count <= FEW_SPEAK_IT)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two people were brought together: `kind` is lived, loves or tongue. A program's own choices
    have codes like "own7", after their bit."""

    kind: str
    code: str


@dataclass(frozen=True, slots=True)
class Fit:
    """A peer who fits. `score` orders those who do, and is shown nowhere."""

    person_id: int
    here: bool
    score: int
    reasons: tuple[Reason, ...]

    def place(self) -> tuple[bool, int, int]:
        """Sorts the best first: who is here now, then who has most in common, then by number."""
        return (not self.here, -self.score, self.person_id)


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Nobody fits. Letting go of `wish` would help most: `others` people would fit, counted to 20 at most."""

    wish: str
    others: int


def own_code(bit: int) -> str:
    """The code of one of the program's own choices."""
    return f"own{bit}"


def bits_of(mask: int) -> tuple[int, ...]:
    """The numbers of the bits that are set, rising."""
    return tuple(bit for bit in range(mask.bit_length()) if mask >> bit & 1)


def points(wishes: Wishes, scale: Scale) -> tuple[tuple[str, int, int], ...]:
    """(name of the mask, bit, points) for each thing that may be shared."""
    through = [
        (name, bit, scale.rarity(counts.get(bit, 0)))
        for name, counts in (("lived", scale.lived), ("lived_own", scale.lived_own))
        for bit in bits_of(getattr(wishes, name))
    ]
    loved = [(name, bit, 1) for name in ("loves", "loves_own") for bit in bits_of(getattr(wishes, name))]
    return (*_shared_out(SHARE_OF_LIVED, through), *_shared_out(SHARE_OF_LOVES, loved))


def allowed(wishes: Wishes, card: Card) -> bool:
    """Whether nothing rules this peer out. Who is not here needs hours, so that we can say when they are."""
    if not card.ready or card.on_break or card.walking_with >= card.capacity:
        return False
    if not wishes.tongues & card.tongues or not (card.here or card.hours):
        return False
    if wishes.gender not in (0, card.gender) or wishes.age_band not in (0, card.age_band):
        return False
    return all(card.told & kind and mine and not card.belongs & mine for kind, mine in wishes.kept_from())


def fit(wishes: Wishes, card: Card, scale: Scale, now_part: int) -> Fit | None:
    """How well a peer fits; None where something rules them out. `now_part` is rules.week's part of now."""
    if not allowed(wishes, card):
        return None
    score = sum(worth for name, bit, worth in points(wishes, scale) if getattr(card, name) >> bit & 1)
    score += LIKED * sum(bool(card.belongs & mine) for mine in wishes.liked())
    score += USUAL_HOUR * (card.hours >> now_part & 1)
    score -= LOAD * card.walking_with
    if card.tongues & scale.rare_tongues() & ~wishes.tongues:
        score -= SPARED
    return Fit(card.person_id, card.here, score, reasons(wishes, card, scale))


def best(wishes: Wishes, cards: Iterable[Card], scale: Scale, now_part: int, limit: int) -> tuple[Fit, ...]:
    """The best of these, best first."""
    fits = (fit(wishes, card, scale, now_part) for card in cards)
    return tuple(sorted((each for each in fits if each), key=Fit.place)[:limit])


def reasons(wishes: Wishes, card: Card, scale: Scale) -> tuple[Reason, ...]:
    """What the two share and may be told: the rarest two things lived through, two things both love, and
    a language that few here speak. Where people come from or pray is never among them."""
    may_tell = {"lived": card.shown, "lived_own": card.shown_own, "loves": ALL_BITS, "loves_own": ALL_BITS}
    shared = sorted(
        (-worth, name, bit)
        for name, bit, worth in points(wishes, scale)
        if getattr(card, name) & may_tell[name] & (1 << bit)
    )
    told = [Reason(name.removesuffix("_own"), _code(name, bit)) for _, name, bit in shared]
    spoken = [
        Reason("tongue", code)
        for code in tongues.codes_of(wishes.tongues & card.tongues)
        if 2 * scale.tongues.get(_bit_of_tongue(code), 0) < scale.peers
    ]
    both_lived = [reason for reason in told if reason.kind == "lived"]
    both_love = [reason for reason in told if reason.kind == "loves"]
    return (*both_lived[:2], *both_love[:2], *spoken[:1])


def shown_masks(shown: Mapping[str, str]) -> tuple[int, int]:
    """From a profile's settings: the bits of `lived` and `lived_own` that may be told as reasons."""
    codes = [code for code, when in shown.items() if when == SUGGESTED]
    own = sum(1 << int(code[3:]) for code in codes if code.startswith("own") and code[3:].isdigit())
    return lived.mask_of(codes), own


def narrowing(fitting_without: Mapping[str, int]) -> Narrowing | None:
    """Which wish to let go of, from how many people would fit without each; None where none would help."""
    best_wish = max(fitting_without, key=lambda wish: fitting_without[wish], default=None)
    if best_wish is None or not fitting_without[best_wish]:
        return None
    return Narrowing(best_wish, min(MOST_COUNTED, fitting_without[best_wish]))


def _shared_out(total: int, weighed: list[tuple[str, int, int]]) -> Iterable[tuple[str, int, int]]:
    """The total in whole points, by weight, with nothing lost to rounding."""
    whole, before = sum(weight for _, _, weight in weighed), 0
    for name, bit, weight in weighed:
        yield name, bit, total * (before + weight) // whole - total * before // whole
        before += weight


def _code(name: str, bit: int) -> str:
    if name.endswith("_own"):
        return own_code(bit)
    codes = lived.codes_of(1 << bit) if name == "lived" else loves.codes_of(1 << bit)
    return codes[0] if codes else own_code(bit)


def _bit_of_tongue(code: str) -> int:
    tongue = tongues.by_code(code)
    return tongue.bit if tongue else -1
