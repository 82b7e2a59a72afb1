"""Where someone who is signed in can go from here: their talks, who they asked, or someone new."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from alongside.flows import notes_are_sent
from alongside.matching import reads as matching
from alongside.people import reads
from alongside.rules import talk_end, today
from alongside.steps import waits
from alongside.talk import reads as talk
from alongside.web import answers
from alongside.web.day_words import zone_of
from alongside.web.members import outside
from alongside.web.members.being_told import reach_of
from alongside.web.night_letter import letter_tonight
from alongside.web.talk.together import soon
from alongside.web.team.entrance import home_of
from alongside.web.visitors.program import pause_words, presence

if TYPE_CHECKING:
    from alongside.base.door import Visitor
    from alongside.matching.rows import Wish


@dataclass(frozen=True, slots=True)
class Way:
    """One talk a member can open."""

    address: str
    name: str
    unread: int
    paused: bool
    ended: bool
    last_at: datetime | None = None


def way_on(request: Any, now: datetime) -> HttpResponse:
    """A member's home. Peers and the team are led to their own place."""
    here = request.here
    if "member" not in here.roles:
        return answers.see(home_of(here.roles))
    notes_are_sent.has_looked(here.person_id)
    ways, name = talks_of(here.person_id)
    open_request = matching.open_request(here.person_id)
    there = presence(request.program, now, here.zone)
    return answers.page(
        request,
        "members/home.html",
        name=name,
        ways=[way for way in ways if not way.ended],
        ended=[way for way in ways if way.ended],
        asking=address_of(open_request) if open_request else "",
        presence=there,
        letter=letter_tonight(request, request.program, now, somebody=there.here),
        pause=pause_words(request.program, now, here.zone),
        desk=home_of(here.roles),
        soon=soon(request, now),
        told_outside=outside.not_seen(request),
        waits=_waits(here, ways, now),
        words_for_today=[(value, _(words)) for value, words in today.WORDS.items()],
        asks_back=here.asked_back,
        reach=reach_of(here) if ways or open_request else None,
    )


def _waits(here: Visitor, ways: list[Way], now: datetime) -> waits.Waits:
    """At most one thing is asked here: how today is, else a few questions (never in a talk), else what
    somebody set themselves for this day."""
    found = waits.at_home(here.person_id, here.key_id, today.day_of(now, zone_of(here.zone)), now)
    if found.asked:
        return waits.Waits(asked=True)
    talking = any(not way.ended and not talk_end.is_over(way.last_at, None, now) for way in ways)
    if found.questions and not talking:
        return waits.Waits(questions=True)
    return waits.Waits(planned=found.planned)


def talks_of(person_id: int) -> tuple[list[Way], str]:
    """The talks of someone, the one with the latest line first, and what they are called themselves."""
    standings = [each for each in talk.conversations_of(person_id) if each.kind in ("match", "team")]
    names = reads.names([person_id, *(other for each in standings for other in each.other_ids)])
    ways = [
        Way(
            address=f"/talk/{each.conversation_id}",
            name=" ".join(names.get(other, "") for other in each.other_ids).strip() or _("Someone"),
            unread=each.unread,
            paused=each.paused_by is not None,
            ended=each.ended_at is not None,
            last_at=each.last_at,
        )
        for each in standings
    ]
    return ways, names.get(person_id, "")


def address_of(wish: Wish) -> str:
    """The page on which an open wish to talk stands."""
    return "/choose" if matching.state_of(wish).kind == "choosing" else "/waiting"


def onward(person_id: int) -> str:
    """Where to go when there is no open wish (any more): the talk that just began, or home."""
    walks = matching.walks_of(person_id)
    if walks and walks[0].ended_at is None:
        return f"/talk/{walks[0].conversation_id}"
    return "/"
