"""The few words that steer when somebody writes from a phone. Only a text that is nothing but such a word
steers; everything else is a message, whatever words stand in it.

END, QUIT, CANCEL, YES and UNSUBSCRIBE are never ours: in some countries phone companies act on them before
we see them, and tell us (rules.channel.Stopped, Started).
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

STOP, START, HELP, STEP = "STOP", "START", "HELP", "STEP"
TODAY, CALL, CHANGE, PAUSE = "TODAY", "CALL", "CHANGE", "PAUSE"
NEXT, DONE = "NEXT", "DONE"  # only for who talks with several people
NEVER_OURS = frozenset({"end", "quit", "cancel", "yes", "unstop", "unsubscribe", "stopall", "optout"})

# Language -> word -> how it is written, folded; the first is the one that we name in texts.
FORMS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "en": {
        STOP: ("stop",),
        START: ("start",),
        HELP: ("help",),
        STEP: ("step",),
        TODAY: ("today",),
        CALL: ("call", "call me"),
        CHANGE: ("change",),
        PAUSE: ("pause",),
        NEXT: ("next",),
        DONE: ("done",),
    },
    "sw": {
        STOP: ("sitisha",),
        START: ("anza",),
        HELP: ("msaada",),
        STEP: ("hatua",),
        TODAY: ("leo",),
        CALL: ("piga", "nipigie"),
        CHANGE: ("badili",),
        PAUSE: ("pumzika",),
        NEXT: ("ifuatayo",),
        DONE: ("tayari",),
    },
}
# What begins like "STEP ..." and is no step: "step by step", "my step father".
NO_STEP: Mapping[str, frozenset[str]] = {
    "en": frozenset(
        {"by", "dad", "daddy", "father", "mum", "mom", "mother", "son", "daughter", "brother", "sister"}
    ),
    "sw": frozenset({"kwa"}),
}
MOST_WORDS = 2  # more is a message, but for STEP and its words


@dataclass(frozen=True, slots=True)
class Steer:
    """A word that steers. `rest`: what stands after STEP, as it was written, or after TODAY, folded."""

    word: str
    rest: str = ""


def folded(text: str) -> str:
    """Small letters without accents, signs and spare spaces: what is compared."""
    apart = unicodedata.normalize("NFKD", text)
    kept = "".join(sign if sign.isalnum() else " " for sign in apart if not unicodedata.combining(sign))
    return " ".join(kept.casefold().split())


def steer(text: str, language: str, days: Mapping[str, object] | None = None) -> Steer | None:
    """The word this text is, in this language or in English; None for a message.

    `days`: how a day may be said after TODAY, folded (rules.short_answers.days). STOP is understood in every
    language: whoever wants no texts gets none.
    """
    said = folded(text)
    if not said:
        return None
    for tongue in dict.fromkeys((language.partition("-")[0], "en")):
        for word, forms in FORMS.get(tongue, {}).items():
            if said in forms:
                return Steer(word)
            for form in forms:
                rest = said.removeprefix(f"{form} ")
                if rest != said and word == TODAY and rest in (days or {}):
                    return Steer(TODAY, rest)
        step = _step(text, said, tongue)
        if step:
            return step
    if any(said in forms[STOP] for forms in FORMS.values()):
        return Steer(STOP)
    return None


def name_of(word: str, language: str) -> str:
    """How a word is written in texts to people who read this language: "STOP", "SITISHA"."""
    return FORMS.get(language.partition("-")[0], FORMS["en"])[word][0].upper()


def _step(text: str, said: str, tongue: str) -> Steer | None:
    """ "STEP call my sister": the step in their own words."""
    form = FORMS.get(tongue, {}).get(STEP, ("",))[0]
    if not form or not said.startswith(f"{form} "):
        return None
    after = said.removeprefix(f"{form} ").split()[0]
    if after in NO_STEP.get(tongue, ()):
        return None
    words = text.strip().split(maxsplit=1)
    if folded(words[0]) != form or len(words) < 2:  # "step-by-step ...", "STEP:go" written as one
        head, _, tail = text.strip().partition(":")
        return Steer(STEP, tail.strip()) if folded(head) == form and tail.strip() else None
    return Steer(STEP, words[1].lstrip(":-., ").strip())
