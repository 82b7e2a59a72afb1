"""What the first screens of a USSD phone say, to somebody whom nobody knows yet."""

from __future__ import annotations

from alongside.rules import text_units
from alongside.rules.said import said_in
from alongside.rules.ussd import At, Facts, Say
from alongside.rules.ussd_arriving import HOPES
from alongside.rules.ussd_layout import Look, filled

_BACK = said_in("ussd", "Back")

# The promise of each profile (rules.promise), short enough for one screen. All of it stands under a key.
PROMISES = {
    "consent_only": said_in(
        "ussd",
        "Read by you and whoever you talk with. We tell nobody else unless you ask, may hurt others, or a "
        "law to protect people asks it.",
    ),
    "least_invasive": said_in(
        "ussd",
        "You and whoever you talk with read this. We tell nobody outside unless you ask, the law makes us, "
        "or someone is about to die.",
    ),
    "clinical_partner": said_in(
        "ussd",
        "You and whoever you talk with read this. If you may die or hurt someone we tell a named person at "
        "our clinic, and you first.",
    ),
}

_HOPES = {
    "low": said_in("ussd", "Feeling low"),
    "worry": said_in("ussd", "Worry, fear"),
    "loss": said_in("ussd", "Lost someone"),
    "drinking": said_in("ussd", "Drinking"),
    "hurthome": said_in("ussd", "Hurt at home"),
    "illness": said_in("ussd", "Illness"),
    "alone": said_in("ussd", "Being alone"),
}


def all_of_it(facts: Facts) -> str:
    return "\n".join(text_units.plain(line) for line in facts.promise_lines)


def _language(at: At, facts: Facts, say: Say) -> Look:
    """In no language yet: every one of them by its own name."""
    keys = tuple((str(number), name) for number, (_, name) in enumerate(facts.languages, 1))
    if facts.is_known:
        return Look("", (*keys, ("0", say(_BACK))))
    return Look(filled("%(program)s", {"program": facts.program}, keys), keys)


def _who(at: At, facts: Facts, say: Say) -> Look:
    keys = (("1", say(said_in("ussd", "Go on"))), ("0", say(said_in("ussd", "Not for me"))))
    words = said_in(
        "ussd", "%(program)s: write with someone who has been through hard times too. No names needed."
    )
    told = {"program": facts.program}
    if facts.costs:
        words = said_in(
            "ussd",
            "%(program)s: write with someone who has been through hard times too. "
            "Dialling costs you %(costs)s.",
        )
        told["costs"] = facts.costs
    return Look(filled(say(words), told, keys), keys)


def _age(at: At, facts: Facts, say: Say) -> Look:
    keys = (
        ("1", say(said_in("ussd", "Yes"))),
        ("2", say(said_in("ussd", "No, younger"))),
        ("0", say(_BACK)),
    )
    words = say(said_in("ussd", "Are you %(age)s years old or older?"))
    return Look(words % {"age": str(facts.minimum_age)}, keys)


def _young(at: At, facts: Facts, say: Say) -> Look:
    words = say(said_in("ussd", "This is for people of %(age)s and older. Nothing was kept. You can ring:"))
    if not facts.young_lines:
        words = say(said_in("ussd", "This is for people of %(age)s and older. Nothing was kept."))
    items = tuple(text_units.plain(line) for line in facts.young_lines)
    return Look(words % {"age": str(facts.minimum_age)}, ends=True, items=items)


def _hopes(at: At, facts: Facts, say: Say) -> Look:
    keys = tuple((str(number), say(_HOPES[code])) for number, code in enumerate(HOPES, 1))
    words = said_in("ussd", "What is it about? One or more, like 13.")
    return Look(say(words), (*keys, ("0", say(said_in("ussd", "Skip")))))


def _whom(at: At, facts: Facts, say: Say) -> Look:
    keys = (
        ("1", say(said_in("ussd", "Anyone"))),
        ("2", say(said_in("ussd", "A woman"))),
        ("3", say(said_in("ussd", "A man"))),
        ("0", say(_BACK)),
    )
    return Look(say(said_in("ussd", "With whom would you like to talk?")), keys)


def _name(at: At, facts: Facts, say: Say) -> Look:
    keys = tuple((str(number), name) for number, name in enumerate(facts.nicknames, 1))
    words = said_in("ussd", "What shall we call you? Type a name, not your real one, or:")
    return Look(say(words), (*keys, ("0", say(_BACK))))


def _promise(at: At, facts: Facts, say: Say) -> Look:
    keys = (
        ("1", say(said_in("ussd", "Go on"))),
        ("2", say(said_in("ussd", "All of it"))),
        ("0", say(_BACK)),
    )
    if facts.promise in PROMISES:
        return Look(say(PROMISES[facts.promise]), keys)
    return Look(all_of_it(facts), keys)


def _found(at: At, facts: Facts, say: Say) -> Look:
    keys = (
        ("1", say(said_in("ussd", "Find someone to talk with"))),
        ("0", say(said_in("ussd", "Menu"))),
    )
    return Look(filled(say(said_in("ussd", "Welcome, %(name)s.")), {"name": facts.name}, keys), keys)


def _closed(at: At, facts: Facts, say: Say) -> Look:
    words = filled(say(said_in("ussd", "%(program)s is not open yet.")), {"program": facts.program})
    return Look(words, ends=True, items=tuple(text_units.plain(line) for line in facts.lines))


NEWCOMERS = {
    "language": _language,
    "who": _who,
    "age": _age,
    "young": _young,
    "hopes": _hopes,
    "whom": _whom,
    "name": _name,
    "promise": _promise,
    "found": _found,
    "closed": _closed,
}
