"""What may be sent to a door now. Told all it needs, the time too; it reads no word."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

OUR_HOURS = (time(8), time(21))  # of their day: when we may begin something (how is today, a digest)


@dataclass(frozen=True, slots=True)
class Facts:
    """A door as it is, and the channel it is reached by."""

    stopped: bool
    shared: bool | None  # none: not told yet
    has_code: bool
    open_until: datetime | None
    safe_from: int | None  # minutes of their day
    safe_until: int | None
    zone: str
    last_in_at: datetime | None
    can_begin: bool
    reply_window: timedelta | None
    template_outside: bool
    never_pushes: bool  # the answer is the response: nothing can be sent
    still_asked: bool = False  # it was silent for long, and whether it is still them is not answered


@dataclass(frozen=True, slots=True)
class Go:
    """It may be sent, with its words. `in_window`: freely; else only as a template."""

    in_window: bool = True


@dataclass(frozen=True, slots=True)
class NoticeOnly:
    """That something waits may be said, and nothing of it."""

    in_window: bool = True


@dataclass(frozen=True, slots=True)
class Wait:
    """Not before then."""

    until: datetime


@dataclass(frozen=True, slots=True)
class No:
    """Not by this door."""

    why: Literal["stopped", "silent", "window", "never_pushes"]


Verdict = Go | NoticeOnly | Wait | No


def judge(kind: str, facts: Facts, now: datetime) -> Verdict:
    """What becomes of a text of this kind (rules.texts.Kind) at this door, now.

    An answer to what was just texted always goes, at any hour: they have the phone in their hand.
    """
    if facts.never_pushes:
        return No("never_pushes")
    if kind == "answer":
        return Go()
    if facts.stopped:
        return No("stopped")
    if facts.still_asked:  # perhaps somebody else has this number by now
        return No("silent")
    in_window = _in_window(facts, now)
    if not in_window and not facts.template_outside:
        return No("window")
    until = _waits_until(kind, facts, now)
    if until is not None:
        return Wait(until)
    if not in_window:  # a template has no room for words
        return NoticeOnly(in_window=False)
    if _is_closed(facts, now):
        return NoticeOnly()
    return Go()


def is_safe(safe_from: int | None, safe_until: int | None, zone: str, now: datetime) -> bool:
    """Whether this is an hour in which a phone may ring or light up. Hours may go past midnight."""
    if safe_from is None or safe_until is None or safe_from == safe_until:
        return True
    at = _minute(zone, now)
    if safe_from < safe_until:
        return safe_from <= at < safe_until
    return at >= safe_from or at < safe_until


def _is_closed(facts: Facts, now: datetime) -> bool:
    """Others may be holding this phone: words are sent only after somebody asked for them."""
    asked = facts.open_until is not None and facts.open_until > now
    return (facts.shared is not False or facts.has_code) and not asked


def _in_window(facts: Facts, now: datetime) -> bool:
    if facts.reply_window is None:
        return facts.can_begin or facts.last_in_at is not None
    return facts.last_in_at is not None and now - facts.last_in_at < facts.reply_window


def _waits_until(kind: str, facts: Facts, now: datetime) -> datetime | None:
    if not is_safe(facts.safe_from, facts.safe_until, facts.zone, now):
        return next_moment(facts.safe_from or 0, facts.zone, now)
    if kind in ("today", "digest"):
        begins, ends = (each.hour * 60 for each in OUR_HOURS)
        if not is_safe(begins, ends, facts.zone, now):
            return next_moment(begins, facts.zone, now)
    return None


def _minute(zone: str, now: datetime) -> int:
    there = now.astimezone(ZoneInfo(zone or "UTC"))
    return there.hour * 60 + there.minute


def next_moment(minute: int, zone: str, now: datetime) -> datetime:
    """The next moment at which their clock shows this minute of the day."""
    there = now.astimezone(ZoneInfo(zone or "UTC"))
    day = there.date()
    while True:
        clock = time(minute // 60 % 24, minute % 60)
        moment = datetime.combine(day, clock, ZoneInfo(zone or "UTC"))
        if moment > now:
            return moment.astimezone(now.tzinfo)
        day += timedelta(days=1)
