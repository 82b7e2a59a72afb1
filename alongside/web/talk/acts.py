"""What can be done about a talk: pause, end, change peer, block, say what is shown. Each by a plain form."""

from typing import Any

from django.http import Http404, HttpResponse

from alongside.base import clock
from alongside.base.door import INSIDE, MEMBER, door
from alongside.flows import match_ends, plan_is_written, talk_rests
from alongside.matching import walks
from alongside.people import reads as people
from alongside.rules.typed import clean
from alongside.rules.verdict import LONGEST
from alongside.talk.access import NotHere
from alongside.web import answers
from alongside.web.talk import together, told
from alongside.web.talk.page import entered
from alongside.web.talk.shown_steps import shown_steps


@door(INSIDE)
def more(request: Any, conversation: int) -> HttpResponse:
    """Everything else one may want to do here, on a page of its own."""
    return _more(request, conversation)


def _more(
    request: Any, conversation: int, status: int = 200, typed: str = "", mistake: str = ""
) -> HttpResponse:
    room, seat = entered(request, conversation)
    walk = walks.walk_in(conversation)
    others = room.others(request.here.person_id)
    names = people.names([other.person_id for other in others])
    is_member = walk is not None and walk.member_id == request.here.person_id
    return answers.page(
        request,
        "talk/more.html",
        status=status,
        room=room,
        seat=seat,
        walk=walk,
        name=next(iter(names.values()), told.someone()),
        is_member=is_member,
        tells=told.tells(room.program_id, walk.peer_id) if walk and is_member else None,
        mine=room.paused_by == request.here.person_id,
        together=together.of(request, walk, next(iter(names.values()), ""), clock.now()),
        helps=walk is not None and not is_member and plan_is_written.is_shared_in(walk),
        shown_steps=shown_steps(walk, request.here.person_id),
        typed=typed,
        mistake=mistake,
    )


@door(INSIDE, "POST")
def act(request: Any, conversation: int, what: str) -> HttpResponse:
    """One act, then back to the talk."""
    person_id, now = request.here.person_id, clock.now()
    try:
        match what:
            case "pause":
                talk_rests.pause(person_id, conversation)
            case "go-on":
                talk_rests.go_on(person_id, conversation, now)
            case "shares":
                chosen = request.POST.getlist("shares")
                talk_rests.share(person_id, conversation, seen="seen" in chosen, typing="typing" in chosen)
            case "block":
                match_ends.block(person_id, conversation, now)
            case "known":
                match_ends.we_may_know_each_other(person_id, conversation, now)
            case "carry-on" | "rather-not":
                match_ends.answer_if_known(person_id, conversation, what == "carry-on", now)
            case "change-back":
                match_ends.change_back(person_id, conversation, now)
            case _other:
                raise Http404
    except NotHere:
        raise Http404 from None
    return answers.see(f"/talk/{conversation}")


@door(INSIDE, "POST")
def end(request: Any, conversation: int) -> HttpResponse:
    """A goodbye, with last words if one likes."""
    words = clean(request.POST.get("words", ""))
    if len(words) > LONGEST:
        mistake = told.refusal("too_long", len(words))
        return _more(request, conversation, status=422, typed=words, mistake=mistake)
    try:
        match_ends.say_goodbye(request.here.person_id, conversation, words, clock.now())
    except NotHere:
        raise Http404 from None
    return answers.see(f"/talk/{conversation}")


@door(MEMBER, "POST")
def change(request: Any, conversation: int) -> HttpResponse:
    """Another peer: one tap, no reason. The way on is the same page the member first came by."""
    try:
        match_ends.change_peer(request.here.person_id, conversation, clock.now())
    except NotHere:
        raise Http404 from None
    return answers.see(f"/talk/{conversation}")
