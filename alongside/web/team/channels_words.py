"""How a channel is, in words: no colour says anything that the words beside it do not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.rules import spending
from alongside.rules.channel_troubles import CEILING, TOO_FAST, TROUBLES
from alongside.web.moments import for_how_long, when_words

if TYPE_CHECKING:
    from alongside.gateways.lights import Light
    from alongside.rules.channel import Capabilities

SLOW_AFTER = timedelta(minutes=10)  # what waits for less is on its way


@dataclass(frozen=True, slots=True)
class State:
    """A traffic light in words."""

    words: str
    why: str = ""
    since: str = ""
    well: bool = False


def state(light: Light, waits_since: datetime | None, now: datetime, zone: str) -> State:
    """How it is now. `waits_since`: when the oldest text was owed that should have gone by it."""
    if light.trouble:
        words = {CEILING: _("Held back"), TOO_FAST: _("Slow")}.get(light.trouble, _("Does not work"))
        since = when_words(light.trouble_at, now, zone) if light.trouble_at else ""
        return State(words, _(TROUBLES[light.trouble]), since)
    if light.stuck:
        return State(_("Something is stuck"), stuck(light.stuck))
    oldest = min((each for each in (waits_since, light.arrived_at) if each), default=None)
    if oldest is not None and now - oldest > SLOW_AFTER:
        waited = _("The oldest message has waited for %(time)s.") % {"time": for_how_long(now - oldest)}
        return State(_("Slow"), waited)
    if light.last_in_at is None and light.last_out_at is None:
        return State(_("Not used yet"))
    return State(_("Works"), well=True)


def stuck(count: int) -> str:
    """What came in and could not be taken."""
    words = ngettext(
        "%(count)d message came in and could not be taken. Please tell whoever runs this computer.",
        "%(count)d messages came in and could not be taken. Please tell whoever runs this computer.",
        count,
    )
    return words % {"count": count}


def not_brought(counts: Mapping[str, int]) -> list[str]:
    """Why messages did not arrive, each reason with its number, the most first."""
    return [f"{count}: {_(TROUBLES[trouble])}" for trouble, count in counts.items()]


def not_brought_in_all(counts: Mapping[str, int]) -> str:
    """How many messages of the last week did not arrive; empty where all did."""
    count = sum(counts.values())
    words = ngettext(
        "%(count)d message of the last week could not be brought.",
        "%(count)d messages of the last week could not be brought.",
        count,
    )
    return words % {"count": count} if count else ""


def spent(light: Light, today: date) -> str:
    """How the month stands against its ceiling, in a sentence; empty where there is none."""
    standing = spending.standing(light.spent, light.ceiling)
    if standing == "open":
        return ""
    told = {
        "spent": spending.shown(light.spent, light.currency),
        "most": spending.shown(light.ceiling, light.currency),
    }
    if standing == "reached":
        words = _("%(spent)s of %(most)s are spent this month. Only talks that are going on are carried.")
        return words % told
    day = spending.reached_on(light.spent, light.ceiling, today)
    if day is None:
        return _("%(spent)s of at most %(most)s are spent this month.") % told
    words = _("%(spent)s of at most %(most)s are spent this month. If it goes on so, all of it on %(day)s.")
    return words % {**told, "day": formats.date_format(day, "j F")}


def is_near(light: Light) -> bool:
    """Whether a coordinator is to be told on her desk."""
    return spending.standing(light.spent, light.ceiling) in ("near", "reached")


def traces(can: Capabilities) -> list[str]:
    """What stays where."""
    words = {
        "handset": _("Every message stays on the phone until somebody deletes it there."),
        "lock_screen": _("It may light up on a locked screen, for whoever stands near."),
        "call_log": _("The phone keeps a list of numbers that were rung or dialled."),
        "operator": _("The phone company knows who wrote to whom and when, and can read it."),
        "provider": _("The provider can read it, and keeps it for a time of its own."),
    }
    return [sentence for trace, sentence in words.items() if trace in can.traces]


def kind_of(can: Capabilities) -> str:
    """Under which heading a kind of channel stands."""
    if can.calls:
        return _("Calls")
    if can.answers_at_once:
        return _("Codes to dial (USSD)")
    if can.address == "phone":
        return _("Texts (SMS)")
    return _("E-mail") if can.address == "mail" else _("Chats")


def action_words(action: str) -> str:
    """What is told to an address that is pasted at a provider."""
    known = {
        "in": _("For what comes in"),
        "status": _("For reports of what arrived"),
        "stopped": _("For people who want no more messages"),
        "ended": _("For sessions that ended"),
    }
    return known.get(action) or _("Another address: %(name)s") % {"name": action}
