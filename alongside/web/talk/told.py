"""What a talk page says besides the words: refusals, pauses and endings, each in one plain sentence."""

from datetime import datetime

from django.utils import formats
from django.utils.translation import gettext as _

from alongside.matching.walks import Walk
from alongside.people.told import once_started
from alongside.rules import lived
from alongside.rules.verdict import LONGEST, Why
from alongside.talk.rows import Room
from alongside.web.lines import Reader, zone_named


def refusal(why: Why | str, length: int = 0) -> str:
    """Why a line was not said. The words are still in the box."""
    match why:
        case "too_long":
            return _(
                "That is %(length)d signs. A line here can hold %(longest)d. Perhaps send it in two parts."
            ) % {"length": length, "longest": LONGEST}
        case "empty":
            return _("There is nothing written yet.")
        case "paused":
            return _("This talk is paused. Your words are still here.")
        case "promise":
            return _("Our promise has changed. Your words are still here, below it.")
        case "ended":
            return _("This conversation is closed. Your words are still here, so that you can copy them.")
        case "full":
            return _(
                "We could not keep this just now: there is no room on our side. Nothing was sent. "
                "Your words are still here."
            )
        case _other:
            return _("That did not go through. Your words are still here. Please send them again.")


def ending(room: Room, walk: Walk | None, person_id: int, other_name: str, reader: Reader) -> str:
    """How a closed conversation reads. Without a name: the other deleted everything."""
    if room.ended_at is None:
        return ""
    day = {"name": other_name, "day": _day(room.ended_at, reader)}
    mine = walk is not None and walk.ended_by == person_id
    if walk is not None and walk.how == "changed" and other_name and not mine:
        return _("%(name)s is walking with someone else now. That is ordinary, and it's allowed.") % day
    if walk is not None and walk.how == "known":
        return _("You two are not walking together, so that you both can talk freely with someone else.")
    if mine:
        return _("You closed this conversation on %(day)s.") % day
    if not other_name:
        return _("They closed this conversation on %(day)s.") % day
    return _("%(name)s closed this conversation on %(day)s.") % day


def pause(room: Room, person_id: int, other_name: str) -> str:
    """Who paused, if someone did."""
    if room.paused_by is None:
        return ""
    if room.paused_by == person_id:
        return _("You paused this talk. %(name)s knows, and can wait.") % {"name": other_name}
    return _("%(name)s has paused this talk for a while. That is allowed. What was said stays here.") % {
        "name": other_name
    }


def _day(at: datetime, reader: Reader) -> str:
    return str(formats.date_format(at.astimezone(zone_named(reader.zone)), "l"))


def someone() -> str:
    """A name for who has none any more."""
    return _("Someone")


def tells(program_id: int, peer_id: int) -> tuple[str, list[str]] | None:
    """What the peer tells of themselves now that they walk together, and what they lived through."""
    shown = once_started(program_id, peer_id)
    if shown is None:
        return None
    known = [each for each in map(lived.by_code, shown.codes) if each]
    own_words = [f"“{shown.words}”"] if shown.words else []
    return shown.about, [*(_(each.words) for each in known), *shown.own, *own_words]
