"""What we hold about you: one page for each kind of thing, and one for who looked at it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from alongside.base.door import INSIDE, door
from alongside.flows import person_asks_what_we_hold, voice_note_is_heard
from alongside.people import reads
from alongside.rules.held import Whose
from alongside.rules.held_words import BY_CODE, GROUPS
from alongside.talk import reads as talks
from alongside.talk.access import NotHere, room_for
from alongside.web import answers
from alongside.web.held_words import Reader, shown
from alongside.web.team.entrance import home_of

AT_ONCE = 50  # rows of a page, and lines of a talk


def base_of(roles: frozenset[str]) -> dict[str, Any]:
    """Whose header stands on the page, and where it leads back to."""
    if "member" in roles:
        return {"base": "base.html", "back": "/me"}
    back = home_of(roles)
    return {"base": "peers/base_peer.html" if back == "/desk" else "team/base_team.html", "back": back}


@door(INSIDE)
def held(request: Any) -> HttpResponse:
    """The kinds of things, one line each. Nothing of it is opened before it is asked for."""
    helper = request.here.roles != {"member"}
    groups = [(each.code, _(each.words), _(each.means)) for each in GROUPS if helper or not each.helpers]
    return answers.page(request, "own/held.html", groups=groups, **base_of(request.here.roles))


@door(INSIDE)
def group(request: Any, group: str) -> HttpResponse:
    """All rows of one kind, the newest first, some at a time."""
    chosen = BY_CODE.get(group)
    if chosen is None:
        return answers.not_found(request)
    rows = list(person_asks_what_we_hold.held(whose(request), group))
    begins = _whole(request.GET.get("from", ""), len(rows))
    page = rows[begins : begins + AT_ONCE]
    reader = Reader(request.here.zone, person_asks_what_we_hold.named(page))
    places = [(row, dict(row.facts)) for row in page if row.kind == "conversation"]
    return answers.page(
        request,
        "own/group.html",
        title=_(chosen.words),
        means=_(chosen.means),
        rows=[shown(row, reader) for row in page],
        talks=[
            (facts["conversation"], reader.name_of(facts.get("with_whom")), reader.moment(row.at))
            for row, facts in places
            if "left_at" not in facts
        ],
        later=begins + AT_ONCE if len(rows) > begins + AT_ONCE else None,
        **base_of(request.here.roles),
    )


@door(INSIDE)
def talk(request: Any, conversation: int) -> HttpResponse:
    """Every line of one talk, some at a time, the newest first."""
    here = request.here
    try:
        room, seat = room_for(here.person_id, conversation)
    except NotHere:
        return answers.not_found(request)
    before = _whole(request.GET.get("before", ""), room.last_n + 1) or None
    said = talks.newest(room.program_id, conversation, before, AT_ONCE)
    reader = Reader(here.zone, reads.names(each.person_id for each in room.seats))
    names = {each.seat: reader.names.get(each.person_id, _("Someone")) for each in room.seats}
    return answers.page(
        request,
        "own/talk.html",
        lines=[
            (
                names.get(line.seat, _("Someone")),
                reader.moment(line.at),
                line,
                voice_note_is_heard.in_words(line.raw, request.LANGUAGE_CODE),
            )
            for line in said
        ],
        talk=conversation,
        seat=seat.seat,
        others=[name for number, name in names.items() if number != seat.seat],
        older=said[0].n if said and said[0].n > 1 else None,
        **base_of(here.roles),
    )


@door(INSIDE)
def trace(request: Any) -> HttpResponse:
    """Who of the team looked at something of theirs, or did something about them, and when."""
    seen = person_asks_what_we_hold.held(whose(request), "seen")
    rows = [row for row in seen if row.kind == "trace"]
    reader = Reader(request.here.zone, person_asks_what_we_hold.named(rows))
    return answers.page(
        request,
        "own/trace.html",
        rows=[shown(row, reader) for row in rows],
        **base_of(request.here.roles),
    )


def whose(request: Any) -> Whose:
    """Who asks, and what opens what is theirs."""
    here = request.here
    return person_asks_what_we_hold.whose(request.program, here.person_id, here.key_id)


def _whole(typed: str, most: int) -> int:
    """A number out of an address, within what there is."""
    return min(int(typed), most) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0
