"""What each page of set-up asks, how it is read, and what it begins with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from alongside.people import choices
from alongside.rules import emergency, tongues
from alongside.rules import promise as promise_rules
from alongside.web.fields import LONG, TICK, Field, Shown
from alongside.web.team import countries, entrance, reading
from alongside.web.typed import Typed

PROGRAM, HELP, LISTS, PROMISE, YOU = "program", "open", "words", "promise", "you"
STEPS = (PROGRAM, HELP, LISTS, PROMISE, YOU)
USUAL_DAYS = [[day, "08:00", "20:00"] for day in range(5)]


@dataclass(frozen=True, slots=True)
class Day:
    """One row of the opening hours."""

    words: str
    begins: Field
    ends: Field


def names(step: str) -> set[str]:
    """The names of all fields on this step."""
    own: dict[str, set[str]] = {
        PROGRAM: {"name", "country", "first_language", "languages"},
        HELP: {
            *("zone", "always", "age", "emergency", "poison", "published_lines", "adult", "neutral"),
            *(f"{side}{day}" for side in ("from", "to") for day in reading.DAYS),
        },
        LISTS: {*(f"{word}_{get_language() or 'en'}" for word in reading.WORDS), *choices.KINDS},
        PROMISE: {"promise", *(f"sentence_{each.code}" for each in promise_rules.PROFILES)},
        YOU: {"own_name", "email", "password", "whose"},
    }
    return own[step] | {f"seen_{step}"}


def read(step: str, typed: Typed) -> None:
    """Reads one step, so that its mistakes are noted."""
    if step == PROGRAM:
        reading.name_and_country(typed)
        reading.spoken(typed)
    elif step == HELP:
        reading.help_and_hours(typed)
    elif step == LISTS:
        reading.own_words(typed, [get_language() or "en"])
        reading.own_lists(typed, choices.KINDS)
    elif step == PROMISE:
        reading.promise(typed)
    else:
        reading.account(typed)


def first_values(step: str, typed: Typed) -> dict[str, Any]:
    """What a step holds before anyone touched it: the usual of the country."""
    country = typed.raw("country")
    if step == PROGRAM:
        return {"first_language": get_language() or "en"}
    if step == HELP:
        return {
            "zone": countries.zones_of(country)[0],
            "age": "18",
            "emergency": emergency.number_for(country),
            "published_lines": "1",
            "neutral": reading.NOBODY_LEAVES,
            **reading.hours_typed(USUAL_DAYS),
        }
    if step == PROMISE:
        return {f"sentence_{each.code}": _(each.sentence) for each in promise_rules.PROFILES}
    if step == YOU:
        return {"whose": entrance.SHARED}
    return {}


def fields(step: str, shown: Shown) -> list[Field]:
    """The questions of a step, in order (hours and promises have a shape of their own)."""
    made = {PROGRAM: _program, HELP: _help, LISTS: _lists, YOU: _you}
    return made[step](shown) if step in made else []


def days(shown: Shown) -> list[Day]:
    """The opening hours, a row a day."""
    return [
        Day(
            words,
            shown(f"from{day}", _("%(day)s from") % {"day": words}),
            shown(f"to{day}", _("%(day)s to") % {"day": words}),
        )
        for day, words in enumerate(weekdays())
    ]


def weekdays() -> list[str]:
    return [
        *(_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday")),
        *(_("Friday"), _("Saturday"), _("Sunday")),
    ]


def promises(shown: Shown) -> list[dict[str, Any]]:
    """The three promises, each with its own sentence to edit."""
    chosen = str(shown.typed.get("promise", ""))
    return [
        {
            "code": each.code,
            "chosen": each.code == chosen,
            "words": _(each.sentence),
            "sentence": shown(f"sentence_{each.code}", _("In your own words"), kind=LONG, rows=6),
        }
        for each in promise_rules.PROFILES
    ]


def _program(shown: Shown) -> list[Field]:
    by_name = [(tongue.code, tongue.words) for tongue in tongues.TONGUES]
    return [
        shown("name", _("What is the program called?"), hint=_("People see this name first.")),
        shown.choice("country", _("In which country?"), [("", _("Choose")), *countries.countries().items()]),
        shown.choice("first_language", _("Its main language"), by_name),
        shown.some(
            "languages", _("Other languages people can talk in here"), by_name, also=tongues.IN_ENGLISH
        ),
    ]


def _help(shown: Shown) -> list[Field]:
    return [
        shown.choice("zone", _("Time zone"), [(zone, zone.replace("_", " ")) for zone in countries.zones()]),
        shown("always", _("Day and night, every day"), kind=TICK),
        *age_fields(shown),
        *help_fields(shown),
        shown(
            "published_lines",
            _("Begin with the help lines published for our country"),
            kind=TICK,
            hint=_("You can change them later. Please ring each one yourself before people rely on it."),
        ),
    ]


def law_fields(shown: Shown) -> list[Field]:
    """The four blanks of the sentence on the law."""
    labels = {
        "place": _("In which country or state?"),
        "whom": _("Whom does the law make you tell?"),
        "when": _("When does it?"),
        "within": _("Within which time?"),
    }
    hints = {
        "whom": _("For example: the children’s office."),
        "when": _("For example: a child is being harmed."),
        "within": _("For example: one day."),
    }
    return [shown(f"law_{part}", labels[part], hint=hints.get(part, "")) for part in promise_rules.LAW_PARTS]


def age_fields(shown: Shown) -> list[Field]:
    """Who is too young, and whom they can go to; also on a page of its own."""
    return [
        shown("age", _("How old must someone be to talk here?"), kind="number"),
        shown(
            "adult",
            _("An adult whom someone younger can go to"),
            hint=_("A name and where to find them. It is shown only to someone who is too young."),
        ),
    ]


def help_fields(shown: Shown) -> list[Field]:
    """What stands beside the help lines; also on the page of the lines."""
    return [
        shown("emergency", _("Emergency number"), kind="tel"),
        shown("poison", _("Number to ring when someone was poisoned"), kind="tel"),
        shown(
            "neutral",
            _("Where should “Hide this page” go?"),
            kind="url",
            hint=_("A site that people here often open."),
        ),
    ]


def words_fields(shown: Shown, language: str) -> list[Field]:
    """The program's own words for its people, in one language."""
    labels = {
        "peer": _("One who walks beside someone"),
        "peers": _("Several who walk beside someone"),
        "member": _("One who comes to talk"),
        "members": _("Several who come to talk"),
        "supervisor": _("One who stands beside those who walk"),
        "supervisors": _("Several who stand beside those who walk"),
    }
    hints = {"peer": _("For example: natural helper, grandmother, friend.")}
    return [shown(f"{word}_{language}", labels[word], hint=hints.get(word, "")) for word in reading.WORDS]


def list_field(shown: Shown, kind: str) -> Field:
    """One of the program's own lists, a line each."""
    labels = {
        choices.EXPERIENCE: _("Things people here live through that our list does not have"),
        choices.INTEREST: _("Things people here love doing"),
        "place": _("Places: villages, quarters, streets"),
        "people": _("Peoples, nations, clans"),
        "church": _("Churches, mosques, temples"),
        "work": _("Workplaces and schools"),
        "clinic": _("Clinics and hospitals"),
    }
    return shown(kind, labels[kind], kind=LONG, rows=3, hint=_("One a line."))


def _lists(shown: Shown) -> list[Field]:
    return [
        *words_fields(shown, get_language() or "en"),
        *(list_field(shown, kind) for kind in choices.KINDS),
    ]


def _you(shown: Shown) -> list[Field]:
    return [*entrance.account_fields(shown), entrance.whose_device(shown)]
