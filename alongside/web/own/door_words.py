"""A door of one's own in words: its name, whose it is, when it may ring, why nothing goes there."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.utils import formats
from django.utils.translation import gettext as _

from alongside.rules import phone_number
from alongside.rules.held import clock

if TYPE_CHECKING:
    from alongside.people.door_links import Gone
    from alongside.people.doors import Door


def kind(channel: str) -> str:
    """What it is: "Phone", "WhatsApp"."""
    return {"phone": _("Phone"), "whatsapp": "WhatsApp", "telegram": "Telegram", "mail": _("E-mail")}[channel]


def name(channel: str, address: str) -> str:
    """What its own person knows it by: "Phone … 78". A chat has no number that anybody knows."""
    if channel == "telegram":
        return kind(channel)
    return f"{kind(channel)} {phone_number.masked(channel, address)}"


def whole(door: Door) -> str:
    """The address as it is written, for its own person who asked."""
    return door.address if door.channel in ("mail", "telegram") else phone_number.as_written(door.address)


def lines(door: Door, zone: str) -> list[str]:
    """How it stands, a sentence each."""
    if door.stopped_at is not None:
        return [stopped(door.stopped_why, door.stopped_at, zone), again(door)]
    said = [_("Answers go here.")] if door.chosen else []
    if door.still_asked_at is not None:
        said.append(_("We heard nothing from here for long. Write anything from it, and notes come again."))
    if door.channel != "mail":
        said.append(whose(door))
    if door.has_code:
        said.append(_("Your word is asked before anything is shown."))
    if door.safe_from is not None and door.safe_until is not None:
        said.append(hours_words(door.safe_from, door.safe_until))
    return said


def whose(door: Door) -> str:
    """What goes there by itself."""
    if door.shared is False:
        return _("Yours alone: what is written to you goes there as it is.")
    return _("Others may hold it: by itself only “You have a note” goes there.")


def hours_words(begins: int, ends: int) -> str:
    """When it may ring or light up."""
    return _("It rings and lights up only between %(begins)s and %(ends)s.") % {
        "begins": clock(begins),
        "ends": clock(ends),
    }


def stopped(why: str, at: datetime, zone: str) -> str:
    """Since when nothing goes there, and why: for its own person."""
    told = {"day": formats.date_format(at.astimezone(ZoneInfo(zone)), "j F")}
    match why:
        case "asked" | "blocked":
            return _("Since %(day)s nothing is sent there: you asked for no more messages.") % told
        case "wrong":
            return _("Since %(day)s nothing is sent there: somebody said that it is a wrong number.") % told
        case "moved":
            return _("Since %(day)s somebody else has this number.") % told
        case _dead:
            return _("Since %(day)s nothing arrives there.") % told


def again(door: Door) -> str:
    """How it begins again."""
    if door.channel == "mail":
        return _("Write to us from there, and notes come again.")
    return _("Send START from it, and notes come again.")


def gone(door: Gone, zone: str) -> dict[str, Any]:
    """One that was let go: its number is kept nowhere."""
    return {"id": door.handle_id, "name": kind(door.channel), "words": stopped(door.why, door.at, zone)}
