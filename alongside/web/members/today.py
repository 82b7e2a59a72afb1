""" "How is today?": five words, a number for who would rather have it, a note; and when to ask again."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from alongside.base import clock
from alongside.base.door import MEMBER, door
from alongside.flows import checkin_comes_due, checkin_is_answered, week_is_told
from alongside.people import doors
from alongside.rules import today as rules
from alongside.rules.outlook import ENOUGH, is_low, may_show
from alongside.steps import days, rhythms
from alongside.steps.days import Day, Said
from alongside.talk import reads as talk
from alongside.web import answers
from alongside.web.day_words import zone_of
from alongside.web.fields import LONG, ONE, Field, Shown
from alongside.web.moments import when_words
from alongside.web.typed import Typed

NOTE_AT_MOST = 1_000


def said_words(day: Day) -> str:
    """An answer in words: the word that was chosen, or the number."""
    if day.word is not None:
        return _(rules.WORDS[day.word])
    return _("%(number)d of 10") % {"number": day.number}


@door(MEMBER, "GET", "POST")
def today(request: Any) -> HttpResponse:
    """Always open, asked or not. Each answer is kept; the day's last one counts."""
    typed = Typed(request.POST)
    if request.method != "POST":
        return _today(request, typed)
    said = _read(typed)
    if typed.mistakes:
        return _today(request, typed, 422)
    checkin_is_answered.answer(request.here.person_id, said, "web", request.LANGUAGE_CODE, clock.now())
    return answers.see("/today/said")


def _read(typed: Typed) -> Said:
    word = typed.one_of("word", [str(value) for value in rules.WORDS])
    number = typed.one_of("number", [str(value) for value in rules.NUMBERS])
    if not word and not number:
        typed.wrong("word", _("Please choose a word, or a number."))
    note = typed.text("note", at_most=NOTE_AT_MOST)
    return Said(int(word) if word else None, int(number) if number else None, note)


def _today(request: Any, typed: Typed, status: int = 200) -> HttpResponse:
    here = request.here
    before = days.answered(here.person_id, _day(request))
    shown = Shown(typed.fields, typed.mistakes)
    return answers.page(
        request,
        "members/today.html",
        status,
        before=said_words(before) if before else "",
        word=shown.choice("word", "", [(str(value), _(words)) for value, words in rules.WORDS.items()]),
        number=shown.choice(
            "number",
            _("A number, if you would rather. 0 is very hard, 10 is good."),
            [("", _("No number")), *((str(value), str(value)) for value in rules.NUMBERS)],
        ),
        note=shown(
            "note",
            _("Anything you want to note?"),
            hint=_("Only you see it."),
            kind=LONG,
            rows=2,
        ),
        mistakes=typed.mistakes.items(),
    )


@door(MEMBER)
def said(request: Any) -> HttpResponse:
    """After an answer. A hard day gets people and what helps, and no word of tomorrow."""
    here, day, now = request.here, _day(request), clock.now()
    line = days.of(here.person_id)
    if not line or line[-1].day != day:
        return answers.see("/today")
    rhythm = rhythms.of(here.person_id)
    once = rhythm is not None and rhythm.when.how_often == rules.ONCE
    due = rhythm.due_at if rhythm else None
    low = is_low(line[-1].answer())
    return answers.page(
        request,
        "members/today_said.html",
        words=said_words(line[-1]),
        low=low,
        talk=_talk_of(here.person_id) if low else "",
        again=once and due is None,
        due=when_words(due, now, here.zone) if due else "",
        tomorrow=not low and _may_look_ahead(line, day),
    )


@door(MEMBER, "GET", "POST")
def rhythm(request: Any) -> HttpResponse:
    """How often, on which days and at which hour. No question is as fine as many."""
    typed = Typed(request.POST)
    if request.method != "POST":
        return _rhythm(request, typed)
    how_often = typed.one_of("how_often", rules.HOW_OFTEN, needed=_("Please choose one of these."))
    hour = typed.one_of("hour", [str(hour) for hour in rules.HOURS])
    weekdays = [int(one) for one in typed.some_of("days", [str(day) for day in range(7)])]
    week = typed.one_of("week", ("yes", "no"))
    if how_often == rules.DAYS and not weekdays:
        typed.wrong("days", _("Please choose a day, or another answer above."))
    if typed.mistakes:
        return _rhythm(request, typed, 422)
    kept = rhythms.of(request.here.person_id)
    if week and (week == "yes") != bool(kept and kept.week_due_at):
        week_is_told.choose(request.here.person_id, week == "yes", clock.now())
    usual = kept.when.hour if kept else rules.USUAL_HOUR
    when = rules.chosen(how_often, int(hour) if hour else usual, weekdays, _day(request))
    checkin_comes_due.choose(request.here.person_id, when, clock.now())
    return answers.see("/today/rhythm?kept=1")


def _rhythm(request: Any, typed: Typed, status: int = 200) -> HttpResponse:
    here, now = request.here, clock.now()
    kept = rhythms.of(here.person_id)
    when = kept.when if kept else rules.When()
    shown = Shown(
        typed.fields
        or {
            "how_often": when.how_often if kept else "",
            "hour": str(when.hour),
            "days": [str(day) for day in range(7) if when.days >> day & 1],
            "week": "yes" if kept and kept.week_due_at else "no",
        },
        typed.mistakes,
    )
    often = [(code, _(words)) for code, words in rules.HOW_OFTEN.items()]
    weekdays = [(str(number), _(words)) for number, words in enumerate(rules.WEEKDAYS)]
    return answers.page(
        request,
        "members/rhythm.html",
        status,
        fields=[
            shown.choice("how_often", _("How often shall we ask?"), often, kind=ONE),
            shown.some("days", _("On which days?"), weekdays, hint=_("If you picked days above.")),
            shown.choice("hour", _("At what time?"), [(str(hour), f"{hour:02}:00") for hour in rules.HOURS]),
            *([_week(shown)] if doors.for_answers([here.person_id]) else []),
        ],
        due=when_words(kept.due_at, now, here.zone) if kept and kept.due_at else "",
        kept=request.GET.get("kept") == "1",
        mistakes=typed.mistakes.items(),
    )


def _week(shown: Shown) -> Field:
    """Only for who has a phone or a chat: pages show the days at any time."""
    asks = _("Once a week, one line by text on how your days were?")
    hint = _("It never goes to a phone that others use too.")
    return shown.choice("week", asks, [("yes", _("Yes")), ("no", _("No"))], kind=ONE, hint=hint)


def _day(request: Any) -> date:
    return rules.day_of(clock.now(), zone_of(request.here.zone))


def _talk_of(person_id: int) -> str:
    """The talk that goes on, the latest first, or a way to one."""
    going = [one for one in talk.conversations_of(person_id) if not one.ended_at and one.kind == "match"]
    return f"/talk/{going[0].conversation_id}" if going else "/ask"


def _may_look_ahead(line: list[Day], day: date) -> bool:
    told = [one.answer() for one in line]
    return len({one.day for one in told}) >= ENOUGH and may_show(told, day.toordinal())
