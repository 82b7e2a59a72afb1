"""If you go quiet: asked once beside an early talk, and here for whoever wants to change it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.base import clock
from alongside.base.door import INSIDE, door
from alongside.flows import quiet_is_foreseen
from alongside.flows.quiet_is_foreseen import Answer
from alongside.matching import walks
from alongside.people import reads
from alongside.rules import quiet as rules
from alongside.safety import quiet_wishes
from alongside.talk.rows import Room
from alongside.web import answers
from alongside.web.fields import LONG, ONE, Shown
from alongside.web.talk import told
from alongside.web.talk.page import entered
from alongside.web.typed import Typed


@door(INSIDE, "GET", "POST")
def quiet(request: Any, conversation: int) -> HttpResponse:
    """Leave me be, one hello after some days, or ring this person."""
    room, _seat = entered(request, conversation)
    walk, now, person_id = walks.walk_in(conversation), clock.now(), request.here.person_id
    if walk is None:
        raise Http404
    if request.method != "POST":
        return _page(request, room, Typed(_kept(request, conversation)))
    typed = Typed(request.POST)
    if typed.ticked("skip"):
        quiet_is_foreseen.skip(person_id, conversation, now)
        return answers.see(f"/talk/{conversation}")
    answer = _answer(typed)
    if typed.mistakes:
        return _page(request, room, typed, 422)
    quiet_is_foreseen.answer(person_id, conversation, answer, now)
    return answers.see(f"/talk/{conversation}")


def _answer(typed: Typed) -> Answer:
    wish = typed.one_of("wish", rules.WISHES, needed=_("Please choose one of these."))
    days = typed.one_of("days", [str(each) for each in rules.DAYS])
    whom = typed.text("whom", at_most=rules.LONGEST)
    if wish == rules.RING and not whom:
        typed.wrong("whom", _("Please say whom to ring, and the number."))
    return Answer(wish, int(days or rules.USUAL_DAYS), whom)


def _kept(request: Any, conversation: int) -> dict[str, str]:
    """What they answered before, whom to ring too: it is their own."""
    here = request.here
    wish = quiet_wishes.of(conversation, here.person_id)
    if wish is None:
        return {"days": str(rules.USUAL_DAYS)}
    whom = quiet_wishes.whom_to_ring(wish.id, here.key_id) if wish.wish == rules.RING else ""
    return {"wish": wish.wish, "days": str(wish.days or rules.USUAL_DAYS), "whom": whom}


def _page(request: Any, room: Room, typed: Typed, status: int = 200) -> HttpResponse:
    shown = Shown(typed.fields, typed.mistakes)
    days = [
        (str(each), ngettext("%(days)d day", "%(days)d days", each) % {"days": each}) for each in rules.DAYS
    ]
    names = reads.names(other.person_id for other in room.others(request.here.person_id))
    fields = [
        shown.choice(
            "wish",
            _("If you go quiet, what would you like?"),
            [(code, _(words)) for code, words in rules.WISHES.items()],
            kind=ONE,
        ),
        shown.choice("days", _("For a hello, or to ring someone: after how long?"), days),
        shown(
            "whom",
            _("Who should we ring?"),
            kind=LONG,
            rows=3,
            hint=_("A name and a number. One of the team opens it only then, and you see who."),
        ),
    ]
    return answers.page(
        request,
        "talk/quiet.html",
        status,
        room=room,
        name=next(iter(names.values()), told.someone()),
        fields=fields,
        answered=bool(typed.raw("wish")),
        mistakes=typed.mistakes.items(),
    )
