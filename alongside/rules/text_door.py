"""Somebody we know, on a phone of which we do not know (any more) whose it is: asked besides what they wrote,
and after half a day once more. What they answer with something else is a message like any other."""

from dataclasses import replace

from alongside.rules import code_word, short_answers
from alongside.rules.text_stands import (
    ANSWERED_WITHIN,
    CODE,
    SAFE,
    WHOSE,
    Act,
    Facts,
    Reply,
    Stands,
    Turn,
    turn,
)


def asked_besides(turned: Turn, facts: Facts) -> Turn:
    """Whose phone it is, where nothing else was asked."""
    stands = turned.stands
    lately = facts.now.timestamp() - stands.at < ANSWERED_WITHIN.total_seconds()
    if not facts.asks_whose or facts.stopped or _stops(turned) or (stands.asked and lately):
        return turned
    asks = stands.asks(WHOSE, facts.now)
    return replace(turned, stands=asks, replies=(*turned.replies, Reply("whose_now")))


def answered(stands: Stands, text: str, facts: Facts) -> Turn | None:
    """An answer to whose it is, to its word, or to its hours; None for anything else."""
    match stands.asked:
        case "whose":
            told = short_answers.choice(text, facts.language, 2, yes_no=True)
            if told == 1:
                return turn(stands.answered(), Act("whose", 0), Reply("as_you_like"))
            if told == 2:
                return turn(stands.asks(CODE, facts.now), Act("whose", 1), Reply("code"))
        case "code":
            if len(text.split()) == 1 and code_word.is_one(text):
                asks = stands.asks(SAFE, facts.now)
                return turn(asks, Act("keep_code", words=text.strip()), Reply("safe"))
            if short_answers.choice(text, facts.language, 0) == 0:
                return turn(stands.asks(SAFE, facts.now), Reply("safe"))
        case "safe":
            hours = short_answers.hours(text)
            if hours:
                told_hours = {"begins": str(hours[0]), "ends": str(hours[1])}
                kept = Act("safe_hours", told=told_hours)
                return turn(stands.answered(), kept, Reply("as_you_like"))
            if short_answers.choice(text, facts.language, 0) == 0:
                return turn(stands.answered(), Reply("as_you_like"))
    return None


def _stops(turned: Turn) -> bool:
    return any(act.what == "stop" for act in turned.acts)
