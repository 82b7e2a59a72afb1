"""A peer helps somebody arrive on the peer's own phone, and hands it over for the private parts."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from alongside.base import clock
from alongside.base.door import PEER, door
from alongside.flows import card_is_made
from alongside.people import reads
from alongside.web import answers
from alongside.web.visitors.device_lent import leaves_nothing, puts_aside


@door(PEER, "GET", "POST")
def lend(request: Any) -> HttpResponse:
    """The form puts the peer's session aside; its answer is the page to hand over."""
    if request.method != "POST":
        return answers.page(request, "peers/lend.html")
    peer_id = request.here.person_id
    code = card_is_made.hand_over(request.program, peer_id, request.program.languages[0], clock.now())
    if code is None:
        told = _("Before you can help someone arrive, a named person has to make you ready.")
        return answers.page(request, "peers/lend.html", 422, mistakes=[("begin", told)])
    name = reads.names([peer_id]).get(peer_id, "")
    request.visitor = None
    response = answers.page(request, "visitors/lent.html", code=code, name=name)
    puts_aside(request, response)
    leaves_nothing(response)
    return response
