"""The switch of the quiet help card: one's own, in one tap from the card, or on a page of its own."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from alongside.base.door import INSIDE, door
from alongside.flows import person_settles_in
from alongside.people import preferences
from alongside.web import answers
from alongside.web.talk.page import entered
from alongside.web.typed import Typed


@door(INSIDE, "GET", "POST")
def switch(request: Any) -> HttpResponse:
    """What the card is, and whether it may show."""
    person_id = request.here.person_id
    if request.method == "POST":
        person_settles_in.show_help_card(person_id, Typed(request.POST).raw("show") == "yes")
        return answers.see("/me/help-card")
    return answers.page(request, "members/help_card.html", shows=preferences.wants_help_card(person_id))


@door(INSIDE, "POST")
def not_any_more(request: Any, conversation: int) -> HttpResponse:
    """ "Don’t show this": off for good, and back to the talk."""
    room, _seat = entered(request, conversation)
    person_settles_in.show_help_card(request.here.person_id, False)
    return answers.see(f"/talk/{room.id}")
