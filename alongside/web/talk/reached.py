"""What did not reach somebody by their phone: said to who writes to them, and to them when they come back.

To the other it is never said why, and nothing of a phone of theirs.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.outbox import in_vain

if TYPE_CHECKING:
    from alongside.people.reads import Known
    from alongside.talk.rows import Room, Seat


def sentences(
    room: Room, mine: Seat, other: Seat | None, known: dict[int, Known], now: datetime, zone: str
) -> tuple[str, str]:
    """(about the other, about oneself); mostly nothing. Asks only where one of the two has had a phone."""
    if room.ended_at is not None or room.kind == "practice":
        return "", ""
    theirs = known.get(other.person_id) if other else None
    me = known.get(mine.person_id)
    if not any(each and (each.has_door or each.closed_at) for each in (theirs, me)):
        return "", ""
    lost = in_vain.here(room.program_id, room.id)
    return _of_the_other(room, other, theirs, lost, now, zone), _of_me(mine, me, lost, now, zone)


def _of_the_other(
    room: Room,
    other: Seat | None,
    theirs: Known | None,
    lost: dict[int, in_vain.InVain],
    now: datetime,
    zone: str,
) -> str:
    if theirs is None or other is None:
        return ""
    if theirs.asked:
        return _("%(name)s asked for no more messages by phone. What you write here is kept.") % {
            "name": theirs.name
        }
    missed = lost.get(other.person_id)
    since = theirs.closed_at or (missed.since if missed and missed.newest_n > other.seen_n else None)
    if since is None or (theirs.closed_at and other.seen_n >= room.last_n):
        return ""
    told = {"name": theirs.name, "since": since_words(since, now, zone)}
    return _("Messages are not reaching %(name)s %(since)s. What you write here is kept.") % told


def _of_me(mine: Seat, me: Known | None, lost: dict[int, in_vain.InVain], now: datetime, zone: str) -> str:
    missed = lost.get(mine.person_id)
    if me is None or missed is None or missed.newest_n <= mine.seen_n:
        return ""
    words = ngettext(
        "%(count)d line did not reach your phone. It is here.",
        "%(count)d lines did not reach your phone. They are here.",
        missed.lines,
    )
    return words % {"count": missed.lines}


def since_words(since: datetime, now: datetime, zone: str) -> str:
    """ "since 14:00", "since Tuesday", "since 3 March"."""
    own = ZoneInfo(zone)
    then, today = since.astimezone(own), now.astimezone(own).date()
    if then.date() == today:
        return _("since %(when)s") % {"when": f"{then:%H:%M}"}
    near = (today - then.date()).days < 7
    return _("since %(when)s") % {"when": formats.date_format(then, "l" if near else "j F")}
