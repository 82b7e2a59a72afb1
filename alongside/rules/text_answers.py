"""Short answers to what somebody was asked after they joined. Whatever is no answer is a message."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from alongside.rules import short_answers, steering
from alongside.rules.text_stands import (
    AGAIN,
    CHANGED,
    CHANGING,
    DAY,
    FOR_WHOM,
    LOOK,
    NEXT_STEP,
    NOTE,
    OFFERED,
    PAUSING,
    PROMISED,
    STEP_DAY,
    STEP_HOW,
    TEAM,
    WEEKLY,
    WORD,
    Act,
    Facts,
    Reply,
    Stands,
    Turn,
    reply,
    turn,
)

LOW_WORD, LOW_NUMBER = 2, 3
PAUSES = {1: "today", 2: "tomorrow", 3: "week", 4: "open"}
STEP_DAYS = {1: "today", 2: "tomorrow", 3: "week", 0: ""}


def answer(stands: Stands, text: str, facts: Facts) -> Turn | None:
    """What follows, where this is an answer to what waits for one."""
    asked = stands.waits_for(facts.now)
    told = short_answers.number(text, facts.language)
    if told == 1 and facts.noticed_at > (stands.at if asked else 0.0):
        return read(stands, facts)  # "You have a note" was the last that came
    if asked in ANSWERS:
        found = ANSWERS[asked](stands, text, facts)
        if found is not None:
            return found
    if told == 1 and not asked and any(talk.unread for talk in facts.talks):
        return read(stands, facts)
    return None


def read(stands: Stands, facts: Facts) -> Turn:
    """They would like to read what waits. The word comes first, where there is one."""
    if facts.has_code and not facts.is_open:
        return turn(replace(stands, then="").asks(WORD, facts.now), Reply("word"))
    return turn(stands.answered(), Act("open"), Act("read"))


def day(stands: Stands, rest: str, facts: Facts) -> Turn:
    """How today is, in one of our words or a number. Who never chose is asked whether we may ask again."""
    word, number = short_answers.days(facts.language)[rest]
    low = (word is not None and word <= LOW_WORD) or (number is not None and number <= LOW_NUMBER)
    told = {"word": str(word or ""), "number": "" if number is None else str(number), "low": "1" * low}
    kept = Act("today", told=told)
    if facts.rhythm_chosen or low:  # nobody plans questions on a hard day
        return turn(stands.answered(), kept)
    return turn(stands.asks(AGAIN, facts.now), replace(kept, told={**told, "asks": "1"}))


def _word(stands: Stands, text: str, facts: Facts) -> Turn | None:
    """Their word, or a try at it; more than two words are a message. What they wanted is then done."""
    if len(text.split()) > steering.MOST_WORDS:
        return None
    return turn(stands, Act("word", words=text))


def _for_whom(stands: Stands, text: str, facts: Facts) -> Turn | None:
    told = short_answers.number(text, facts.language)
    names = [talk for talk in facts.talks if steering.folded(talk.name) == steering.folded(text.lstrip("@"))]
    numbered = [int(each) for each in stands.told.get("whom", "").split()]  # as they were when we asked
    meant = numbered[told - 1] if told and told <= len(numbered) else 0
    talk = next((each for each in facts.talks if each.id == meant), None) or next(iter(names), None)
    if talk is None:
        return None
    kept = stands.kept
    done = replace(stands.answered().writes_to(talk.id, facts.now), kept=())
    lines = tuple(Act("say", talk.id, each, {"part": str(part)}) for part, each in enumerate(kept))
    return Turn(done, lines, (reply("given_to", name=talk.name),))


def _look(stands: Stands, text: str, facts: Facts) -> Turn | None:
    told = short_answers.choice(text, facts.language, 2, yes_no=True)
    if told == 1:
        return turn(stands.answered(), Act("look", words="\n".join(stands.kept)))
    if told in (0, 2):
        return turn(replace(stands.answered(), kept=()), Reply("as_you_like"))
    return None


def _promised(stands: Stands, text: str, facts: Facts) -> Turn | None:
    if short_answers.choice(text, facts.language, 1, yes_no=True) != 1:
        return None
    lines = tuple(
        Act("say", stands.about, each, {"part": str(part)}) for part, each in enumerate(stands.kept)
    )
    return Turn(replace(stands.answered(), kept=()), (Act("promise_read"), *lines))


def _offered(stands: Stands, text: str, facts: Facts) -> Turn | None:
    told = short_answers.number(text, facts.language)
    if told not in (1, 2):
        return None
    offer = next((each for each in facts.offers if each.id == stands.about), None)
    if offer is None:
        return turn(stands.answered(), Reply("offer_gone")) if told == 1 else turn(stands.answered())
    return turn(stands.answered(), Act("accept" if told == 1 else "pass", offer.id))


def _next_step(stands: Stands, text: str, facts: Facts) -> Turn | None:
    if short_answers.choice(text, facts.language, 0) == 0:
        return turn(stands.answered(), Reply("as_you_like"))
    return turn(stands.answered(), Act("keep_step", words=text.strip()))


def _step_day(stands: Stands, text: str, facts: Facts) -> Turn | None:
    told = short_answers.number(text, facts.language)
    if told == 4 and facts.talks:
        return turn(stands.answered(), Act("step_was_words", stands.about))
    if told in STEP_DAYS:
        return turn(stands.answered(), Act("step_day", stands.about, STEP_DAYS[told]))
    return None


def _step_how(stands: Stands, text: str, facts: Facts) -> Turn | None:
    match short_answers.number(text, facts.language):
        case 1:
            return turn(stands.answered(), Act("step_done", stands.about), Reply("step_done"))
        case 2:
            return turn(stands.answered(), Reply("step_not_yet"))
        case 3:
            return turn(stands.asks(NEXT_STEP, facts.now), Reply("step"))
        case 0:
            return turn(stands.answered(), Act("step_let_go", stands.about), Reply("step_let_go"))
        case _words:
            return None


def _day(stands: Stands, text: str, facts: Facts) -> Turn | None:
    said = steering.folded(text)
    return day(stands, said, facts) if said in short_answers.days(facts.language) else None


def _again(stands: Stands, text: str, facts: Facts) -> Turn | None:
    told = short_answers.choice(text, facts.language, 3)
    if told in (0, 3):
        return turn(stands.answered(), Act("rhythm", words="never"), Reply("rhythm_never"))
    if told in (1, 2):
        often = "daily" if told == 1 else "weekly"
        return turn(stands.asks(WEEKLY, facts.now), Act("rhythm", words=often), Reply("weekly"))
    return None


def _weekly(stands: Stands, text: str, facts: Facts) -> Turn | None:
    told = short_answers.choice(text, facts.language, 2, yes_no=True)
    if told is None:
        return None
    return turn(
        stands.answered(), Act("weekly", told == 1), Reply("weekly_yes" if told == 1 else "weekly_no")
    )


def _changing(stands: Stands, text: str, facts: Facts) -> Turn | None:
    told = short_answers.choice(text, facts.language, 2, yes_no=True)
    if told == 1:
        return turn(replace(stands, to=0).asks(CHANGED, facts.now, stands.about), Act("change", stands.about))
    return turn(stands.answered(), Reply("as_it_was")) if told in (0, 2) else None


def _changed(stands: Stands, text: str, facts: Facts) -> Turn | None:
    if short_answers.number(text, facts.language) != 9:
        return None
    return turn(stands.answered().writes_to(stands.about, facts.now), Act("change_back", stands.about))


def _pausing(stands: Stands, text: str, facts: Facts) -> Turn | None:
    told = short_answers.choice(text, facts.language, 4)
    if told in PAUSES:
        return turn(stands.answered(), Act("pause", words=PAUSES[told]))
    return turn(stands.answered(), Reply("as_it_was")) if told == 0 else None


def _team(stands: Stands, text: str, facts: Facts) -> Turn | None:
    if short_answers.number(text, facts.language) != 1:
        return None
    return turn(stands.answered(), Act("team"))


def _note(stands: Stands, text: str, facts: Facts) -> Turn | None:
    return read(stands, facts) if short_answers.number(text, facts.language) == 1 else None


ANSWERS: Mapping[str, Callable[[Stands, str, Facts], Turn | None]] = {
    WORD: _word,
    FOR_WHOM: _for_whom,
    LOOK: _look,
    PROMISED: _promised,
    OFFERED: _offered,
    NEXT_STEP: _next_step,
    STEP_DAY: _step_day,
    STEP_HOW: _step_how,
    DAY: _day,
    AGAIN: _again,
    WEEKLY: _weekly,
    CHANGING: _changing,
    CHANGED: _changed,
    PAUSING: _pausing,
    TEAM: _team,
    NOTE: _note,
}
