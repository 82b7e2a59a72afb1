"""Up to three people with reasons, or whoever is free first. What keeps people away is said plainly."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.base import clock
from alongside.base.door import MEMBER, door
from alongside.flows import support_is_asked
from alongside.matching import reads as matching
from alongside.matching.access import NotHere
from alongside.people import choices
from alongside.people.choices import Own
from alongside.rules import tongues
from alongside.rules.wishes import AGE_BANDS, GENDERS, Wishes
from alongside.web import answers
from alongside.web.members.ways import onward
from alongside.web.moments import when_words
from alongside.web.presence_words import joined
from alongside.web.reasons import reason_words
from alongside.web.typed import Typed, identity
from alongside.web.visitors.program import pause_words, presence

if TYPE_CHECKING:
    from alongside.flows.support_is_asked import Suggested
    from alongside.matching.rows import Wish
    from alongside.rules.fit import Narrowing


@dataclass(frozen=True, slots=True)
class Card:
    """A peer's card, as parts/peer_card.html shows it."""

    id: int
    name: str
    here_now: bool
    next_here_words: str
    reasons: list[str]
    tongues: str
    about: str


@dataclass(frozen=True, slots=True)
class LetGo:
    """The wish that keeps people away, and the button that lets it go."""

    wish: str
    words: str
    button: str


@door(MEMBER, "GET", "POST")
def choose(request: Any) -> HttpResponse:
    """Who to talk with. What was suggested once is suggested again when they look again."""
    now = clock.now()
    here = request.here
    wish = matching.open_request(here.person_id)
    if wish is None:
        return answers.see(onward(here.person_id))
    if wish.state != "choosing":
        return answers.see("/waiting")
    try:
        return _chosen(request, wish.id, now) if request.method == "POST" else _page(request, wish, now)
    except NotHere:  # chosen or withdrawn in another tab meanwhile, or never offered
        return answers.see("/")


def _chosen(request: Any, request_id: int, now: datetime) -> HttpResponse:
    here, typed = request.here, Typed(request.POST)
    peer_id = identity(typed.raw("peer"))
    if peer_id in matching.suggested_peers(request_id):
        others = typed.ticked("ask_others")
        support_is_asked.ask_peer(here.person_id, request_id, peer_id, others, now)
    elif typed.raw("loosen"):
        support_is_asked.loosen(here.person_id, request_id, typed.raw("loosen")[:20], now)
        return answers.see("/choose")
    elif typed.ticked("whoever"):
        support_is_asked.ask_whoever(here.person_id, request_id, now)
    else:
        return answers.see("/choose")
    return answers.see("/waiting")


def _page(request: Any, wish: Wish, now: datetime) -> HttpResponse:
    here, program = request.here, request.program
    device = str(request.META.get("REMOTE_ADDR", ""))
    found = support_is_asked.suggestions(here.person_id, wish.id, now, device)
    owns = choices.of(program.id, choices.EXPERIENCE, choices.INTEREST) if found.people else []
    return answers.page(
        request,
        "members/choose.html",
        people=[card_of(person, owns, now, here.zone) for person in found.people],
        narrowing=let_go(found.narrowing, wish.wishes()) if found.narrowing else None,
        used_up=found.used_up,
        presence=presence(program, now, here.zone),
        pause=pause_words(program, now, here.zone),
    )


def card_of(person: Suggested, owns: list[Own], now: datetime, zone: str) -> Card:
    """What parts/peer_card.html shows: on the choosing page, and in the peer's own preview."""
    back = person.next_here
    return Card(
        id=person.peer_id,
        name=person.name,
        here_now=person.here_now,
        next_here_words=(
            _("Usually here from %(when)s") % {"when": when_words(back, now, zone)}
            if back
            else _("Not here just now")
        ),
        reasons=reason_words(person.reasons, owns),
        tongues=joined([tongues.name(code) for code in person.tongues]),
        about=person.about,
    )


def let_go(narrowing: Narrowing, wishes: Wishes | None) -> LetGo:
    """Says which wish narrows it, and how many people could talk without it."""
    without = ngettext(
        "Without it, one person could talk with you.",
        "Without it, %(others)d people could talk with you.",
        narrowing.others,
    ) % {"others": narrowing.others}
    told = {
        "gender": _("You would like to talk with %(gender)s. Nobody is free for that just now."),
        "age_band": _("You would like someone aged %(age)s. Nobody is free for that just now."),
        "place": _("You would rather not meet anyone from your place. That leaves nobody just now."),
        "people": _("You would rather not meet anyone of your people. That leaves nobody just now."),
        "church": _("You would rather not meet anyone who prays where you do. That leaves nobody just now."),
        "work": _("You would rather not meet anyone from your work. That leaves nobody just now."),
        "clinic": _("You would rather not meet anyone from your clinic. That leaves nobody just now."),
        "together": _("All your wishes together leave nobody just now."),
    }.get(narrowing.wish, _("One of your wishes leaves nobody just now."))
    named = {
        "gender": _(GENDERS[wishes.gender]) if wishes else "",
        "age": _(AGE_BANDS[wishes.age_band]) if wishes else "",
    }
    return LetGo(narrowing.wish, f"{told % named} {without}", _("Let this wish go"))
