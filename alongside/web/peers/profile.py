"""A peer's own page: short sections, each kept by itself, then exactly what others would see."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from alongside.base import clock
from alongside.base.door import PEER, door
from alongside.flows import peer_tells_of_themselves, support_is_asked
from alongside.people import choices, profiles, reads
from alongside.people.profiles import Told
from alongside.rules import fit, nicknames, tongues
from alongside.web import answers
from alongside.web.fields import LONG, Field, Shown
from alongside.web.members.choosing import card_of
from alongside.web.peers import sections
from alongside.web.team.set_up_fields import weekdays
from alongside.web.typed import Typed
from alongside.workforce import reads as workforce

ABOUT_AT_MOST = 600


@dataclass(frozen=True, slots=True)
class Section:
    """One page of the profile."""

    code: str
    words: str
    done: bool


def sections_of(told: Told, owns: list[choices.Own]) -> list[Section]:
    """The sections in order, and which hold something already. Places only where the program has lists."""
    lived = bool(told.lived or told.lived_own or told.lived_words)
    codes = {code for code, _words in shown_codes(told, owns)}
    made = [
        Section("name", _("Name and languages"), bool(told.tongues)),
        Section("lived", _("What I have lived through"), lived),
        Section("shown", _("Who learns of it"), bool(codes) and codes <= told.shown.keys()),
        Section("loves", _("What I love doing"), bool(told.loves or told.loves_own or told.loves_words)),
        Section("about", _("A few sentences about me"), bool(told.about)),
        Section("you", _("Me, if I like"), bool(told.gender or told.age_band)),
        Section("places", _("Where I belong, if I like"), bool(told.told)),
        Section("week", _("When I am here, and for how many"), bool(told.hours)),
    ]
    has_places = any(own.kind in choices.BELONGINGS for own in owns)
    return [each for each in made if each.code != "places" or has_places]


def shown_codes(told: Told, owns: list[choices.Own]) -> list[tuple[str, str]]:
    """All that was lived through, free words as one."""
    own = [(sections.OWN_WORDS, f"“{told.lived_words}”")] if told.lived_words else []
    return [*sections.told_codes(told, owns), *own]


def _told(request: Any) -> Told:
    here = request.here
    return profiles.of(here.program_id, here.person_id, here.key_id)


@door(PEER)
def profile(request: Any) -> HttpResponse:
    """All sections at a glance, and what is still to do."""
    told, program = _told(request), request.program
    return answers.page(
        request,
        "peers/profile.html",
        sections=sections_of(told, choices.of(program.id)),
        live=told.live_at is not None,
        made_ready=workforce.is_made_ready(program.id, request.here.person_id),
    )


@door(PEER, "GET", "POST")
def section(request: Any, code: str) -> HttpResponse:
    """One section. What it changes is kept; then on to the next."""
    told, owns = _told(request), choices.of(request.program.id)
    codes = [each.code for each in sections_of(told, owns)]
    if code not in codes:
        raise Http404
    if request.method != "POST":
        return _section_page(request, code, told, owns, Typed(_kept(code, told, owns, request)))
    typed = Typed(request.POST)
    changed = _READ[code](typed, told, owns)
    if typed.mistakes:
        return _section_page(request, code, told, owns, typed, 422)
    _keep(request, typed, code, changed, clock.now())
    place = codes.index(code) + 1
    return answers.see(f"/me/profile/{codes[place]}" if place < len(codes) else "/me/profile")


def _keep(request: Any, typed: Typed, code: str, changed: dict[str, Any], now: datetime) -> None:
    here = request.here
    if code == "name":
        peer_tells_of_themselves.is_called(here.person_id, typed.line("own_name"))
    peer_tells_of_themselves.tell(here.program_id, here.person_id, here.key_id, now, **changed)


def _read_name(typed: Typed, told: Told, owns: list[choices.Own]) -> dict[str, Any]:
    name = typed.line("own_name", at_most=60, needed=_("Please tell us what you want to be called."))
    if name and nicknames.name_is_fine(name) == nicknames.CONTACT:
        typed.wrong("own_name", _("Please choose a name that does not tell how to reach you."))
    return {"tongues": sections.read_tongues(typed)}


_READ: dict[str, Callable[[Typed, Told, list[choices.Own]], dict[str, Any]]] = {
    "name": _read_name,
    "lived": sections.read_lived,
    "shown": lambda typed, told, owns: {"shown": sections.read_shown(typed, shown_codes(told, owns))},
    "loves": lambda typed, told, owns: sections.read_loves(typed, owns),
    "about": lambda typed, told, owns: {"about": typed.text("about", at_most=ABOUT_AT_MOST)},
    "you": lambda typed, told, owns: sections.read_you(typed),
    "places": lambda typed, told, owns: sections.read_places(typed, owns),
    "week": lambda typed, told, owns: sections.read_week(typed),
}


def _kept(code: str, told: Told, owns: list[choices.Own], request: Any) -> dict[str, Any]:
    """What a section holds now, as its fields."""
    if code == "name":
        name = reads.names([request.here.person_id]).get(request.here.person_id, "")
        spoken = tongues.codes_of(told.tongues) or (request.here.language,)
        return {"own_name": name, "tongues": list(spoken)}
    if code == "shown":
        codes = shown_codes(told, owns)
        return {f"shown_{each}": told.shown.get(each, fit.SUGGESTED) for each, _words in codes}
    if code == "places":
        return {**sections.places_kept(told, owns)}
    return {
        "lived_words": told.lived_words,
        "loves_words": told.loves_words,
        "about": told.about,
        "gender": str(told.gender),
        "age_band": str(told.age_band),
        "capacity": str(told.capacity),
    }


def _section_page(
    request: Any, code: str, told: Told, owns: list[choices.Own], typed: Typed, status: int = 200
) -> HttpResponse:
    shown = Shown(typed.fields, typed.mistakes)
    if status != 200 and code in ("lived", "loves", "week"):
        told = _as_typed(code, typed, told, owns)
    return answers.page(
        request,
        f"peers/section_{code}.html",
        status,
        mistakes=typed.mistakes.items(),
        fields=_fields(code, told, owns, shown),
        groups=_groups(code, told, owns),
        rows=sections.week_rows(told.hours, weekdays()) if code == "week" else [],
    )


def _as_typed(code: str, typed: Typed, told: Told, owns: list[choices.Own]) -> Told:
    """The taps of a form that came back, so that none is lost."""
    return replace(told, **_READ[code](Typed(typed.fields), told, owns))


def _groups(code: str, told: Told, owns: list[choices.Own]) -> list[sections.Group]:
    if code == "lived":
        return sections.lived_groups(told, owns)
    return sections.loves_groups(told, owns) if code == "loves" else []


def _fields(code: str, told: Told, owns: list[choices.Own], shown: Shown) -> list[Field]:
    spoken = [(tongue.code, tongue.words) for tongue in tongues.TONGUES]
    people = [(str(count), str(count)) for count in range(1, sections.MOST_PEOPLE + 1)]
    made: dict[str, Callable[[], list[Field]]] = {
        "name": lambda: [
            shown("own_name", _("What do you want to be called?"), fills="nickname"),
            shown.some("tongues", _("Languages you can talk in"), spoken, also=tongues.IN_ENGLISH),
        ],
        "lived": lambda: [shown("lived_words", _("In your own words, if you like"), kind=LONG)],
        "shown": lambda: sections.shown_fields(shown_codes(told, owns), shown),
        "loves": lambda: [shown("loves_words", _("Anything else you love"), kind=LONG)],
        "about": lambda: [shown("about", _("About me"), kind=LONG, rows=6)],
        "you": lambda: sections.you_fields(shown),
        "places": lambda: sections.place_fields(told, owns, shown),
        "week": lambda: [shown.choice("capacity", _("With how many people can you walk at once?"), people)],
    }
    return made[code]()


@door(PEER, "GET", "POST")
def preview(request: Any) -> HttpResponse:
    """Exactly what someone would see, and the yes to it."""
    here, now, program = request.here, clock.now(), request.program
    told = _told(request)
    if request.method == "POST":
        typed = Typed(request.POST)
        if typed.ticked("hide"):
            peer_tells_of_themselves.hides_it(here.person_id)
            return answers.see("/me/profile")
        if not still_needed(told):
            peer_tells_of_themselves.shows_it(program.id, here.person_id, now)
            return answers.see("/desk")
    owns = choices.of(program.id)
    seen = support_is_asked.as_seen(program.id, here.person_id, now)
    codes = shown_codes(told, owns)
    return answers.page(
        request,
        "peers/preview.html",
        422 if request.method == "POST" else 200,
        person=card_of(seen, owns, now, here.zone) if seen else None,
        needed=still_needed(told),
        live=told.live_at is not None,
        told=[words for code, words in codes if told.shown.get(code) == fit.SUGGESTED],
        later=[words for code, words in codes if told.shown.get(code) == fit.STARTED],
        never=[words for code, words in codes if told.shown.get(code, fit.NEVER) == fit.NEVER],
    )


def still_needed(told: Told) -> list[str]:
    """What a page has to hold before anyone can be shown it."""
    needed = []
    if not told.tongues:
        needed.append(_("Please tell which languages you can talk in."))
    if not (told.lived or told.lived_own or told.lived_words):
        needed.append(_("Please tell something that you have lived through."))
    if not told.hours:
        needed.append(_("Please tell when you are usually here."))
    return needed
