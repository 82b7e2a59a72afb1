"""How words fit the screens of a USSD phone: 160 letters of the short alphabet, or 70 of any.

What does not fit goes on under "9 More". Keys mean the same on every page of a screen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from alongside.rules import text_units
from alongside.rules.ussd import BACK, MORE

LETTERS, ANY_LETTERS = 160, 70

SHORTENED = "..."


@dataclass(frozen=True, slots=True)
class Look:
    """What a screen says: its words, then what each key does. `ends`: one page, and the session is over; of
    `items` as many as fit stand under the words."""

    body: str
    keys: tuple[tuple[str, str], ...] = ()
    ends: bool = False
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """One screenful. `upto`: how many letters of the body have been shown with it."""

    words: str
    upto: int
    more: bool


def fits(words: str) -> bool:
    """Whether a phone shows this on one screen."""
    if len(words) > LETTERS:
        return False
    return text_units.units(words) <= (ANY_LETTERS if text_units.forces(words) else LETTERS)


def filled(words: str, told: Mapping[str, str], keys: tuple[tuple[str, str], ...] = ()) -> str:
    """The words with names put in. Where that is too long for one screen with its keys, the longest name
    is shortened, down to a few letters."""
    told = {name: text_units.plain(value) for name, value in told.items()}
    while not fits(_joined(words % told, keys)):
        name = max(told, key=lambda each: len(told[each]), default="")
        if not name or len(told[name]) <= 2 * len(SHORTENED):
            break
        bare = told[name].removesuffix(SHORTENED)
        told[name] = bare[:-1].rstrip() + SHORTENED
    return words % told


def pages(look: Look, more: str) -> list[Page]:
    """The screens it takes, the last with what each key does. `more`: the word for "there is more"."""
    if look.ends:
        return [_only(look)]
    body, whole = look.body, _joined(look.body, look.keys)
    if fits(whole):
        return [Page(whole, len(body), False)]
    footer = ((MORE, more), *(key for key in look.keys if key[0] == BACK))
    made: list[Page] = []
    begin = 0
    while not fits(_joined(body[begin:], look.keys)) and begin < len(body):
        end = _end(body, begin, footer)
        made.append(Page(_joined(body[begin:end].strip(), footer), end, True))
        begin = end
    return made + _last(body[begin:].strip(), look.keys, footer, len(body))


def _only(look: Look) -> Page:
    words = look.body
    for item in look.items:
        if fits(f"{words}\n{item}"):
            words = f"{words}\n{item}"
    return Page(words, len(look.body), False)


def _last(
    rest: str, keys: tuple[tuple[str, str], ...], footer: tuple[tuple[str, str], ...], upto: int
) -> list[Page]:
    """The page of the keys; more than one where they do not fit on one."""
    if fits(_joined(rest, keys)):
        return [Page(_joined(rest, keys), upto, False)]
    made: list[Page] = []
    waiting = [key for key in keys if key[0] != BACK]
    while waiting:
        here = 1
        while here < len(waiting) and fits(_joined(rest, (*waiting[: here + 1], *footer))):
            here += 1
        now, waiting = tuple(waiting[:here]), waiting[here:]
        under = footer if waiting else footer[1:]
        made.append(Page(_joined(rest, now + under), upto, bool(waiting)))
        rest = ""
    return made


def _end(body: str, begin: int, footer: tuple[tuple[str, str], ...]) -> int:
    """Where the page that begins here ends: between words, where there is a place."""
    low, high = begin + 1, min(len(body), begin + LETTERS)
    while low < high:
        middle = (low + high + 1) // 2
        if fits(_joined(body[begin:middle], footer)):
            low = middle
        else:
            high = middle - 1
    if low == len(body):
        return low
    space = max(body.rfind(" ", begin, low + 1), body.rfind("\n", begin, low + 1))
    return space + 1 if space > begin + (low - begin) // 2 else low


def _joined(body: str, keys: tuple[tuple[str, str], ...]) -> str:
    return "\n".join(part for part in (body, *(f"{key} {words}" for key, words in keys)) if part)
