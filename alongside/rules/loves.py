"""What people love doing, or would like again. It counts as much as what they have lived through.

A `bit` is kept in people's rows: it is never changed and never used again for something else.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from alongside.rules import pick
from alongside.rules.said import said


@dataclass(frozen=True, slots=True)
class Love:
    """One thing people love: what a person taps, the reason when two share it, other words to find it by."""

    code: str
    bit: int
    group: str
    words: str
    both: str
    search: str


GROUPS: tuple[tuple[str, str], ...] = (
    ("making", said("Making things")),
    ("outside", said("Outside")),
    ("home", said("At home")),
    ("moving", said("Moving")),
    ("mind", said("For the mind and the spirit")),
    ("together", said("With others")),
)

# code, bit, what a person taps, the reason when two share it
_WORDS: dict[str, tuple[tuple[str, int, str, str], ...]] = {
    "making": (
        ("writing", 0, said("writing"), said("You both write.")),
        ("singing", 1, said("singing"), said("You both sing.")),
        ("playing", 2, said("playing an instrument"), said("You both play an instrument.")),
        ("drawing", 3, said("drawing, painting"), said("You both draw or paint.")),
        ("sewing", 4, said("sewing, knitting, beading"), said("You both make things with thread or beads.")),
        ("building", 5, said("building, repairing"), said("You both build or repair things.")),
        ("photos", 6, said("taking pictures"), said("You both take pictures.")),
    ),
    "outside": (
        ("garden", 7, said("growing things"), said("You both grow things.")),
        ("walking", 8, said("walking"), said("You both like to walk.")),
        ("fishing", 9, said("fishing"), said("You both like fishing.")),
        ("hunting", 10, said("hunting, gathering"), said("You both hunt or gather.")),
        ("animals", 11, said("animals"), said("You both love animals.")),
        ("water", 12, said("rivers, lakes, the sea"), said("You both love being near water.")),
        ("sky", 13, said("stars, weather, birds"), said("You both look up at the sky.")),
    ),
    "home": (
        ("cooking", 14, said("cooking, baking"), said("You both cook or bake.")),
        ("reading", 15, said("reading"), said("You both read.")),
        ("music", 16, said("listening to music"), said("You both love music.")),
        ("films", 17, said("films, series"), said("You both like films.")),
        ("radio", 18, said("radio"), said("You both like the radio.")),
        ("games", 19, said("video games"), said("You both play video games.")),
        ("boards", 20, said("cards, chess, board games"), said("You both like cards or board games.")),
        ("tea", 21, said("tea or coffee and quiet"), said("You both like tea or coffee and quiet.")),
    ),
    "moving": (
        ("football", 22, said("football"), said("You both love football.")),
        ("sport", 23, said("other sport"), said("You both do sport.")),
        ("running", 24, said("running"), said("You both run.")),
        ("dancing", 25, said("dancing"), said("You both dance.")),
        ("cycling", 26, said("bicycles"), said("You both ride a bicycle.")),
        ("engines", 27, said("cars, motorbikes, boats"), said("You both like engines.")),
    ),
    "mind": (
        ("faith", 28, said("prayer, faith"), said("Faith matters to you both.")),
        ("still", 29, said("sitting still, yoga"), said("You both like to sit still.")),
        ("learning", 30, said("learning new things"), said("You both like to learn.")),
        ("history", 31, said("stories of our elders, history"), said("You both like the old stories.")),
        ("computers", 32, said("computers, making programs"), said("You both like computers.")),
    ),
    "together": (
        ("children", 33, said("being with children"), said("You both love being with children.")),
        ("laughing", 34, said("jokes, laughing"), said("You both love to laugh.")),
        ("helping", 35, said("helping where I live"), said("You both help where you live.")),
        ("market", 36, said("trading, the market"), said("You both like the market.")),
        ("customs", 37, said("our customs and feasts"), said("You both keep your people's customs.")),
    ),
}

# other words people find it by
_ALSO: dict[str, str] = {
    "writing": said("poems poetry diary journal letters stories rap"),
    "singing": said("choir song church karaoke"),
    "playing": said("guitar drum piano keyboard fiddle marimba mbira"),
    "drawing": said("art sketch paint carving craft"),
    "sewing": said("crochet weaving quilt clothes basket craft hands"),
    "building": said("wood carpentry fix tools welding"),
    "photos": said("photography camera video"),
    "garden": said("gardening farming plants flowers vegetables maize land"),
    "walking": said("hiking hills bush forest mountains"),
    "fishing": said("fish boat net river salmon"),
    "hunting": said("berries mushrooms subsistence herbs"),
    "animals": said("dogs cats cattle goats chickens horses bees pets"),
    "water": said("swimming beach boat canoe"),
    "sky": said("nature birdwatching rain night astronomy"),
    "cooking": said("food bread kitchen recipes"),
    "reading": said("books novels library newspaper"),
    "music": said("gospel hip hop rap rock jazz concert"),
    "films": said("movies television tv shows"),
    "radio": said("podcast news talk show"),
    "games": said("gaming playstation console phone"),
    "boards": said("draughts dominoes puzzles bao mancala bingo"),
    "tea": said("rest calm kitchen table"),
    "football": said("soccer match team"),
    "sport": said("basketball netball cricket rugby boxing gym volleyball swimming"),
    "running": said("jogging athletics marathon"),
    "dancing": said("dance music"),
    "cycling": said("bike bicycle riding"),
    "engines": said("mechanic motorcycle snowmachine truck driving"),
    "faith": said("church mosque temple god bible quran spirit"),
    "still": said("meditation breathing mindfulness stretching"),
    "learning": said("study languages science school courses"),
    "history": said("culture tradition ancestors museum family tree"),
    "computers": said("coding internet electronics phones"),
    "children": said("grandchildren family kids teaching"),
    "laughing": said("comedy humour fun jokes"),
    "helping": said("volunteer community neighbours giving"),
    "market": said("business selling shop saving group"),
    "customs": said("culture ceremony powwow dance feast festival language"),
}

LOVES: tuple[Love, ...] = tuple(
    Love(code, bit, group, words, both, _ALSO[code])
    for group, rows in _WORDS.items()
    for code, bit, words, both in rows
)

COMMON: tuple[str, ...] = (
    "music",
    "walking",
    "cooking",
    "faith",
    "writing",
    "animals",
    "garden",
    "football",
    "films",
    "laughing",
)

_BY_CODE = {love.code: love for love in LOVES}


def by_code(code: str) -> Love | None:
    """What people love under this code; None when there is none."""
    return _BY_CODE.get(code)


def mask_of(codes: Iterable[str]) -> int:
    """The bits of these loves. Codes that are not in the list are left out."""
    return pick.mask(_BY_CODE, codes)


def codes_of(mask: int) -> tuple[str, ...]:
    """The codes of a mask, in the list's order."""
    return pick.codes(LOVES, mask)


def find(text: str, translate: Callable[[str], str]) -> tuple[Love, ...]:
    """Loves that go by what was typed. `translate` says English in the reader's language."""
    return pick.find(LOVES, text, translate)
