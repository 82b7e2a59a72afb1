"""What a text does with somebody's own: their next step, their day, their rest, and whom they walk with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from alongside.flows import (
    checkin_comes_due,
    checkin_is_answered,
    match_ends,
    peer_is_here,
    person_rests,
    step_is_set,
    text_acts,
    text_joins,
    text_says,
    week_is_told,
)
from alongside.people import preferences
from alongside.rules import week
from alongside.rules.text_sentences import WORDS_AT_MOST, short
from alongside.rules.text_stands import STEP_DAY, Act
from alongside.rules.today import DAILY, NEVER, WEEKLY, When, day_of
from alongside.steps import next_steps
from alongside.steps.days import Said
from alongside.talk.access import NotHere as NoTalk

if TYPE_CHECKING:
    from alongside.flows.text_is_heard import Hearing

EVENING = 19  # the hour at which they are asked, where they are
MORNING = time(8)  # when a pause ends, where they are
LONGEST_PAUSE = timedelta(days=365)
PAUSES = {"today": 1, "tomorrow": 2, "week": 7}  # the answer -> on which morning it ends, in days


def keep_step(hearing: Hearing, act: Act) -> None:
    """Theirs from now on; which day is asked, and whether it was meant for who they talk with."""
    step_id = step_is_set.write(hearing.door.person_id, act.words, None, hearing.now)
    if step_id is None:
        return
    hearing.stands = hearing.stands.asks(STEP_DAY, hearing.now, step_id)
    talks = hearing.facts.talks
    name = next((talk.name for talk in talks if talk.id == hearing.stands.to), talks[0].name if talks else "")
    told = {"step": short(act.words, WORDS_AT_MOST), "name": name}
    hearing.reply("step_kept_or" if name else "step_kept", **told)


def step_day(hearing: Hearing, act: Act) -> None:
    """The day on which we ask how it went; none is as fine."""
    ahead = {"today": 0, "tomorrow": 1, "week": 7}.get(act.words)
    today = _today(hearing)
    next_steps.on_day(
        hearing.door.person_id, act.about, None if ahead is None else today + timedelta(days=ahead)
    )
    hearing.reply("step_no_day" if ahead is None else "step_day")


def step_was_words(hearing: Hearing, act: Act) -> None:
    """It was no step: it goes to whom they talk with, and is kept nowhere else."""
    words = next_steps.was_none(hearing.door.person_id, act.about)
    talks = hearing.facts.talks
    to = next((talk for talk in talks if talk.id == hearing.stands.to), talks[0] if talks else None)
    if words and to is not None:
        text_acts.say(hearing, Act("say", to.id, words))
        hearing.reply("given_to", name=to.name)


def step_done(hearing: Hearing, act: Act) -> None:
    step_is_set.done(hearing.door.person_id, act.about, hearing.now)


def step_let_go(hearing: Hearing, act: Act) -> None:
    step_is_set.let_go(hearing.door.person_id, act.about, hearing.now)


def today(hearing: Hearing, act: Act) -> None:
    """How today is, kept like an answer on the page."""
    word, number = act.told["word"], act.told["number"]
    said = Said(int(word) if word else None, int(number) if number else None)
    door = hearing.door
    checkin_is_answered.answer(door.person_id, said, door.channel, hearing.language, hearing.now)
    code = "day_again" if act.told.get("asks") else "day_low" if act.told["low"] else "day_kept"
    hearing.reply(code, said=text_says.day(said.word, said.number, hearing.language))


def rhythm(hearing: Hearing, act: Act) -> None:
    """How often they are asked: each evening, once a week on this day of the week, or not at all."""
    often = {"daily": DAILY, "weekly": WEEKLY, "never": NEVER}[act.words]
    days = 1 << _today(hearing).weekday() if often == WEEKLY else 0
    checkin_comes_due.choose(hearing.door.person_id, When(often, EVENING, days), hearing.now)


def weekly(hearing: Hearing, act: Act) -> None:
    """A line a week on how their days were; or none."""
    week_is_told.choose(hearing.door.person_id, bool(act.about), hearing.now)


def change(hearing: Hearing, act: Act) -> None:
    """They stop walking with this peer, and somebody else is looked for."""
    name = next((talk.name for talk in hearing.facts.talks if talk.id == act.about), "")
    try:
        match_ends.change_peer(hearing.door.person_id, act.about, hearing.now)
    except NoTalk:
        return
    text_joins.look_for_someone(hearing, "")
    hearing.reply("changed", name=name)


def change_back(hearing: Hearing, act: Act) -> None:
    """Within the day: as if nothing had been."""
    try:
        back = match_ends.change_back(hearing.door.person_id, act.about, hearing.now)
    except NoTalk:
        back = False
    if back:
        text_joins.look_no_more(hearing)
        hearing.look_again()
    name = next((talk.name for talk in hearing.facts.talks if talk.id == act.about), "")
    hearing.reply("change_back" if back else "change_late", name=name)


def look(hearing: Hearing, act: Act) -> None:
    """Somebody is looked for. What they wrote stays kept for whoever comes."""
    text_joins.look_for_someone(hearing, act.words)
    hearing.reply("look")


def pause(hearing: Hearing, act: Act) -> None:
    """A rest, until a morning or until START."""
    until = _ends(hearing, act.words)
    person_id = hearing.door.person_id
    if "peer" in hearing.door.roles:
        peer_is_here.rests(hearing.door.program_id, person_id, until, hearing.now)
    else:
        person_rests.rest(person_id)
    preferences.rest_until(person_id, until)
    if act.words in PAUSES:
        hearing.reply("paused", when=text_says.moment(until, hearing.door.zone, hearing.language))
    else:
        hearing.reply("paused_open")


def _ends(hearing: Hearing, words: str) -> datetime:
    if words not in PAUSES:
        return hearing.now + LONGEST_PAUSE
    local = hearing.now.astimezone(ZoneInfo(hearing.door.zone or "UTC"))
    day = local.date() + timedelta(days=PAUSES[words])
    return week.at(day, MORNING, local).astimezone(hearing.now.tzinfo)


def _today(hearing: Hearing) -> date:
    return day_of(hearing.now, ZoneInfo(hearing.door.zone or "UTC"))


DOES: Mapping[str, Callable[[Hearing, Act], None]] = {
    "keep_step": keep_step,
    "step_day": step_day,
    "step_was_words": step_was_words,
    "step_done": step_done,
    "step_let_go": step_let_go,
    "today": today,
    "rhythm": rhythm,
    "weekly": weekly,
    "change": change,
    "change_back": change_back,
    "look": look,
    "pause": pause,
}
