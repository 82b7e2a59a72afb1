"""The page of a talk: what was said, who is there, and a box to write in. Works without script."""

import logging
import secrets
from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.safestring import mark_safe

from alongside.base import clock
from alongside.base.door import INSIDE, Visitor, door
from alongside.flows import notes_are_sent
from alongside.flows.message_arrives import Kept, Refused, Said, Shown
from alongside.matching import walks
from alongside.matching.walks import Walk
from alongside.people import reads as people
from alongside.people import sessions
from alongside.people.reads import Known
from alongside.rules.typed import clean
from alongside.rules.verdict import LONGEST
from alongside.talk import reads
from alongside.talk.access import NotHere, room_for
from alongside.talk.rows import Room, Seat
from alongside.web import answers, help_card, live
from alongside.web.headers import SOUNDS, policy
from alongside.web.lines import Reader, day_html, line_html
from alongside.web.members.being_told import Reach, reach_of
from alongside.web.middleware import SESSION_COOKIE
from alongside.web.talk import asked, beside, promise, reached, together, told
from alongside.web.talk.call_words import words as call_words
from alongside.web.talk.shown_steps import shown_steps
from alongside.web.team_turn import turns_now

log = logging.getLogger("alongside")


@door(INSIDE, "GET", "POST")
def talk(request: Any, conversation: int) -> HttpResponse:
    """GET shows it, with the newest lines (or those before ?before=N). POST says a line."""
    room, seat = entered(request, conversation)
    page = _say(request, room, seat) if request.method == "POST" else shown(request, room, seat)
    page.headers["Content-Security-Policy"] = policy(SOUNDS)  # voice notes are played here
    return page


def entered(request: Any, conversation: int) -> tuple[Room, Seat]:
    """The conversation, for someone who is in it; else the page is not there."""
    try:
        return room_for(request.here.person_id, conversation)
    except NotHere:
        raise Http404 from None


def _say(request: Any, room: Room, seat: Seat) -> HttpResponse:
    text = clean(request.POST.get("words", ""))
    ref = request.POST.get("ref", "")
    if not 8 <= len(ref) <= 64:
        ref = secrets.token_urlsafe(16)
    try:
        answer = live.say(Said(_token_hash(request), room.id, ref, text, room.last_n))
    except Exception:
        return shown(request, room, seat, status=507, typed=text, why="full", ref=ref)
    if isinstance(answer, Kept):
        card = help_card.quietly(answer, clock.now(), request.LANGUAGE_CODE)
        if card:  # in this answer only; a reload sends the same line again, which is known as a repeat
            return shown(request, *entered(request, room.id), card=card)
        return answers.see(f"/talk/{room.id}#m{answer.n}")
    why = answer.why if isinstance(answer, Refused) else ""
    status = live.STATUS.get(why, 422)
    again = entered(request, room.id) if status == 409 else (room, seat)
    return shown(request, *again, status=status, typed=text, why=why, ref=ref)


def shown(
    request: Any,
    room: Room,
    seat: Seat,
    status: int = 200,
    typed: str = "",
    why: str = "",
    ref: str = "",
    card: str = "",
) -> HttpResponse:
    now, here = clock.now(), request.here
    notes_are_sent.has_looked(here.person_id, on_a_talk=True)
    reader = Reader(here.zone, request.LANGUAGE_CODE)
    others = room.others(here.person_id)
    other_id = others[0].person_id if others else None
    walk = walks.walk_in(room.id)
    is_member = walk is not None and walk.member_id == here.person_id
    turns = turns_now(request.program, now) if is_member and room.ended_at is None else None
    around = [here.person_id, *([other_id] if other_id else []), *(turns.people if turns else [])]
    known = people.known(around)
    names = {person_id: each.name for person_id, each in known.items()}
    name = names.get(other_id, "") if other_id else ""
    question = asked.one(request, room, seat, walk, now)
    before = _number(request.GET.get("before"))
    spoken = reads.newest(room.program_id, room.id, before, seats=room.seats)
    unread = bool(spoken) and spoken[-1].n > seat.seen_n
    if status == 200 and before is None and (unread or (seat.reading_until or now) <= now):
        _note(Shown(_token_hash(request), room.id, room.last_n, True))
    return answers.page(
        request,
        "talk/talk.html",
        status=status,
        room=room,
        seat=seat,
        walk=walk,
        gone=bool(room.ended_at) and not name,
        is_member=is_member,
        name=name or told.someone(),
        lines=lines(spoken, room, reader),
        older=spoken[0].n if spoken and spoken[0].n > 1 else None,
        last=spoken[-1].n if spoken else 0,
        newest=before is None,
        beside=beside.sentences(others[0] if others else None, name, now, here.zone, question),
        team=beside.team(request.program, turns, names, now, here.zone) if turns else "",
        **_standing(room, walk, here, name, reader, now),
        asks=_is_asked(walk, here.person_id),
        promise_changed=promise.changed(request),
        asked=question,
        together=together.of(request, walk, name, now),
        others_seen=others[0].seen_n if others and others[0].shares_seen and seat.shares_seen else 0,
        shares_typing=bool(others and others[0].shares_typing and seat.shares_typing),
        typed=typed,
        card=card,
        mistake=told.refusal(why, len(typed)) if why else "",
        ref=ref or secrets.token_urlsafe(16),
        longest=LONGEST,
        shown_steps=shown_steps(walk, here.person_id),
        call=call_words(walk, here.person_id, name or told.someone()),
        **_by_phone(room, seat, known, now, here.zone),
    )


def _standing(
    room: Room, walk: Walk | None, here: Visitor, name: str, reader: Reader, now: datetime
) -> dict[str, object]:
    """Whether the talk goes on, rests or is over, and what can still be done about it."""
    in_time = walk is not None and (walk.undo_until or now) > now
    return {
        "ending": told.ending(room, walk, here.person_id, name, reader),
        "paused": told.pause(room, here.person_id, name or told.someone()),
        "undo": in_time and walk is not None and walk.ended_by == here.person_id,
        "may_come_back": in_time,
        "reach": _reach(room, walk, here),
    }


def _by_phone(room: Room, seat: Seat, known: dict[int, Known], now: datetime, zone: str) -> dict[str, object]:
    """What could not be brought to the phone of either."""
    other = next(iter(room.others(seat.person_id)), None)
    not_reached, missed = reached.sentences(room, seat, other, known, now, zone)
    return {"not_reached": not_reached, "missed": missed}


def _reach(room: Room, walk: Walk | None, here: Visitor) -> Reach | None:
    """Whether we can reach a member whose talk has ended."""
    over = walk is not None and walk.member_id == here.person_id and room.ended_at is not None
    return reach_of(here) if over else None


def _is_asked(walk: Walk | None, person_id: int) -> bool:
    """Whether this person is still asked what they want, since they may know the other."""
    if walk is None or walk.ended_at is not None:
        return False
    return walk.asked_if_known_at is not None and not walk.carries_on(person_id)


def _note(read: Shown) -> None:
    """How far it has been read. Where that cannot be kept (a full disk), the words are shown all the same."""
    try:
        live.say(read)
    except Exception as trouble:
        log.error("what was read could not be kept", extra={"kind": type(trouble).__name__.lower()})


def lines(spoken: list[reads.Spoken], room: Room, reader: Reader) -> str:
    """Lines as HTML with the days between them, as the live stream would have sent them."""
    made = []
    before = None
    for line in spoken:
        made.append(day_html(line.at, before, reader))
        made.append(line_html(room.id, line.n, line.seat, line.raw, line.at, reader))
        before = line.at
    return mark_safe("".join(made))  # noqa: S308  web.lines escapes each word


def _token_hash(request: Any) -> bytes:
    return sessions.hash_of(request.COOKIES.get(SESSION_COOKIE, ""))


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None
