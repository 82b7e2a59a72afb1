"""One's own line of days, and what tomorrow may be like. Closed until its person opens it; theirs alone."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.base import clock
from alongside.base.door import MEMBER, door
from alongside.flows import checkin_comes_due
from alongside.rules import outlook as rules
from alongside.rules.outlook import Answer, Outlook
from alongside.rules.today import WORDS, day_of
from alongside.steps import days, rhythms
from alongside.steps.days import Day
from alongside.web import answers
from alongside.web.day_words import dated, day_words, zone_of
from alongside.web.members.today import said_words
from alongside.web.picture import DAYS_SHOWN, picture


@door(MEMBER, "GET", "POST")
def tomorrow(request: Any) -> HttpResponse:
    """GET shows it, if it is open and no hard answer was just given. POST opens or closes it."""
    here = request.here
    if request.method == "POST":
        checkin_comes_due.outlook(here.person_id, request.POST.get("do") != "close")
        return answers.see("/tomorrow")
    kept = rhythms.of(here.person_id)
    if kept is None or not kept.outlook:
        return answers.page(request, "members/tomorrow_closed.html")
    today = day_of(clock.now(), zone_of(here.zone))
    line = days.of(here.person_id)
    told = [one.answer() for one in line]
    if line and not rules.may_show(told, today.toordinal()):
        better = days.words_of_better_days(here.person_id, here.key_id)
        return answers.page(request, "members/tomorrow_later.html", better=_written(better, today))
    return _shown(request, line, told, today)


def _shown(request: Any, line: list[Day], told: list[Answer], today: date) -> HttpResponse:
    here, number = request.here, today.toordinal()
    seen = rules.outlook(told, number + 1)
    record = rules.followed_low_days(told, number) if seen else None
    notes = days.notes(here.person_id, here.key_id, today - timedelta(days=DAYS_SHOWN)) if seen else []
    better = days.words_of_better_days(here.person_id, here.key_id) if seen and not record else []
    return answers.page(
        request,
        "members/tomorrow.html",
        answered=len({one.day for one in told}),
        enough=rules.ENOUGH,
        picture=picture(told, seen, number) if seen else None,
        label=_label(line),
        range=_range(seen) if seen else "",
        right=_right(seen) if seen else "",
        record=_(rules.AFTER_LOW_DAYS).format(low_days=record.low_days, better=record.better)
        if record
        else "",
        better=_written(better, today),
        rows=_rows(line, notes, today),
    )


def _range(seen: Outlook) -> str:
    """The outlook as one sentence, in the five words."""
    return _(rules.WORDS[seen.shape]).format(low=_(WORDS[seen.from_word]), high=_(WORDS[seen.to_word]))


def _right(seen: Outlook) -> str:
    return _(rules.RIGHT_SO_FAR).format(right=seen.right, of=seen.of) if seen.of else ""


def _label(line: list[Day]) -> str:
    """The picture in one sentence, for who hears it."""
    latest = {one.day: one for one in line}
    shown = [latest[day] for day in sorted(latest)][-DAYS_SHOWN:]
    if not shown:
        return ""
    ranked = sorted(shown, key=lambda one: (one.answer().as_word, one.number or 0))
    told = ngettext("A line of one day.", "A line of %(count)d days.", len(shown)) % {"count": len(shown)}
    ends = _("The lowest was “%(low)s”, the highest “%(high)s”, the latest “%(last)s”.") % {
        "low": said_words(ranked[0]),
        "high": said_words(ranked[-1]),
        "last": said_words(shown[-1]),
    }
    return f"{told} {ends}"


def _rows(line: list[Day], notes: list[Day], today: date) -> list[tuple[str, str, list[str]]]:
    """The same in words, the newest day first: the day, its word, what was noted."""
    latest = {one.day: one for one in line}
    noted: dict[date, list[str]] = {}
    for one in notes:
        noted.setdefault(one.day, []).insert(0, one.note)
    shown = [day for day in sorted(latest, reverse=True) if day > today - timedelta(days=DAYS_SHOWN)]
    return [(dated(day), said_words(latest[day]), noted.get(day, [])) for day in shown]


def _written(better: list[Day], today: date) -> list[tuple[str, str]]:
    """Words of better days: when, and what."""
    return [(day_words(one.day, today), one.note) for one in better]
