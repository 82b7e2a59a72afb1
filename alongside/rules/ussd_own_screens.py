"""What the screens of somebody's own days say on a USSD phone: how today is, and the next step."""

from __future__ import annotations

from alongside.rules import text_units
from alongside.rules.said import said_in
from alongside.rules.ussd import At, Facts, Say
from alongside.rules.ussd_layout import Look

BACK_WORD = said_in("ussd", "Back")
MENU_WORD = said_in("ussd", "Menu")


def keyed(say: Say, *keys: tuple[str, str], back: str = BACK_WORD) -> tuple[tuple[str, str], ...]:
    """Keys with their words, and the way back under 0."""
    return (*((key, say(words)) for key, words in keys), ("0", say(back)))


def _today(at: At, facts: Facts, say: Say) -> Look:
    words = (
        ("1", said_in("ussd", "Very hard")),
        ("2", said_in("ussd", "Hard")),
        ("3", said_in("ussd", "In between")),
        ("4", said_in("ussd", "All right")),
        ("5", said_in("ussd", "Good")),
    )
    return Look(say(said_in("ussd", "How is today?")), keyed(say, *words))


def _said(at: At, facts: Facts, say: Say) -> Look:
    words = said_in("ussd", "Thank you. It is noted, for you alone.")
    keys = (("1", said_in("ussd", "Talk")), ("2", said_in("ussd", "Help now")))
    return Look(say(words), keyed(say, *keys, back=MENU_WORD))


def _step(at: At, facts: Facts, say: Say) -> Look:
    told = {
        "done": said_in("ussd", "You did it. It is noted."),
        "gone": said_in("ussd", "You let it go. That is fine too."),
    }
    done = f"{say(told[at.note])}\n" if at.note in told else ""
    if facts.step is None:
        asked = said_in("ussd", "What would you like to do next? Type it in a few words.")
        return Look(done + say(asked), keyed(say, back=MENU_WORD))
    keys = (
        ("1", said_in("ussd", "I did it")),
        ("2", said_in("ussd", "Change it")),
        ("3", said_in("ussd", "Let it go")),
    )
    mine = say(said_in("ussd", "My next step: %(step)s")) % {"step": text_units.plain(facts.step.words)}
    return Look(done + mine, keyed(say, *keys, back=MENU_WORD))


def _step_anew(at: At, facts: Facts, say: Say) -> Look:
    return Look(say(said_in("ussd", "What would you like to do instead? Type it.")), keyed(say))


OF_ONES_OWN = {
    "today": _today,
    "said": _said,
    "step": _step,
    "step_anew": _step_anew,
}
