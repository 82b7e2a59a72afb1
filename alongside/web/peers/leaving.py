"""A peer leaves for good: says so, with a goodbye if they like. A person tells those they walk with."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from alongside.base import clock
from alongside.base.door import PEER, door
from alongside.flows import peer_leaves
from alongside.matching import reads as matching
from alongside.rules.verdict import LONGEST
from alongside.web import answers
from alongside.web.fields import LONG, Shown
from alongside.web.talk.together import today_of
from alongside.web.typed import Typed
from alongside.workforce import breaks


@door(PEER, "GET", "POST")
def leaving(request: Any) -> HttpResponse:
    """Before it is said, and after, when it can still be taken back."""
    now, me = clock.now(), request.here.person_id
    typed = Typed(request.POST)
    if request.method == "POST" and typed.ticked("stay"):
        peer_leaves.stays(me, now)
        return answers.see("/desk")
    words = typed.text("goodbye", at_most=LONGEST)
    if request.method == "POST" and not typed.mistakes:
        peer_leaves.begins(request.program.id, me, words, now)
        return answers.see("/desk/leaving")
    rest = breaks.of(me, today_of(request, now))
    goodbye = Shown(typed.fields, typed.mistakes)(
        "goodbye",
        _("A goodbye, if you like"),
        kind=LONG,
        hint=_("The same for each of them. They read it as your last words, after a person has told them."),
    )
    return answers.page(
        request,
        "peers/leaving.html",
        422 if typed.mistakes else 200,
        leaves=rest is not None and rest.back_on is None,
        walks=len(matching.walks_going_on([me])),
        goodbye=goodbye,
        mistakes=typed.mistakes.items(),
    )
