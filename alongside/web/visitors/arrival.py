"""What someone told on the three pages of arriving. Every question may be left open, but age."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from alongside.people import choices
from alongside.people.choices import EXPERIENCE, INTEREST, Own
from alongside.rules import lived, loves, nicknames, tongues
from alongside.rules.wishes import AGE_BANDS, GENDERS, KINDS, LIKE, NOT, Wishes
from alongside.web.typed import Typed, cleaned
from alongside.web.visitors.device import BORROWED, OWN

OFFERED = 3

FIELDS: dict[int, tuple[str, ...]] = {
    1: ("adult", "going", "lived", "lived_own"),
    2: ("enjoy", "loves", "loves_own", "tongues"),
    3: (
        *("gender", "age_band", "offered", "nickname", "own_name", "device"),
        *(f"{part}_{kind}" for kind in KINDS for part in ("mine", "wish")),
    ),
}


@dataclass(frozen=True, slots=True)
class Lists:
    """What the program itself put on the lists people choose from."""

    owns: Sequence[Own]

    def of(self, kind: str) -> list[Own]:
        return [own for own in self.owns if own.kind == kind]

    def ids(self, kind: str) -> list[str]:
        return [str(own.id) for own in self.of(kind)]

    def mask(self, kinds: Sequence[str], ids: Sequence[str]) -> int:
        """The chosen ones as bits."""
        return choices.mask([own for own in self.owns if own.kind in kinds], map(int, ids))


@dataclass(frozen=True, slots=True)
class Told:
    """The answers so far, each one out of what the pages offered, or in own words."""

    adult: str
    going: str
    lived: list[str]
    lived_own: list[str]
    enjoy: str
    loves: list[str]
    loves_own: list[str]
    tongues: list[str]
    gender: str
    age_band: str
    mine: dict[str, str]
    wish: dict[str, str]
    offered: list[str]
    nickname: str
    own_name: str
    device: str

    @property
    def name(self) -> str:
        """What to call them: their own name, the one they tapped, or the first one offered."""
        return self.own_name or self.nickname or (self.offered[0] if self.offered else "")

    @property
    def words(self) -> str:
        """All they wrote themselves."""
        return "\n\n".join(part for part in (self.going, self.enjoy) if part)


def lists_of(program_id: int) -> Lists:
    return Lists(choices.of(program_id))


def numbers_of(options: Sequence[str]) -> list[str]:
    """The numbers of the options, as a form sends them; 0 stands for "no wish" and is sent as nothing."""
    return [str(number) for number in range(1, len(options))]


def read(typed: Typed, lists: Lists) -> Told:
    """The answers in a form; what is too long or strange is noted in `typed.mistakes`."""
    offered = [name for name in map(_name, typed.fields.getlist("offered")) if name][:OFFERED]
    nickname = _name(typed.raw("nickname"))
    told = Told(
        adult=typed.one_of("adult", ("yes", "no")),
        going=typed.text("going"),
        lived=typed.some_of("lived", [each.code for each in lived.LIVED]),
        lived_own=typed.some_of("lived_own", lists.ids(EXPERIENCE)),
        enjoy=typed.text("enjoy"),
        loves=typed.some_of("loves", [each.code for each in loves.LOVES]),
        loves_own=typed.some_of("loves_own", lists.ids(INTEREST)),
        tongues=typed.some_of("tongues", [each.code for each in tongues.TONGUES]),
        gender=typed.one_of("gender", numbers_of(GENDERS)),
        age_band=typed.one_of("age_band", numbers_of(AGE_BANDS)),
        mine={kind: typed.one_of(f"mine_{kind}", lists.ids(kind)) for kind in KINDS},
        wish={kind: typed.one_of(f"wish_{kind}", (LIKE, NOT)) for kind in KINDS},
        offered=offered,
        nickname=nickname if nickname in offered else "",
        own_name=typed.line("own_name", at_most=nicknames.LONGEST),
        device=typed.one_of("device", (OWN, BORROWED)),
    )
    why_not = nicknames.name_is_fine(told.own_name) if told.own_name else None
    if why_not:
        typed.wrong("own_name", _why_not(why_not))
    for kind in KINDS:
        if told.wish[kind] == NOT and not told.mine[kind]:
            typed.wrong(f"mine_{kind}", _("To keep to this wish we need to know which one is yours."))
    return told


def wishes_of(told: Told, lists: Lists, language: str) -> Wishes:
    """The same as matching compares it. Who chose no language is understood in the one of the page."""
    mine = {kind: lists.mask([kind], [told.mine[kind]]) for kind in KINDS if told.mine[kind]}
    return Wishes(
        tongues=tongues.mask_of(told.tongues) or tongues.mask_of([language.split("-")[0]]),
        lived=lived.mask_of(told.lived),
        lived_own=lists.mask([EXPERIENCE], told.lived_own),
        loves=loves.mask_of(told.loves),
        loves_own=lists.mask([INTEREST], told.loves_own),
        gender=int(told.gender or 0),
        age_band=int(told.age_band or 0),
        belongs=mine,
        near={kind: told.wish[kind] for kind in KINDS if told.wish[kind] in (LIKE, NOT)},
    )


def page_of(mistakes: Mapping[str, str]) -> int:
    """The first page on which something has to be looked at again; 0 when nothing has."""
    return min((page for page, fields in FIELDS.items() for name in fields if name in mistakes), default=0)


def _why_not(reason: str) -> str:
    return {
        nicknames.EMPTY: _("Please choose a name with at least one letter."),
        nicknames.LONG: _("Please choose a shorter name."),
        nicknames.CHARACTERS: _("Please choose a name of letters that can be seen."),
        nicknames.CONTACT: _("Please choose a name that does not tell how to reach you."),
    }[reason]


def _name(words: str) -> str:
    return cleaned(words)[: nicknames.LONGEST]
