"""Pages of a closed talk: one line each, "What I saw in you"; and "That helped", now or much later."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from alongside.base import clock
from alongside.base.door import INSIDE, MEMBER, door
from alongside.flows import line_is_left
from alongside.matching import parting as matching
from alongside.matching import walks
from alongside.matching.walks import Walk
from alongside.people import reads as people
from alongside.talk.access import NotHere
from alongside.web import answers
from alongside.web.fields import LONG, Shown
from alongside.web.talk import told
from alongside.web.talk.page import entered
from alongside.web.typed import Typed

ONE_LINE, A_FEW = 300, 1_000


def _ended(request: Any, conversation: int) -> tuple[Walk, str]:
    """The walk that ended here kindly, and what the other is (or was) called."""
    entered(request, conversation)
    walk = walks.walk_in(conversation)
    if walk is None or not line_is_left.may_be_left(walk):
        raise Http404
    other = walk.other(request.here.person_id)
    return walk, people.names([other]).get(other, told.someone())


@door(INSIDE, "GET", "POST")
def parting(request: Any, conversation: int) -> HttpResponse:
    """One's own line, and the other's if there is one."""
    me = request.here.person_id
    walk, name = _ended(request, conversation)
    lines = matching.lines(walk.id)
    typed = Typed(request.POST if request.method == "POST" else {"line": lines.get(me, "")})
    words = typed.line("line", at_most=ONE_LINE)
    if request.method == "POST" and not typed.mistakes:
        try:
            line_is_left.leave(me, conversation, words, clock.now())
        except NotHere:
            raise Http404 from None
        return answers.see(f"/talk/{conversation}")
    line = Shown(typed.fields, typed.mistakes)(
        "line", _("What I saw in you"), hint=_("One line. Nothing grand: what you will remember.")
    )
    return answers.page(
        request,
        "talk/parting.html",
        422 if typed.mistakes else 200,
        conversation=conversation,
        name=name,
        line=line,
        has_one=me in lines,
        theirs=lines.get(walk.other(me), ""),
        mistakes=typed.mistakes.items(),
    )


@door(MEMBER, "GET", "POST")
def helped(request: Any, conversation: int) -> HttpResponse:
    """ "That helped", with a few words if one likes. Said once; the peer opens it on a day they choose."""
    walk, name = _ended(request, conversation)
    if walk.member_id != request.here.person_id:
        raise Http404
    typed = Typed(request.POST)
    words = typed.text("words", at_most=A_FEW)
    if request.method == "POST" and not typed.mistakes:
        try:
            line_is_left.that_helped(request.here.person_id, conversation, words, clock.now())
        except NotHere:
            raise Http404 from None
        return answers.see(f"/talk/{conversation}")
    field = Shown(typed.fields, typed.mistakes)("words", _("A few words, if you like"), kind=LONG)
    return answers.page(
        request,
        "talk/helped.html",
        422 if typed.mistakes else 200,
        conversation=conversation,
        name=name,
        words_field=field,
        said=matching.helped(walk.id) is not None,
        mistakes=typed.mistakes.items(),
    )
