"""How the program does things: its promise, words, lists and hours. Each page keeps itself."""

from __future__ import annotations

from typing import Any

from django.conf import settings as house
from django.http import HttpResponse
from django.utils.translation import gettext as _

from alongside.base import clock
from alongside.base.door import COORDINATOR, door
from alongside.flows import program_is_changed, promise_is_written
from alongside.people import choices, programs, reads
from alongside.rules import promise as promise_rules
from alongside.web import answers
from alongside.web.fields import TICK, Shown
from alongside.web.moments import when_words
from alongside.web.team import countries, reading, set_up_fields
from alongside.web.typed import Typed


def _page(request: Any, heading: str, told: str, typed: Typed, fields: Any, **more: Any) -> HttpResponse:
    return answers.page(
        request,
        more.pop("template", "team/settings.html"),
        422 if typed.mistakes else 200,
        heading=heading,
        told=told,
        fields=fields,
        mistakes=typed.said_once(),
        **more,
    )


@door(COORDINATOR, "GET", "POST")
def promise(request: Any) -> HttpResponse:
    """The promise as it stands, and older versions below it."""
    program, now, zone = request.program, clock.now(), request.here.zone
    given = reads.promise_of(program.id)
    if request.method == "POST":
        typed = Typed(request.POST)
        profile, sentence = reading.promise(typed)
        law = reading.law(typed)
        if not typed.mistakes:
            by = request.here.person_id
            promise_is_written.write(program.id, profile, sentence, now, law=law, by=by)
            return answers.see("/program")
    else:
        typed = Typed(_promise_typed(given))
    older = [
        {"sentence": _(each.sentence), "since": when_words(each.made_at, now, zone), "number": each.version}
        for each in programs.promises(program.id)[1:]
    ]
    return _page(
        request,
        _("Our promise"),
        _(
            "New words hold for everyone from now on: each member is shown them before they write on. Older "
            "ones are kept, because people came in under them."
        ),
        typed,
        [],
        template="team/promise.html",
        promises=set_up_fields.promises(Shown(typed.fields, typed.mistakes)),
        law=set_up_fields.law_fields(Shown(typed.fields, typed.mistakes)),
        older=older,
    )


def _promise_typed(given: Any) -> dict[str, str]:
    fields = {f"sentence_{each.code}": _(each.sentence) for each in promise_rules.PROFILES}
    if given:
        fields |= {"promise": given.profile, f"sentence_{given.profile}": _(given.sentence)}
        fields |= {f"law_{part}": words for part, words in given.law.items()}
    return fields


@door(COORDINATOR, "GET", "POST")
def words(request: Any) -> HttpResponse:
    """The program's own words for its people, in each language of the pages."""
    program = request.program
    languages = [code for code, _name in house.LANGUAGES]
    if request.method == "POST":
        typed = Typed(request.POST)
        own = reading.own_words(typed, languages)
        if not typed.mistakes:
            program_is_changed.speaks(program.id, own)
            return answers.see("/program")
    else:
        kept = {f"{word}_{code}": said for code, own in program.words.items() for word, said in own.items()}
        typed = Typed(kept)
    shown = Shown(typed.fields, typed.mistakes)
    groups = [
        {"name": name, "code": code, "fields": set_up_fields.words_fields(shown, code)}
        for code, name in house.LANGUAGES
    ]
    told = _("What do you call the people here? Leave it empty, and we use our words.")
    return _page(request, _("Our words"), told, typed, [], template="team/words.html", groups=groups)


@door(COORDINATOR, "GET", "POST")
def places(request: Any) -> HttpResponse:
    told = _(
        "Compared by the system and shown to no one: so that nobody has to talk with a neighbour. "
        "A line you take away is no longer offered."
    )
    return _lists(request, _("Places and belongings"), told, choices.BELONGINGS)


@door(COORDINATOR, "GET", "POST")
def experiences(request: Any) -> HttpResponse:
    told = _("These are added to the lists that everybody chooses from.")
    kinds = (choices.EXPERIENCE, choices.INTEREST)
    return _lists(request, _("Experiences and what people love"), told, kinds)


def _lists(request: Any, heading: str, told: str, kinds: tuple[str, ...]) -> HttpResponse:
    program = request.program
    if request.method == "POST":
        typed = Typed(request.POST)
        lines = reading.own_lists(typed, kinds)
        if not typed.mistakes:
            if program_is_changed.lists(program.id, lines, clock.now()):
                return answers.see("/program")
            typed.wrong(kinds[0], reading.full())
    else:
        own = choices.of(program.id, *kinds)
        typed = Typed({kind: "\n".join(each.words for each in own if each.kind == kind) for kind in kinds})
    shown = Shown(typed.fields, typed.mistakes)
    return _page(request, heading, told, typed, [set_up_fields.list_field(shown, kind) for kind in kinds])


@door(COORDINATOR, "GET", "POST")
def hours(request: Any) -> HttpResponse:
    """When someone is here, in the program's time zone."""
    program = request.program
    if request.method == "POST":
        typed = Typed(request.POST)
        zone, rows = reading.zone(typed), reading.hours(typed)
        if not typed.mistakes:
            program_is_changed.opens(program.id, zone, rows)
            return answers.see("/program")
    else:
        typed = Typed({"zone": program.time_zone, **reading.hours_typed(program.hours)})
    shown = Shown(typed.fields, typed.mistakes)
    zones = [(zone, zone.replace("_", " ")) for zone in countries.zones()]
    fields = [
        shown.choice("zone", _("Time zone"), zones),
        shown("always", _("Day and night, every day"), kind=TICK),
    ]
    told = _("People see when someone will be here. So let it be true.")
    days = set_up_fields.days(shown)
    return _page(request, _("Opening hours"), told, typed, fields, days=days)
