"""A small world for the menu: people in each situation, languages, and acts that change facts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import polib

from alongside.rules import ussd
from alongside.rules.ussd import Facts, Line, Say, Step, Talk

PO = Path(__file__).parents[2] / "web" / "words" / "sw" / "LC_MESSAGES" / "django.po"
LONG_NAME = "Wanjiru wa Kamau na Njeri Gathoni Muthoni"[:40]
LONG_PROGRAM = "The Evening Light Peer Support Program of the Upper Lakeshore District Hospitals"
LINES = tuple(
    Line(n, n % 3 == 0, f"{n}: I hid for weeks after mine. I'd cross the road. Is any of that like yours?")
    for n in range(4, 9)
)
PROMISE = (
    "You and the peer you talk with can read your words. Our team reads them only if one of you shows them.",
    "You can talk about anything here, also about dying. Talking about it will not make us call anyone.",
)
HELP = tuple(f"Befrienders line {n}: 0722 178 17{n} (now open)" for n in range(4))


def english(words: str) -> str:
    return words


_swahili = {
    entry.msgid: entry.msgstr
    for entry in polib.pofile(str(PO))
    if entry.msgctxt == "ussd" and not entry.msgid_plural
}


def swahili(words: str) -> str:
    return _swahili.get(words) or words


def any_letters(words: str) -> str:
    """A language that no phone writes in the short alphabet, with the blanks kept."""
    return f"ሰላም {words}"


LANGUAGES: dict[str, Say] = {"en": english, "sw": swahili, "am": any_letters}

NEWCOMER = Facts(
    program=LONG_PROGRAM,
    languages=(("en", "English"), ("sw", "Kiswahili")),
    nicknames=("Quiet River", "Blue Kettle", "Paper Boat"),
    promise="consent_only",
    promise_lines=PROMISE,
    ready_words=("Today is hard.", "Today is better.", "Are you there?"),
    here="Two people are here now.",
    lines=HELP,
    young_lines=("Childline 116, day and night",) * 5,
)
TALK = Talk(7, LONG_NAME, unread=5, here=True, begin=4, lines=LINES)
TEAM = Talk(8, "Tariro", unread=0, is_walk=False, begin=1, lines=LINES[:2])
MEMBER = replace(NEWCOMER, is_member=True, name=LONG_NAME)
WALKING = replace(MEMBER, talks=(TALK,), step=Step(3, "Walk to the water before sunrise, with the dog. " * 3))

SITUATIONS: dict[str, Facts] = {
    "newcomer": NEWCOMER,
    "newcomer, one language": replace(NEWCOMER, languages=(("en", "English"),), costs="2 shillings a minute"),
    "newcomer, an own promise": replace(NEWCOMER, promise=""),
    "newcomer, least_invasive": replace(NEWCOMER, promise="least_invasive", young_lines=()),
    "newcomer, clinical_partner": replace(NEWCOMER, promise="clinical_partner"),
    "closed": replace(NEWCOMER, is_open=False),
    "member": MEMBER,
    "looking": replace(MEMBER, looking=True, here="", lines=()),
    "walking": WALKING,
    "nothing said yet": replace(MEMBER, talks=(replace(TALK, unread=0, lines=(), here=False),)),
    "walking and the team": replace(WALKING, talks=(TALK, TEAM), resting=True),
    "the team alone": replace(MEMBER, talks=(TEAM,)),
    "closed for writing": replace(MEMBER, talks=(replace(TALK, can_write=False),)),
    "a new promise": replace(WALKING, promise_unread=True),
    "locked": replace(WALKING, locked=True),
    "helper": replace(
        NEWCOMER, is_helper=True, talks=tuple(replace(TALK, id=n, lines=LINES[:1]) for n in range(20, 26))
    ),
}


def done(facts: Facts, acts: tuple[ussd.Act, ...]) -> Facts:
    """The world after these acts, as far as screens can tell."""
    for act in acts:
        match act:
            case ussd.Join(told):
                facts = replace(facts, is_member=True, name=told.name)
            case ussd.SetCode(word):
                facts = replace(facts, locked=bool(word))
            case ussd.AskForTalk():
                facts = replace(facts, looking=True)
            case ussd.StopAsking():
                facts = replace(facts, looking=False)
            case ussd.PausePerson():
                facts = replace(facts, resting=True)
            case ussd.CarryOn():
                facts = replace(facts, resting=False)
            case ussd.ReadPromise():
                facts = replace(facts, promise_unread=False)
            case ussd.ChangePeer(talk):
                facts = replace(facts, talks=tuple(each for each in facts.talks if each.id != talk))
            case ussd.SetStep(words):
                facts = replace(facts, step=Step(5, words))
            case ussd.StepDone() | ussd.LetStepGo():
                facts = replace(facts, step=None)
            case _:
                pass
    return facts
