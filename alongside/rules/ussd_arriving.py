"""What the keys of the first screens of a USSD phone lead to, for somebody whom nobody knows yet: the one
question that must be answered, and three that need not be."""

from __future__ import annotations

from dataclasses import replace

from alongside.rules import nicknames
from alongside.rules.ussd import BACK, AskForTalk, At, DeleteEverything, Facts, Press, Turn, one_of, to

HOPES = ("low", "worry", "loss", "drinking", "hurthome", "illness", "alone")  # codes of rules.lived
GENDERS = (0, 1, 2)  # anyone, a woman, a man (rules.wishes)


def asks(typed: str) -> Turn | None:
    return Turn(At("looking", note="asked"), (AskForTalk(),)) if typed == "1" else None


def _who(at: At, typed: str, facts: Facts) -> Turn | None:
    if typed == BACK:
        return Turn(At("bye"), (DeleteEverything(),))
    return Turn(At("age")) if typed == "1" else None


def _age(at: At, typed: str, facts: Facts) -> Turn | None:
    if typed == "2":
        return Turn(At("young"), (DeleteEverything(),))
    return to(typed, {"1": At("hopes"), BACK: At("who")})


def _hopes(at: At, typed: str, facts: Facts) -> Turn | None:
    chosen = [one_of(key, HOPES) for key in typed.replace(" ", "")]
    if typed == BACK:
        return Turn(At("whom"))
    if not chosen or None in chosen:
        return None
    lived = tuple(code for code in HOPES if code in chosen)
    return Turn(At("whom", told=replace(at.told, lived=lived)))


def _whom(at: At, typed: str, facts: Facts) -> Turn | None:
    gender = one_of(typed, GENDERS)
    if gender is None:
        return Turn(At("hopes")) if typed == BACK else None
    return Turn(At("name", told=replace(at.told, gender=gender)))


def _name(at: At, typed: str, facts: Facts) -> Turn | None:
    if typed == BACK:
        return Turn(At("whom", told=at.told))
    name = one_of(typed, facts.nicknames) or typed
    if nicknames.name_is_fine(name) is not None or name.isdecimal():
        return None
    return Turn(At("promise", told=replace(at.told, name=name)))


def _found(at: At, typed: str, facts: Facts) -> Turn | None:
    return asks(typed) or to(typed, {BACK: At("menu")})


NEWCOMERS: dict[str, Press] = {
    "who": _who,
    "age": _age,
    "hopes": _hopes,
    "whom": _whom,
    "name": _name,
    "found": _found,
}
