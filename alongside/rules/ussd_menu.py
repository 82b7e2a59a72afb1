"""What each key of a USSD phone leads to. Pure: where somebody stands, what they typed and what is known give
where they stand next, and what is to be done. What a screen says is in rules.ussd_screens."""

from __future__ import annotations

from dataclasses import replace

from alongside.rules import code_word
from alongside.rules.ussd import (
    BACK,
    MORE,
    Act,
    At,
    CarryOn,
    ChangeLanguage,
    ChangePeer,
    DeleteEverything,
    Facts,
    Join,
    LetStepGo,
    PausePerson,
    Press,
    ReadOn,
    ReadPromise,
    SayCode,
    SayLine,
    SayToday,
    SetCode,
    SetStep,
    StepDone,
    StopAsking,
    Talk,
    Turn,
    WantsCall,
    one_of,
    to,
)
from alongside.rules.ussd_arriving import NEWCOMERS, asks

DELETES = "7"  # a key that nobody presses by habit

ENDS = frozenset({"bye", "closed", "young", "deleted"})  # the session is over with these
_NOT_GONE_ON_WITH = ENDS | {"menu", "code", "again", "language", "who"}


def first(facts: Facts, earlier: At | None = None) -> At:
    """Where somebody who dials begins. `earlier`: where they were a few minutes ago."""
    before = earlier if earlier and earlier.screen not in _NOT_GONE_ON_WITH else None
    if facts.locked:
        return At("code", back=before)
    if before is not None and (facts.is_known or facts.is_open):
        return At("again", back=before)
    return _home(facts)


def press(at: At, typed: str, facts: Facts) -> Turn:
    """What this key leads to. One that means nothing shows the same screen again, and says so."""
    typed = typed.strip()
    read: tuple[Act, ...] = (ReadOn(at.talk, at.shown),) if at.screen == "read" and at.shown else ()
    if typed == MORE and at.more:
        return Turn(replace(at, page=at.page + 1, wrong=False), read)
    turn = _SCREENS[at.screen](at, typed, facts) if at.screen in _SCREENS else Turn(_home(facts))
    if turn is None:
        return Turn(replace(at, wrong=True), read)
    return Turn(turn.at, read + turn.acts)


def _home(facts: Facts) -> At:
    """The menu; for a newcomer the first question."""
    if facts.is_known:
        return At("menu")
    if not facts.is_open:
        return At("closed")
    return At("language" if len(facts.languages) > 1 else "who")


def _code(at: At, typed: str, facts: Facts) -> Turn | None:
    then = At("again", back=at.back) if at.back else At("menu")
    return Turn(then, (SayCode(typed),)) if typed else None


def _again(at: At, typed: str, facts: Facts) -> Turn | None:
    if typed == "1" and at.back:
        return Turn(replace(at.back, wrong=False))
    return Turn(_home(facts)) if typed in ("2", BACK) else None


def _language(at: At, typed: str, facts: Facts) -> Turn | None:
    chosen = one_of(typed, facts.languages)
    if chosen:
        return Turn(At("menu" if facts.is_known else "who"), (ChangeLanguage(chosen[0]),))
    return Turn(At("menu")) if typed == BACK and facts.is_known else None


def _promise_full(at: At, typed: str, facts: Facts) -> Turn | None:
    return to(typed, {BACK: at.back or At("menu")})


def _menu(at: At, typed: str, facts: Facts) -> Turn | None:
    for_all = {"1": _to_talk(facts), "4": At("help"), "5": At("privacy"), BACK: At("bye")}
    if len(facts.languages) > 1:
        for_all["6"] = At("language")
    for_members = {"2": At("today"), "3": At("step")} if facts.is_member else {}
    return to(typed, for_all | for_members)


def _talks(at: At, typed: str, facts: Facts) -> Turn | None:
    talk = one_of(typed, facts.talks[:5])
    return Turn(At("talk", talk.id)) if talk else to(typed, {BACK: At("menu")})


def _talk(at: At, typed: str, facts: Facts) -> Turn | None:
    talk = facts.talk(at.talk)
    if talk is None:
        return Turn(_to_talk(facts))
    ways = {BACK: At("talks") if len(facts.talks) > 1 else At("menu")}
    if talk.lines:
        ways["1"] = At("read", talk.id, begin=talk.begin)
    if talk.can_write:
        ways |= {"2": At("write", talk.id), "3": At("call", talk.id)}
    if facts.may_ask:
        ways["4"] = At("looking" if facts.looking else "nobody")
    return to(typed, ways)


def _reading(at: At, typed: str, facts: Facts) -> Turn | None:
    ways = {BACK: At("talk", at.talk)}
    if _can_write(at, facts):
        ways["2"] = At("write", at.talk)
    return to(typed, ways)


def _write(at: At, typed: str, facts: Facts) -> Turn | None:
    if typed == BACK:
        return Turn(At("talk", at.talk))
    words = one_of(typed, facts.ready_words) or typed
    return Turn(At("sent", at.talk), (SayLine(at.talk, words),)) if words else None


def _sent(at: At, typed: str, facts: Facts) -> Turn | None:
    return to(typed, {"1": At("write", at.talk), BACK: At("menu")})


def _call(at: At, typed: str, facts: Facts) -> Turn | None:
    if typed == "1":
        return Turn(At("called"), (WantsCall(),))
    return to(typed, {BACK: At("talk", at.talk) if at.talk else At("menu")})


def _nobody(at: At, typed: str, facts: Facts) -> Turn | None:
    return asks(typed) or to(typed, {BACK: At("menu")})


def _looking(at: At, typed: str, facts: Facts) -> Turn | None:
    if typed == "1":
        return Turn(At("nobody", note="stopped"), (StopAsking(),))
    return to(typed, {BACK: At("menu")})


def _today(at: At, typed: str, facts: Facts) -> Turn | None:
    if typed in ("1", "2", "3", "4", "5"):
        return Turn(At("said"), (SayToday(int(typed)),))
    return to(typed, {BACK: At("menu")})


def _said(at: At, typed: str, facts: Facts) -> Turn | None:
    return to(typed, {"1": _to_talk(facts), "2": At("help"), BACK: At("menu")})


def _step(at: At, typed: str, facts: Facts) -> Turn | None:
    step = facts.step
    if typed == BACK or not typed:
        return to(typed, {BACK: At("menu")})
    if step is None:
        return Turn(At("step", note="set"), (SetStep(typed),))
    if typed == "1":
        return Turn(At("step", note="done"), (StepDone(step.id),))
    if typed == "3":
        return Turn(At("step", note="gone"), (LetStepGo(step.id),))
    return to(typed, {"2": At("step_anew")})


def _step_anew(at: At, typed: str, facts: Facts) -> Turn | None:
    if typed == BACK or not typed:
        return to(typed, {BACK: At("step")})
    instead_of = facts.step.id if facts.step else 0
    return Turn(At("step", note="set"), (SetStep(typed, instead_of),))


def _help(at: At, typed: str, facts: Facts) -> Turn | None:
    ways = {BACK: At("menu")}
    if facts.is_member:
        ways |= {"1": _to_talk(facts), "2": At("call")}
    return to(typed, ways)


def _privacy(at: At, typed: str, facts: Facts) -> Turn | None:
    if typed == "1" and facts.talks:
        note, act = ("goes_on", CarryOn()) if facts.resting else ("paused", PausePerson())
        return Turn(At("privacy", note=note), (act,))
    if typed == "5" and facts.locked:
        return Turn(At("privacy", note="no_word"), (SetCode(""),))
    ways = {"4": At("promise_full", back=At("privacy")), "5": At("word"), BACK: At("menu")}
    if facts.is_member:
        ways["3"] = At("delete")
        if facts.walks:
            ways["2"] = At("change", facts.walks[0].id)
    return to(typed, ways)


def _word(at: At, typed: str, facts: Facts) -> Turn | None:
    if typed == BACK:
        return Turn(At("privacy"))
    return Turn(At("privacy", note="word"), (SetCode(typed),)) if code_word.is_one(typed) else None


def _change(at: At, typed: str, facts: Facts) -> Turn | None:
    if typed == "1":
        return Turn(At("nobody", note="changed"), (ChangePeer(at.talk),))
    return to(typed, {BACK: At("privacy")})


def _delete(at: At, typed: str, facts: Facts) -> Turn | None:
    if typed == DELETES:
        return Turn(At("deleted"), (DeleteEverything(),))
    return to(typed, {BACK: At("privacy")})


def _only_back(at: At, typed: str, facts: Facts) -> Turn | None:
    return to(typed, {BACK: At("menu")})


def _to_talk(facts: Facts) -> At:
    """The talk they are in, the list of them, or how it stands with finding someone."""
    if facts.promise_unread:
        return At("promise", back=At("menu"))
    if len(facts.talks) > 1:
        return At("talks")
    if facts.talks:
        return At("talk", facts.talks[0].id)
    return At("looking" if facts.looking else "nobody")


def _can_write(at: At, facts: Facts) -> bool:
    talk: Talk | None = facts.talk(at.talk)
    return talk is not None and talk.can_write


def _promise(at: At, typed: str, facts: Facts) -> Turn | None:
    if typed == "2":
        return Turn(At("promise_full", back=replace(at, page=0, more=False, wrong=False)))
    if facts.is_known:
        then = at.back or At("menu")
        return Turn(then, (ReadPromise(),)) if typed == "1" else to(typed, {BACK: At("menu")})
    if typed == "1":
        return Turn(At("found"), (Join(at.told),))
    return to(typed, {BACK: At("name", told=at.told)})


_SCREENS: dict[str, Press] = {
    **NEWCOMERS,
    "code": _code,
    "again": _again,
    "language": _language,
    "promise": _promise,
    "promise_full": _promise_full,
    "menu": _menu,
    "talks": _talks,
    "talk": _talk,
    "read": _reading,
    "write": _write,
    "sent": _sent,
    "call": _call,
    "called": _only_back,
    "refused": _only_back,
    "nobody": _nobody,
    "looking": _looking,
    "today": _today,
    "said": _said,
    "step": _step,
    "step_anew": _step_anew,
    "help": _help,
    "privacy": _privacy,
    "word": _word,
    "change": _change,
    "delete": _delete,
}
