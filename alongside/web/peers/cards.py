"""Cards for people who already walk together: made, printed, and taken back while nobody has used them."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from alongside.base import clock
from alongside.base.door import COORDINATOR, PEER, door
from alongside.flows import card_is_made
from alongside.matching import cards as matching
from alongside.people import reads
from alongside.web import answers
from alongside.web.fields import LONG, Shown
from alongside.web.moments import when_words
from alongside.web.team.entrance import home_of
from alongside.web.typed import Typed, identity


@door(PEER | COORDINATOR, "GET", "POST")
def cards(request: Any) -> HttpResponse:
    """A peer makes them for themselves, the coordinator for any peer who is ready. The codes of new cards are
    on the answer to the form and nowhere else."""
    now, here = clock.now(), request.here
    typed = Typed(request.POST)
    if request.method != "POST":
        return _page(request, typed)
    notes = typed.lines("notes", at_most=card_is_made.AT_ONCE) or [""]
    peer_id = identity(typed.raw("peer")) if "coordinator" in here.roles else here.person_id
    if "coordinator" in here.roles and peer_id not in _peers(request):
        typed.wrong("peer", _("Please choose whom the cards lead to."))
    if typed.mistakes:
        return _page(request, typed, 422)
    made = card_is_made.make(
        request.program, peer_id, here.person_id, notes, request.program.languages[0], now
    )
    if made is None:
        typed.wrong("notes", _why_none(peer_id))
        return _page(request, typed, 422)
    response = answers.page(
        request,
        "peers/cards_made.html",
        made=made,
        name=reads.names([peer_id]).get(peer_id, ""),
        where=f"{request.get_host()}/at/{request.program.slug}/card",
        home=home_of(here.roles),
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def _why_none(peer_id: int) -> str:
    if not card_is_made.is_ready(peer_id, clock.now()):
        return _("Cards can be made once this person has been made ready.")
    return _("Many cards lie unused. Please take some back first.")


def _page(request: Any, typed: Typed, status: int = 200) -> HttpResponse:
    here, now = request.here, clock.now()
    shown = Shown(typed.fields, typed.mistakes)
    laid = matching.laid(here.person_id, here.key_id, now)
    names = reads.names({card.peer_id for card in laid})
    peer = None
    if "coordinator" in here.roles:
        options = [(str(peer_id), name) for peer_id, name in _peers(request).items()]
        peer = shown.choice("peer", _("Whom do the cards lead to?"), [("", _("Please choose")), *options])
    return answers.page(
        request,
        "peers/cards.html",
        status,
        peer=peer,
        notes=shown(
            "notes",
            _("Whom are they for?"),
            kind=LONG,
            hint=_(
                "One card for each line, like “bed 4”. It is printed small on the card, so whoever holds the "
                "card reads it too. Empty: one card."
            ),
        ),
        laid=[
            {
                "id": card.id,
                "note": card.note,
                "name": names.get(card.peer_id, "") if card.peer_id != here.person_id else "",
                "until": when_words(card.ends_at, now, here.zone),
            }
            for card in laid
        ],
        home=home_of(here.roles),
        mistakes=typed.mistakes.items(),
    )


def _peers(request: Any) -> dict[int, str]:
    """Peers who can be met by a card, by name."""
    roles = reads.roles_in(request.program.id)
    peers = [person_id for person_id in roles if "peer" in roles[person_id]]
    ready = card_is_made.ready_ones(peers, clock.now())
    return dict(sorted(reads.names(ready).items(), key=lambda each: each[1].casefold()))


@door(PEER | COORDINATOR, "POST")
def end(request: Any, card: int) -> HttpResponse:
    """Takes a card back that nobody has used."""
    card_is_made.take_back(card, request.here.person_id)
    return answers.see("/cards")
