"""The sections of a peer's page: what each asks, and how it is read. Each is kept by itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from alongside.people.choices import EXPERIENCE, INTEREST, Own
from alongside.people.profiles import Told
from alongside.rules import lived, loves, tongues, week
from alongside.rules.fit import NEVER, STARTED, SUGGESTED, own_code
from alongside.rules.pick import Choice
from alongside.rules.wishes import AGE_BANDS, GENDERS, KINDS
from alongside.web.fields import ONE, Field, Option, Shown
from alongside.web.typed import Typed

NONE_OF_THESE = "none"
OWN_WORDS = "words"  # the experiences in free words, among the settings of what is shown
WHEN_SHOWN = (SUGGESTED, STARTED, NEVER)
MOST_PEOPLE = 12


@dataclass(frozen=True, slots=True)
class Group:
    """Some choices that belong together; open when one of them is chosen."""

    words: str
    options: list[Option]
    open: bool


def lived_groups(told: Told, owns: Sequence[Own]) -> list[Group]:
    """What people live through, by group; the program's own at the end."""
    chosen = {*lived.codes_of(told.lived), *_own_codes(owns, EXPERIENCE, told.lived_own)}
    groups = [
        _group(_(words), _options([each for each in lived.LIVED if each.group == group], chosen))
        for group, words in lived.GROUPS
    ]
    return groups + _own_group(owns, EXPERIENCE, chosen)


def loves_groups(told: Told, owns: Sequence[Own]) -> list[Group]:
    chosen = {*loves.codes_of(told.loves), *_own_codes(owns, INTEREST, told.loves_own)}
    groups = [
        _group(_(words), _options([each for each in loves.LOVES if each.group == group], chosen))
        for group, words in loves.GROUPS
    ]
    return groups + _own_group(owns, INTEREST, chosen)


def _group(words: str, options: list[Option]) -> Group:
    return Group(words, options, any(option.chosen for option in options))


def _options(choices: Iterable[Choice], chosen: set[str]) -> list[Option]:
    return [Option(each.code, _(each.words), each.code in chosen, _(each.search)) for each in choices]


def _own_group(owns: Sequence[Own], kind: str, chosen: set[str]) -> list[Group]:
    coded = [(own_code(own.bit), own.words) for own in owns if own.kind == kind]
    options = [Option(code, words, code in chosen) for code, words in coded]
    return [_group(_("From here"), options)] if options else []


def _own_codes(owns: Sequence[Own], kind: str, mask: int) -> list[str]:
    return [own_code(own.bit) for own in owns if own.kind == kind and mask >> own.bit & 1]


def _own_mask(owns: Sequence[Own], kind: str, ticked: Sequence[str]) -> int:
    return sum(1 << own.bit for own in owns if own.kind == kind and own_code(own.bit) in ticked)


def read_lived(typed: Typed, told: Told, owns: Sequence[Own]) -> dict[str, Any]:
    """What was lived through; what is no longer told loses its setting."""
    ticked = typed.fields.getlist("lived")
    words = typed.text("lived_words", at_most=1000)
    mask, own = lived.mask_of(ticked), _own_mask(owns, EXPERIENCE, ticked)
    kept = {*lived.codes_of(mask), *_own_codes(owns, EXPERIENCE, own), *([OWN_WORDS] if words else [])}
    shown = {code: when for code, when in told.shown.items() if code in kept}
    return {"lived": mask, "lived_own": own, "lived_words": words, "shown": shown}


def read_loves(typed: Typed, owns: Sequence[Own]) -> dict[str, Any]:
    ticked = typed.fields.getlist("loves")
    return {
        "loves": loves.mask_of(ticked),
        "loves_own": _own_mask(owns, INTEREST, ticked),
        "loves_words": typed.text("loves_words", at_most=1000),
    }


def told_codes(told: Told, owns: Sequence[Own]) -> list[tuple[str, str]]:
    """(code, words) of all they lived through, for the settings of what is shown."""
    known = [(each.code, _(each.words)) for each in lived.LIVED if told.lived >> each.bit & 1]
    own = [
        (own_code(each.bit), each.words)
        for each in owns
        if each.kind == EXPERIENCE and told.lived_own >> each.bit & 1
    ]
    return known + own


def shown_fields(codes: Sequence[tuple[str, str]], shown: Shown) -> list[Field]:
    """For each thing lived through: who learns of it."""
    when = [
        (SUGGESTED, _("Shown to people I may be brought together with")),
        (STARTED, _("Only after we start")),
        (NEVER, _("Used to find the right people, never shown")),
    ]
    return [shown.choice(f"shown_{code}", words, when, kind=ONE) for code, words in codes]


def read_shown(typed: Typed, codes: Sequence[tuple[str, str]]) -> dict[str, str]:
    chosen = {
        code: typed.one_of(f"shown_{code}", WHEN_SHOWN, needed=_("Please choose who learns of this."))
        for code, _words in codes
    }
    return {code: when for code, when in chosen.items() if when}


def you_fields(shown: Shown) -> list[Field]:
    return [
        shown.choice("gender", _("You are"), _numbered(GENDERS), kind=ONE),
        shown.choice("age_band", _("Your age"), _numbered(AGE_BANDS), kind=ONE),
    ]


def read_you(typed: Typed) -> dict[str, int]:
    gender = typed.one_of("gender", [code for code, _words in _numbered(GENDERS)])
    age = typed.one_of("age_band", [code for code, _words in _numbered(AGE_BANDS)])
    return {"gender": int(gender or 0), "age_band": int(age or 0)}


def _numbered(words: Sequence[str]) -> list[tuple[str, str]]:
    return [(str(number), _(each)) for number, each in enumerate(words)]


def place_fields(told: Told, owns: Sequence[Own], shown: Shown) -> list[Field]:
    """Where someone belongs, as far as the program has lists for it."""
    labels = {
        "place": _("Where do you live?"),
        "people": _("Your people"),
        "church": _("Where do you pray?"),
        "work": _("Where do you work or learn?"),
        "clinic": _("Which clinic do you know from inside?"),
    }
    made = []
    for kind in KINDS:
        own = [(own_code(each.bit), each.words) for each in owns if each.kind == kind]
        if own:
            made.append(shown.some(kind, labels[kind], [*own, (NONE_OF_THESE, _("None of these"))]))
    return made


def places_kept(told: Told, owns: Sequence[Own]) -> dict[str, list[str]]:
    kept = {}
    for place, kind in enumerate(KINDS):
        codes = [own_code(own.bit) for own in owns if own.kind == kind and told.belongs >> own.bit & 1]
        kept[kind] = codes or ([NONE_OF_THESE] if told.told >> place & 1 else [])
    return kept


def read_places(typed: Typed, owns: Sequence[Own]) -> dict[str, int]:
    belongs = told = 0
    for place, kind in enumerate(KINDS):
        ticked = typed.fields.getlist(kind)
        mine = _own_mask(owns, kind, ticked)
        belongs |= mine
        if mine or NONE_OF_THESE in ticked:
            told |= 1 << place
    return {"belongs": belongs, "told": told}


def week_rows(hours: int, days: Sequence[str]) -> list[dict[str, Any]]:
    """Seven days by four parts, for the grid."""
    parts = [_("Morning"), _("Afternoon"), _("Evening"), _("Night")]
    return [
        {
            "day": words,
            "parts": [
                {"value": f"{day}-{part}", "words": name, "chosen": bool(hours >> week.bit(day, part) & 1)}
                for part, name in enumerate(parts)
            ],
        }
        for day, words in enumerate(days)
    ]


def read_week(typed: Typed) -> dict[str, int]:
    values = {f"{day}-{part}": (day, part) for day in range(week.DAYS) for part in range(len(week.PARTS))}
    capacity = typed.number("capacity", 1, MOST_PEOPLE, _("Please choose how many people you can walk with."))
    ticked = [values[value] for value in typed.fields.getlist("hours") if value in values]
    return {"hours": week.mask_of(ticked), "capacity": capacity}


def read_tongues(typed: Typed) -> int:
    ticked = typed.some_of("tongues", [tongue.code for tongue in tongues.TONGUES])
    if not ticked:
        typed.wrong("tongues", _("Please choose at least one language you can talk in."))
    return tongues.mask_of(ticked)
