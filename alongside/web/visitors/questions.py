"""What the three pages of arriving show: the choices, what is chosen, and what is carried along unseen."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from alongside.people.choices import EXPERIENCE, INTEREST, Own
from alongside.rules import lived, loves, tongues
from alongside.rules.pick import Choice
from alongside.rules.wishes import AGE_BANDS, ANY, GENDERS, KINDS, LIKE, NOT
from alongside.web.fields import CHOICE, LONG, ONE, Field, Option, Shown
from alongside.web.visitors.arrival import FIELDS, Lists


@dataclass(frozen=True, slots=True)
class Group:
    """Choices that belong together, under one word."""

    words: str
    options: list[Option]


@dataclass(frozen=True, slots=True)
class Belonging:
    """Their own place, people, church, work or clinic, and whether they would like to meet others from it."""

    asks: str
    mine: Field
    wish: Field


@dataclass(frozen=True, slots=True)
class Asking:
    """One way through the pages: what was typed so far, what to say about it, and what may be chosen."""

    fields: Any
    mistakes: dict[str, str]
    lists: Lists
    near_tongues: Sequence[str]  # the languages of the program
    reader: str  # who will read the own words, in the program's word for them

    def page(self, number: int) -> dict[str, Any]:
        """All a page needs beside its own words."""
        ask = Shown(self.fields, self.mistakes)
        about = {1: self._going_on, 2: self._enjoyed, 3: self._wished}[number]
        return {"carried": self._carried(number), **about(ask)}

    def _carried(self, number: int) -> list[tuple[str, str]]:
        """What was told on the other pages travels along in the form. It is kept nowhere else."""
        return [
            (name, value)
            for page, names in FIELDS.items()
            for name in names
            for value in dict.fromkeys(self.fields.getlist(name))
            if page != number and value
        ]

    def _going_on(self, ask: Shown) -> dict[str, Any]:
        hint = _("The %(peers)s you ask can read this, so that they know a little before they say hello.")
        chosen = ask.values("lived")
        return {
            "going": ask("going", _("In your own words"), kind=LONG, hint=hint % {"peers": self.reader}),
            "lived_common": _options(_common(lived.by_code, lived.COMMON), chosen),
            "lived_own": _own_options(self.lists.of(EXPERIENCE), ask.values("lived_own")),
            "lived_groups": _groups(lived.GROUPS, lived.LIVED, lived.COMMON, chosen),
            "lived_open": bool(set(chosen) - set(lived.COMMON)),
        }

    def _enjoyed(self, ask: Shown) -> dict[str, Any]:
        chosen, spoken = ask.values("loves"), ask.values("tongues")
        near = [tongue for tongue in map(tongues.by_code, self.near_tongues) if tongue]
        far = [tongue for tongue in tongues.TONGUES if tongue not in near]
        return {
            "enjoy": ask("enjoy", _("In your own words"), kind=LONG, rows=3),
            "loves_common": _options(_common(loves.by_code, loves.COMMON), chosen),
            "loves_own": _own_options(self.lists.of(INTEREST), ask.values("loves_own")),
            "loves_groups": _groups(loves.GROUPS, loves.LOVES, loves.COMMON, chosen),
            "loves_open": bool(set(chosen) - set(loves.COMMON)),
            "tongues_near": [Option(each.code, each.words, each.code in spoken) for each in near],
            "tongues_far": [Option(each.code, each.words, each.code in spoken, each.search) for each in far],
            "tongues_open": any(each.code in spoken for each in far),
        }

    def _wished(self, ask: Shown) -> dict[str, Any]:
        kinds = [kind for kind in KINDS if self.lists.of(kind)]
        return {
            "gender": ask.choice("gender", _("I’d like to talk with"), _numbered(_("anyone"), GENDERS)),
            "age_band": ask.choice("age_band", _("Of about this age"), _numbered(_("any age"), AGE_BANDS)),
            "belongings": [self._belonging(ask, kind) for kind in kinds],
            "own_name": ask("own_name", _("Or another name you choose"), fills="off"),
        }

    def _belonging(self, ask: Shown, kind: str) -> Belonging:
        asks, which, wish = {
            "place": (_("Your place"), _("Where do you live?"), _("Someone from the same place")),
            "people": (_("Your people"), _("Who are your people?"), _("Someone of the same people")),
            "church": (_("Where you pray"), _("Where do you pray?"), _("Someone who prays there too")),
            "work": (_("Your work"), _("Where do you work or study?"), _("Someone who is there too")),
            "clinic": (_("Your clinic"), _("Which clinic do you go to?"), _("Someone who goes there too")),
        }[kind]
        mine = [("", _("I’d rather not say")), *((str(own.id), own.words) for own in self.lists.of(kind))]
        wishes = [(LIKE, _("I’d like that")), (ANY, _("doesn’t matter")), (NOT, _("please not"))]
        return Belonging(
            asks=asks,
            mine=ask.choice(f"mine_{kind}", which, mine, kind=CHOICE),
            wish=ask.choice(f"wish_{kind}", wish, wishes, kind=ONE),
        )


def _groups(
    groups: Iterable[tuple[str, str]], choices: Sequence[Any], above: Collection[str], chosen: Collection[str]
) -> list[Group]:
    """The groups of a list without what stands above them already."""
    made = []
    for code, words in groups:
        rest = [each for each in choices if each.group == code and each.code not in above]
        if rest:
            made.append(Group(_(words), _options(rest, chosen)))
    return made


def _options(choices: Iterable[Choice], chosen: Collection[str]) -> list[Option]:
    return [Option(each.code, _(each.words), each.code in chosen, _(each.search)) for each in choices]


def _own_options(owns: Iterable[Own], chosen: Collection[str]) -> list[Option]:
    return [Option(str(own.id), own.words, str(own.id) in chosen) for own in owns]


def _numbered(none: str, options: Sequence[str]) -> list[tuple[str, str]]:
    return [("", none), *((str(number), _(words)) for number, words in enumerate(options) if number)]


def _common(by_code: Callable[[str], Choice | None], codes: Iterable[str]) -> list[Choice]:
    return [choice for choice in map(by_code, codes) if choice]
