"""What two who walk together agreed and noted: at the top of their talk, at home and on a desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.utils import formats
from django.utils.translation import gettext as _

from alongside.flows import line_is_left
from alongside.matching import parting
from alongside.matching import reads as matching
from alongside.matching.meetings import MET
from alongside.matching.walks import Walk
from alongside.people import reads as people
from alongside.web.moments import when_words
from alongside.web.talk import told

if TYPE_CHECKING:
    from alongside.matching.desks import Coming
    from alongside.web.peers.gathered import PeerDesk


@dataclass(frozen=True, slots=True)
class Together:
    """Sentences for the top of a talk; for a closed one, what they left each other."""

    next_talk: str = ""
    met: str = ""
    theirs: str = ""  # the line the other left
    mine: str = ""
    may_leave: bool = False
    helped: bool = False  # the member has said "that helped"


@dataclass(frozen=True, slots=True)
class Soon:
    """One talk that comes, on a page that lists several."""

    words: str
    address: str


def today_of(request: Any, now: datetime) -> date:
    """The day where the reader is."""
    return now.astimezone(ZoneInfo(request.here.zone)).date()


def of(request: Any, walk: Walk | None, name: str, now: datetime) -> Together | None:
    """None where there is nothing to say."""
    if walk is None:
        return None
    if walk.ended_at is not None:
        return _left(request.here.person_id, walk)
    asked = walk.next_talk and not walk.next_talk.agreed and walk.next_talk.said_by != request.here.person_id
    next_talk = "" if asked else next_words(request, walk, name, now)  # what is asked has its own card
    met = met_words(walk.met_how, walk.met_on) if walk.met_on else ""
    return Together(next_talk, met) if next_talk or met else None


def _left(person_id: int, walk: Walk) -> Together | None:
    if not line_is_left.may_be_left(walk):
        return None
    lines = parting.lines(walk.id)
    said = person_id == walk.member_id and parting.helped(walk.id) is not None
    return Together(
        theirs=lines.get(walk.other(person_id), ""),
        mine=lines.get(person_id, ""),
        may_leave=True,
        helped=said,
    )


def next_words(request: Any, walk: Walk | Coming, name: str, now: datetime) -> str:
    """When they talk next, in the reader's time; nothing once it is over."""
    if walk.next_talk is None or walk.next_talk.at <= now:
        return ""
    told_by = {"name": name or told.someone(), "when": moment(walk.next_talk.at, now, request.here.zone)}
    if walk.next_talk.agreed:
        return _("You talk next: %(when)s.") % told_by
    if walk.next_talk.said_by == request.here.person_id:
        return _("You suggested %(when)s. %(name)s has not answered yet.") % told_by
    return _("%(name)s would like to talk next: %(when)s.") % told_by


def moment(at: datetime, now: datetime, zone: str) -> str:
    """As `when_words`, with the hour also for days that are further away."""
    words, local = when_words(at, now, zone), at.astimezone(ZoneInfo(zone))
    hour = f"{local:%H:%M}"
    if words == hour:
        return _("today at %(time)s") % {"time": hour}
    return words if hour in words else _("%(day)s at %(time)s") % {"day": words, "time": hour}


def met_words(how: str, on: date) -> str:
    """ "You met on Sunday, 22 November." """
    day = {"day": formats.date_format(on, "l, j F")}
    return _("You met on %(day)s.") % day if how == MET else _("You spoke on %(day)s.") % day


def soon(request: Any, now: datetime) -> list[Soon]:
    """The talks of this person that come next, the nearest first, agreed or not yet."""
    me = request.here.person_id
    going_on = [walk for walk in matching.walks_of(me) if walk.ended_at is None and walk.next_talk]
    coming = [walk for walk in going_on if walk.next_talk and walk.next_talk.at > now]
    names = people.names(walk.other(me) for walk in coming) if coming else {}
    return [
        Soon(_soon_words(request, walk, names.get(walk.other(me), told.someone()), now), _where(walk))
        for walk in sorted(coming, key=lambda each: each.next_talk.at if each.next_talk else now)
    ]


def soon_on_desk(request: Any, desk: PeerDesk, now: datetime) -> list[Soon]:
    """As `soon`, from what was read for a desk."""
    return [
        Soon(_soon_words(request, each, desk.name(each.other_id), now), f"/talk/{each.conversation_id}")
        for each in desk.matching.coming
    ]


def _soon_words(request: Any, walk: Walk | Coming, name: str, now: datetime) -> str:
    if walk.next_talk and walk.next_talk.agreed:
        when = moment(walk.next_talk.at, now, request.here.zone)
        return _("%(name)s, %(when)s") % {"name": name, "when": when}
    return next_words(request, walk, name, now)


def _where(walk: Walk) -> str:
    return f"/talk/{walk.conversation_id}"
