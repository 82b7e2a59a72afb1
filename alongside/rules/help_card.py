"""Whether somebody writes of dying, or of harming themselves: from a careful word list for each language.

For one thing only: the quiet help card, shown to whoever wrote the words and to nobody else. The answer is
never kept, counted or handed on. It errs towards quiet: idioms, negations, other people, songs and what is
long past are left alone; what is said plainly must not be missed.

How the parts of a list (`words/dying.LANGUAGE.txt`) are used, clause by clause:
 - stems: a line with none of them is looked at no further (a few microseconds);
 - spelled: misspellings and slang are written plainly; harmless: idioms are taken out;
 - wants: counts if the nearest person before it is the writer, and it is not turned round by a "not";
 - own: says all of it by itself; was: counts only beside a word of `now`;
 - before: nothing in a clause about long ago counts, unless a word of `now` stands there too;
 - lightly: nothing in such a clause counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from alongside.rules.word_lists import parts

LANGUAGES = ("en", "sw")
NEAR = 5  # words within which a "not" turns round what follows
FIRST = 3  # without anybody named before it, it must stand among the first words
_QUOTED = re.compile(r"\"[^\"\n]{1,300}\"|“[^”\n]{1,300}”|«[^»\n]{1,300}»|(?<!\w)‘[^’\n]{3,300}’(?!\w)")
_APOSTROPHES = re.compile("['’‘`´ʼ]")
_SAME_SIGN = re.compile(r"([^\W\d_])\1{2,}")
_CLAUSES = re.compile(r"[.!?;:\n…()]+|\s[-–—]+\s|\b(?:but|yet|although|though|lakini|ila)\b")
_NO_WORDS = re.compile(r"[^\w*@!]+")
Pattern = re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Words:
    """One language's list, ready to use."""

    stems: tuple[tuple[str, tuple[str, ...]], ...]  # and of what beside it, where it alone says little
    spelled: dict[str, str]
    harmless: Pattern
    wants: tuple[Pattern, ...]
    own: tuple[Pattern, ...]
    was: tuple[Pattern, ...]
    before: Pattern
    now: Pattern
    lightly: Pattern
    i: frozenset[str]
    others: frozenset[str]
    no: frozenset[str]
    no_of: frozenset[str]
    still: frozenset[str]


def speaks_of_dying(text: str, language: str) -> bool:
    """False for a language without a list."""
    words = _words(language)
    if words is None:
        return False
    low = text.casefold()
    for stem, beside in words.stems:
        if stem in low and (not beside or any(other in low for other in beside)):
            break
    else:
        return False
    plain = _SAME_SIGN.sub(r"\1", _APOSTROPHES.sub("", _QUOTED.sub(" ", low)))
    return any(_says(_spelled(clause, words), words) for clause in _CLAUSES.split(plain))


def _spelled(clause: str, words: _Words) -> str:
    """The clause as plain words, idioms taken out."""
    said = " ".join(words.spelled.get(word, word) for word in _NO_WORDS.sub(" ", clause).split())
    return " ".join(words.harmless.sub(" … ", said).split())


def _says(clause: str, words: _Words) -> bool:
    if not clause or words.lightly.search(clause):
        return False
    now = bool(words.now.search(clause))
    if words.before.search(clause) and not now:
        return False
    if any(pattern.search(clause) for pattern in words.own):
        return True
    if now and any(_is_theirs(clause, found, words) for found in _found(words.was, clause)):
        return True
    return any(_is_theirs(clause, found, words) for found in _found(words.wants, clause))


def _found(patterns: tuple[Pattern, ...], clause: str) -> list[re.Match[str]]:
    return [found for pattern in patterns for found in pattern.finditer(clause)]


def _is_theirs(clause: str, found: re.Match[str], words: _Words) -> bool:
    """The writer says it of themselves, and does not say that it is not so."""
    if not words.i:  # a language whose verbs name the person
        return True
    before = clause[: found.start()].split()
    people = [word for word in before if word in words.i or word in words.others]
    inside = found.group().split()[0] in words.i
    if not inside and (people[-1] not in words.i if people else len(before) > FIRST):
        return False
    return not _is_turned_round(before, words)


def _is_turned_round(before: list[str], words: _Words) -> bool:
    """A "not" shortly before, unless it belongs to something else ("I can’t stop", "I’m not well and I")."""
    for place in range(len(before) - 1, max(-1, len(before) - 1 - NEAR), -1):
        if before[place] in words.no:
            after = before[place + 1 :]
            if after[:1] and after[0] in words.still:
                return False
            return not any(word in words.i for word in after) or after[0] in words.no_of
    return False


@cache
def _words(language: str) -> _Words | None:
    if language not in LANGUAGES:
        return None
    told = parts(f"dying.{language}.txt")
    never = "|".join(sorted(_set(told["not"]) | _set(told["others"])))
    return _Words(
        stems=tuple(_stem(line) for line in told["stems"]),
        spelled=dict(_pair(line) for line in told["spelled"]),
        harmless=_any(told["harmless"]),
        wants=_each(told["wants"], never),
        own=_each(told["own"], ""),
        was=_each(told["was"], never),
        before=_any(told["before"]),
        now=_any(told["now"]),
        lightly=_any(told["lightly"]),
        i=_set(told["i"]),
        others=_set(told["others"]),
        no=_set(told["not"]),
        no_of=_set(told["not of"]),
        still=_set(told["still"]),
    )


def _pair(line: str) -> tuple[str, str]:
    odd, _, plain = line.partition(" = ")
    return odd, plain


def _stem(line: str) -> tuple[str, tuple[str, ...]]:
    stem, _, beside = line.partition(": ")
    return stem, tuple(beside.split("|")) if beside else ()


def _set(lines: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


def _shape(line: str, never: str = "") -> str:
    """`~` stands for up to three words, none of them of `never`; words are whole words."""
    gap = rf"(?:(?!(?:{never})\s)\S+ ){{0,3}}?" if never else r"(?:\S+ ){0,3}?"
    shaped = line.replace("(to )?", "(?:to |too )?").replace(" ~ ", f" {gap}").replace("(~ )?", gap)
    return rf"(?<!\S)(?:{shaped})(?!\S)"


def _each(lines: tuple[str, ...], never: str = "") -> tuple[Pattern, ...]:
    return tuple(re.compile(_shape(line, never)) for line in lines)


def _any(lines: tuple[str, ...]) -> Pattern:
    return re.compile("|".join(_shape(line) for line in lines) or "(?!)")
