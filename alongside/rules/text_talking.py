"""Somebody we know writes: it is a word that steers, an answer to what we asked, or words for whom they talk
with. What cannot be read as one of the first two is always the third."""

import unicodedata
from dataclasses import replace
from datetime import timedelta

from alongside.rules import short_answers, steering, text_answers
from alongside.rules.text_stands import (
    CHANGING,
    DAY,
    FOR_WHOM,
    LOOK,
    NEXT_STEP,
    PAUSING,
    STEP_HOW,
    WORD,
    Act,
    Facts,
    Reply,
    Stands,
    Talk,
    Turn,
    reply,
    turn,
)

SO_CLOSE = timedelta(minutes=10)  # two people's lines came within this: whom is the answer for?
STILL_ANSWERED = frozenset({steering.STOP, steering.START, steering.HELP})  # after STOP
WITHOUT_THE_WORD = frozenset({steering.STOP, steering.START, steering.HELP, steering.CALL})


def heard(stands: Stands, text: str, facts: Facts) -> Turn:
    """What follows from a text of somebody who has joined."""
    steer = _steer(text, facts)
    if facts.stopped and (steer is None or steer.word not in STILL_ANSWERED):
        return words(stands, text, facts)  # nothing can be asked of who wants no texts
    if steer is not None:
        return steered(stands, steer, facts)
    answer = text_answers.answer(stands, text, facts)
    if answer is not None:
        return answer
    if text.strip().startswith("@") and facts.talks:
        return _to_a_name(stands, text.strip(), facts)
    return words(stands, text, facts)


def steered(stands: Stands, steer: steering.Steer, facts: Facts) -> Turn:
    """One of the few words. On a phone with a word of its own, that word comes first."""
    if facts.has_code and not facts.is_open and steer.word not in WITHOUT_THE_WORD:
        then = f"{steer.word} {steer.rest}".strip()
        return turn(replace(stands, then=then).asks(WORD, facts.now), Reply("word"))
    match steer.word:
        case steering.STOP | steering.START | steering.HELP | steering.CALL:
            return turn(stands.answered(), Act(steer.word.lower()))
        case steering.STEP if steer.rest:
            return turn(stands.answered(), Act("keep_step", words=steer.rest))
        case steering.STEP:
            return _step(stands, facts)
        case steering.TODAY if steer.rest:
            return text_answers.day(stands, steer.rest, facts)
        case steering.TODAY:
            return turn(stands.asks(DAY, facts.now), Reply("day"))
        case steering.CHANGE:
            return _change(stands, facts)
        case steering.PAUSE:
            return turn(stands.asks(PAUSING, facts.now), Reply("pausing"))
        case steering.NEXT:
            return _next(stands, facts, _current(stands, facts))
        case _done:
            return _done_for_now(stands, facts)


def words(stands: Stands, text: str, facts: Facts) -> Turn:
    """Words for whom they talk with; kept where there is nobody yet."""
    if not facts.talks:
        kept = stands.keeps(text)
        if facts.is_peer and not facts.is_member:
            return turn(stands, Reply("nobody_walks"))
        if facts.looking:
            return turn(kept, Reply("kept_for_them"))
        return turn(kept.asks(LOOK, facts.now), Reply("nobody_now"))
    to = _current(stands, facts)
    if to is None or _two_at_once(stands, facts):
        return _asks_for_whom(stands.keeps(text), facts)
    return say(stands, to, text, facts)


def say(stands: Stands, to: Talk, text: str, facts: Facts) -> Turn:
    """These words to this person. Who talks with several is told whose they were, when that changes."""
    moved = stands.writes_to(to.id, facts.now)
    another = stands.to not in (0, to.id) and len(facts.talks) > 1
    told = (reply("given_to", name=to.name),) if another and (facts.is_open or not facts.has_code) else ()
    return turn(moved, Act("say", to.id, text), *told)


def _steer(text: str, facts: Facts) -> steering.Steer | None:
    """A word that steers, where it means something to who wrote it; to anybody else it is a message."""
    steer = steering.steer(text, facts.language, short_answers.days(facts.language))
    if steer is None:
        return None
    match steer.word:
        case steering.STEP | steering.TODAY | steering.CHANGE:
            return steer if facts.is_member else None
        case steering.NEXT | steering.DONE:
            return steer if len(facts.talks) > 1 else None
        case _everybody:
            return steer


def _step(stands: Stands, facts: Facts) -> Turn:
    if facts.step is None:
        return turn(stands.asks(NEXT_STEP, facts.now), Reply("step"))
    asked = stands.asks(STEP_HOW, facts.now, facts.step.id)
    return turn(asked, reply("step_now", step=facts.step.words))


def _change(stands: Stands, facts: Facts) -> Turn:
    mine = [talk for talk in facts.talks if talk.as_member]
    if not mine:
        if facts.looking:
            return turn(stands, Reply("still_looking"))
        return turn(stands.asks(LOOK, facts.now), Reply("nobody_to_change"))
    to = next((talk for talk in mine if talk.id == stands.to), mine[0])
    return turn(stands.asks(CHANGING, facts.now, to.id), reply("changing", name=to.name))


def _next(stands: Stands, facts: Facts, now_with: Talk | None) -> Turn:
    """The one who waits longest after this one; with nobody waiting, simply the next one."""
    others = [talk for talk in facts.talks if now_with is None or talk.id != now_with.id]
    waiting = [talk for talk in others if talk.unread] or others
    to = waiting[-1]
    return _turns_to(stands.answered(), to, facts)


def _turns_to(stands: Stands, to: Talk, facts: Facts) -> Turn:
    """Words go to this person from now on, and what they wrote comes."""
    return turn(stands.writes_to(to.id, facts.now), Act("read", to.id), reply("now_with", name=to.name))


def _done_for_now(stands: Stands, facts: Facts) -> Turn:
    """Nothing goes to anybody by itself any more: the next words are asked whose they are."""
    to = _current(stands, facts)
    names = ", ".join(talk.name for talk in facts.talks if talk.unread and talk != to)
    cleared = stands.answered().writes_to(-1, facts.now)
    return turn(cleared, reply("done_waits", names=names) if names else Reply("done"))


def _to_a_name(stands: Stands, text: str, facts: Facts) -> Turn:
    """ "@amina text": to her, and answers go to her from now on. "@amina" alone: only the latter."""
    said = text[1:].strip()
    found = [
        talk
        for talk in facts.talks
        if (folded := steering.folded(said)).startswith(name := steering.folded(talk.name))
        and (len(folded) == len(name) or folded[len(name)] == " ")
    ]
    first = next(iter(steering.folded(said).split()), "")
    if not found and first:
        found = [talk for talk in facts.talks if steering.folded(talk.name).split()[:1] == [first]]
    if len(found) != 1:
        return _asks_for_whom(stands.keeps(said), facts)
    talk = found[0]
    whole = steering.folded(said).startswith(steering.folded(talk.name))
    rest = _behind(said, steering.folded(talk.name) if whole else first)
    if not rest:
        return _turns_to(stands, talk, facts)
    return turn(stands.writes_to(talk.id, facts.now), Act("say", talk.id, rest))


def _behind(said: str, name: str) -> str:
    """What stands behind this folded name: no letter of it is lost, whatever sign is between."""
    within = range(min(len(said), 2 * len(name) + 20) + 1)
    ends = next((at for at in within if steering.folded(said[:at]) == name), 0)
    while ends < len(said) and unicodedata.combining(said[ends]):
        ends += 1
    return said[ends:].lstrip(":, \n")


def _current(stands: Stands, facts: Facts) -> Talk | None:
    """Whom words go to: the one they wrote to or heard from last. None where they said they were done."""
    if len(facts.talks) == 1:
        return facts.talks[0]
    later = [talk for talk in facts.talks if _heard_since(talk, stands)]
    if later:
        return max(later, key=lambda talk: talk.heard_at or facts.now)
    return next((talk for talk in facts.talks if talk.id == stands.to), None)


def _heard_since(talk: Talk, stands: Stands) -> bool:
    return talk.heard_at is not None and talk.heard_at.timestamp() > stands.to_at


def _two_at_once(stands: Stands, facts: Facts) -> bool:
    """Lines of two people came close to each other since they wrote last: we ask, because words that go to
    the wrong one cannot be taken back."""
    fresh = [
        talk
        for talk in facts.talks
        if _heard_since(talk, stands) and talk.heard_at and facts.now - talk.heard_at < SO_CLOSE
    ]
    return len(fresh) > 1


def _asks_for_whom(stands: Stands, facts: Facts) -> Turn:
    """With their names. On a phone with a word of its own, that word comes first."""
    if facts.has_code and not facts.is_open:
        return turn(replace(stands, then="@").asks(WORD, facts.now), Reply("word"))
    numbered = " ".join(str(talk.id) for talk in facts.talks[:9])  # another line may come meanwhile
    asks = replace(stands, told={**stands.told, "whom": numbered}).asks(FOR_WHOM, facts.now)
    return turn(asks, _for_whom(facts))


def _for_whom(facts: Facts) -> Reply:
    names = [f"{number} {talk.name}" for number, talk in enumerate(facts.talks[:9], 1)]
    return reply("for_whom", names=" ".join(names))
