"""Somebody joins by writing: any first text begins it. At most four short questions, and their own words are
never lost on the way.

Before anything else comes whose phone this is, because what we send stays on it. The age is asked of
everybody and can be answered only with yes or no; all else can be left out with 0.
"""

from dataclasses import replace

from alongside.rules import code_word, nicknames, short_answers, steering
from alongside.rules.text_stands import (
    ABOUT,
    AGE,
    CODE,
    GIVE,
    NAME,
    SAFE,
    TRIED_ENOUGH,
    WHO,
    WHOSE,
    Act,
    Facts,
    Reply,
    Stands,
    Turn,
    turn,
)

WHO_GENDERS = {0: 0, 1: 0, 2: 1, 3: 2}  # the answer -> rules.wishes.GENDERS


def begin(stands: Stands, text: str, facts: Facts) -> Turn:
    """The very first text. What is more than a greeting is kept as their first words."""
    steer = steering.steer(text, facts.language)
    if steer and steer.word == steering.STOP:
        return turn(stands, Act("stop"))
    if steer and steer.word == steering.START and facts.stopped:
        return turn(stands, Act("start"))
    if steer and steer.word == steering.HELP and not facts.takes_people:
        return turn(stands, Act("help"))
    if steer and steer.word == steering.HELP:  # answered as soon as we know whose phone it is
        stands = replace(stands, then=steering.HELP)
    spoken = short_answers.language_of(text, facts.languages)
    begun = stands if short_answers.is_greeting(text) or _steers(text, facts) else stands.keeps(text)
    acts = (Act("speak", words=spoken),) if spoken and spoken != facts.language else ()
    if not facts.takes_people:
        return turn(begun, *acts, Reply("nobody_new"))
    if not facts.asks_whose:
        return turn(begun.asks(AGE, facts.now), *acts, Act("whose", 0), Reply("hello"), Reply("age"))
    return turn(begun.asks(WHOSE, facts.now), *acts, Reply("whose"))


def answered(stands: Stands, text: str, facts: Facts) -> Turn:
    """An answer to what was asked, or more of what they want to say."""
    steer = steering.steer(text, facts.language)
    if steer and steer.word in (steering.STOP, steering.HELP):
        return turn(stands, Act(steer.word.lower()))
    if steer and steer.word == steering.START and facts.stopped:
        again = () if stands.asked == NAME else (Reply(stands.asked),)
        return turn(stands, Act("start"), *again)
    match stands.asked:
        case "whose":
            return _whose(stands, text, facts)
        case "code":
            return _code(stands, text, facts)
        case "safe":
            return _safe(stands, text, facts)
        case "age":
            return _age(stands, text, facts)
        case "name":
            return _name(stands, text, facts)
        case "who":
            return _who(stands, text, facts)
        case "give":
            return _give(stands, text, facts)
        case _about:
            return _about_it(stands, text, facts)


def _whose(stands: Stands, text: str, facts: Facts) -> Turn:
    others = [each for each in facts.languages if each != facts.language]
    told = short_answers.choice(text, facts.language, 2 + len(others), yes_no=True)
    if told is not None and told > 2:
        return turn(stands.asks(WHOSE, facts.now), Act("speak", words=others[told - 3]), Reply("whose"))
    if told in (1, 2):
        wanted = (Act("help"),) if stands.then else ()
        asks, code = (AGE, "age") if told == 1 else (CODE, "code")
        known = replace(stands, then="").asks(asks, facts.now)
        return turn(known, Act("whose", told - 1), *wanted, Reply(code))
    kept = _keeps(stands, text, facts)
    if stands.tried < TRIED_ENOUGH - 1:
        return turn(kept.asks(WHOSE, facts.now), Reply("whose_again"))
    # Nobody answers a question twice who is not able to now: the careful answer is taken.
    return turn(kept.asks(AGE, facts.now), Act("whose", 1), Reply("age"))


def _code(stands: Stands, text: str, facts: Facts) -> Turn:
    if short_answers.choice(text, facts.language, 0) == 0:
        return turn(stands.asks(SAFE, facts.now), Reply("safe"))
    if len(text.split()) == 1 and code_word.is_one(text):
        return turn(stands.asks(SAFE, facts.now), Act("keep_code", words=text.strip()), Reply("safe"))
    kept = stands if short_answers.is_greeting(text) else stands.keeps(text)
    if stands.tried < TRIED_ENOUGH - 1:
        return turn(kept.asks(CODE, facts.now), Reply("code_again"))
    return turn(kept.asks(SAFE, facts.now), Reply("safe"))


def _safe(stands: Stands, text: str, facts: Facts) -> Turn:
    told = short_answers.hours(text)
    if told:
        hours = {"begins": str(told[0]), "ends": str(told[1])}
        return turn(stands.asks(AGE, facts.now), Act("safe_hours", told=hours), Reply("age"))
    if short_answers.choice(text, facts.language, 0) == 0 or stands.tried >= TRIED_ENOUGH - 1:
        return turn(stands.asks(AGE, facts.now), Reply("age"))
    return turn(_keeps(stands, text, facts).asks(SAFE, facts.now), Reply("safe_again"))


def _age(stands: Stands, text: str, facts: Facts) -> Turn:
    told = short_answers.choice(text, facts.language, 2, yes_no=True)
    if told == 2:
        return turn(Stands(), Act("too_young"))
    if told == 1:
        return turn(stands.asks(NAME, facts.now), Act("offer_name"))
    return turn(_keeps(stands, text, facts).asks(AGE, facts.now), Reply("age_again"))


def _name(stands: Stands, text: str, facts: Facts) -> Turn:
    told = dict(stands.told)
    name = " ".join(text.split())
    if short_answers.choice(text, facts.language, 1) is not None:
        name = ""
    elif len(name.split()) > 2 or nicknames.name_is_fine(name) is not None:
        if stands.tried < TRIED_ENOUGH - 1:
            return turn(_keeps(stands, text, facts).asks(NAME, facts.now), Reply("name_again"))
        name = ""
    if name:
        told["name"] = name
    return turn(replace(stands, told=told).asks(WHO, facts.now), Reply("who"))


def _who(stands: Stands, text: str, facts: Facts) -> Turn:
    told = short_answers.choice(text, facts.language, 3)
    kept = stands if told is not None else _keeps(stands, text, facts)
    kept = replace(kept, told={**kept.told, "gender": str(WHO_GENDERS.get(told or 0, 0))})
    if kept.kept:
        return turn(kept.asks(GIVE, facts.now), Reply("give"))
    return turn(kept.asks(ABOUT, facts.now), Reply("about"))


def _give(stands: Stands, text: str, facts: Facts) -> Turn:
    """Their first words go on unless they say no: nobody has to write the same again."""
    told = short_answers.choice(text, facts.language, 2, yes_no=True)
    if told == 2:
        stands = replace(stands, kept=())
    return _joined(stands if told is not None else stands.keeps(text))


def _about_it(stands: Stands, text: str, facts: Facts) -> Turn:
    said = short_answers.choice(text, facts.language, 0) != 0
    return _joined(stands.keeps(text) if said else stands)


def _joined(stands: Stands) -> Turn:
    """They are here: the promise first, then that we look for somebody. What they wrote stays kept for the
    person who comes."""
    act = Act("join", words="\n".join(stands.kept), told=stands.told)
    return turn(replace(stands.answered(), told={}), act)


def _keeps(stands: Stands, text: str, facts: Facts) -> Stands:
    """More than a short answer is something they want to say to somebody."""
    short = short_answers.is_greeting(text) or short_answers.number(text, facts.language) is not None
    return stands if short or _steers(text, facts) else stands.keeps(text)


def _steers(text: str, facts: Facts) -> bool:
    return steering.steer(text, facts.language) is not None
