"""What a coordinator types about the program, read with care. Used by set-up and by the settings."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from alongside.people import accounts, choices, passwords
from alongside.rules import opening, tongues
from alongside.rules import promise as promises
from alongside.web.team import countries
from alongside.web.typed import Typed

WORDS = ("peer", "peers", "member", "members", "supervisor", "supervisors")
DAYS = range(7)
YOUNGEST, OLDEST = 10, 99
NOBODY_LEAVES = "https://www.wikipedia.org/"


def name_and_country(typed: Typed) -> tuple[str, str]:
    return (
        typed.line("name", at_most=80, needed=_("Please give the program a name.")),
        typed.one_of("country", countries.countries(), needed=_("Please choose the country.")),
    )


def spoken(typed: Typed) -> list[str]:
    """The languages ticked; the first is the program's own."""
    known = [tongue.code for tongue in tongues.TONGUES]
    first = typed.one_of("first_language", known, needed=_("Please choose the main language."))
    others = [code for code in typed.some_of("languages", known) if code != first]
    return [first, *others] if first else others


def zone(typed: Typed) -> str:
    return typed.one_of("zone", countries.zones(), needed=_("Please choose the time zone."))


def hours(typed: Typed) -> list[list[Any]]:
    """[[weekday, from, to], ...]; a day without times is a day when nobody is here."""
    if typed.ticked("always"):
        return [[day, "00:00", "24:00"] for day in DAYS]
    rows = [[day, typed.line(f"from{day}"), typed.line(f"to{day}")] for day in DAYS]
    rows = [row for row in rows if row[1] or row[2]]
    try:
        return opening.read(rows)
    except opening.BadHours as trouble:
        typed.wrong(f"from{rows[trouble.row][0]}", hours_words(trouble.code))
        return []


def hours_words(code: str) -> str:
    """What to say about hours that cannot be read."""
    if code == opening.SAME:
        return _("The end has to be another time than the beginning.")
    if code == opening.OVERLAP:
        return _("These hours run into those of another day.")
    return _("Please write times like 08:00 and 20:00, or leave both empty.")


def hours_typed(rows: Iterable[Any]) -> dict[str, str]:
    """Opening hours as the fields that show them."""
    rows = list(rows)
    if len(rows) == len(DAYS) and all(row[1:] == ["00:00", "24:00"] for row in rows):
        return {"always": "1"}
    fields: dict[str, str] = {}
    for day, begins, ends in rows:
        fields |= {f"from{day}": begins, f"to{day}": ends}
    return fields


def age(typed: Typed) -> int:
    return typed.number(
        "age",
        YOUNGEST,
        OLDEST,
        _("Please write an age between %(youngest)d and %(oldest)d.")
        % {"youngest": YOUNGEST, "oldest": OLDEST},
    )


def emergency(typed: Typed) -> str:
    return number(typed, "emergency", at_most=20)


def number(typed: Typed, name: str, *, at_most: int = 40, needed: str = "") -> str:
    """A number that a phone can dial."""
    words = typed.line(name, at_most=at_most, needed=needed)
    if words and not re.fullmatch(r"[0-9+*# ()/.-]+", words):
        typed.wrong(name, _("Please write a number that a phone can dial."))
    return words


def neutral_site(typed: Typed) -> str:
    """Where "Hide this page" goes: a whole address, and a safe one."""
    words = typed.line("neutral", at_most=200) or NOBODY_LEAVES
    try:
        parts = urlsplit(words)
        good = parts.scheme == "https" and bool(parts.hostname) and "." in str(parts.hostname)
        good = good and parts.username is None and parts.password is None
    except ValueError:
        good = False
    if not good or not words.isascii() or re.search(r"[\s\"'<>]", words):
        typed.wrong("neutral", _("Please write a whole address, like https://www.wikipedia.org/"))
    return words


def own_words(typed: Typed, languages: Iterable[str]) -> dict[str, dict[str, str]]:
    """{"en": {"peer": "natural helper", ...}}: only what is different from ours."""
    found: dict[str, dict[str, str]] = {}
    for language in languages:
        told = {word: typed.line(f"{word}_{language}", at_most=40) for word in WORDS}
        told = {word: words for word, words in told.items() if words}
        if told:
            found[language] = told
    return found


def own_lists(typed: Typed, kinds: Iterable[str]) -> dict[str, list[str]]:
    """The program's own choices of these kinds, one a line."""
    kinds = list(kinds)
    found = {kind: typed.lines(kind) for kind in kinds}
    belongings = [kind for kind in kinds if kind in choices.BELONGINGS]
    if sum(len(found[kind]) for kind in belongings) > choices.BITS:
        typed.wrong(belongings[0], full())
    return found


def full() -> str:
    return _("These lists hold %(most)d lines together. Please make them shorter.") % {"most": choices.BITS}


def help_and_hours(typed: Typed) -> None:
    """All of the page on when the program is open and what help it shows, for its mistakes."""
    zone(typed)
    hours(typed)
    age(typed)
    emergency(typed)
    number(typed, "poison")
    typed.line("adult", at_most=200)
    neutral_site(typed)


def promise(typed: Typed) -> tuple[str, str]:
    """Which promise, and its sentence as the coordinator wrote it."""
    codes = [profile.code for profile in promises.PROFILES]
    chosen = typed.one_of("promise", codes, needed=_("Please choose one of the three."))
    if not chosen:
        return "", ""
    profile = next(each for each in promises.PROFILES if each.code == chosen)
    words = typed.text(
        f"sentence_{chosen}",
        at_most=promises.LONGEST_SENTENCE,
        needed=_("Please write the promise in a sentence."),
    )
    # unchanged: kept as ours, so that it is shown in each reader's language
    return chosen, profile.sentence if words == _(profile.sentence) else words


def law(typed: Typed) -> dict[str, str]:
    """What the law makes the program tell, by its parts: all four of them, or none yet."""
    told = {part: typed.line(f"law_{part}", at_most=promises.LONGEST_PART) for part in promises.LAW_PARTS}
    if not any(told.values()):
        return {}
    for part, words in told.items():
        if not words:
            typed.wrong(f"law_{part}", _("Please fill in all four, so that it is a whole sentence."))
    return told


def account(typed: Typed) -> tuple[str, str, str]:
    """Name, e-mail and password of someone who will sign in from now on."""
    name = typed.line("own_name", at_most=60, needed=_("Please tell us what you want to be called."))
    email = typed.line("email", at_most=accounts.EMAIL_AT_MOST)
    if not accounts.is_an_email(email):
        typed.wrong("email", _("Please write your e-mail, like name@example.org"))
    return name, email, new_password(typed, name, email.partition("@")[0])


def new_password(typed: Typed, *others: str) -> str:
    """A password that is not among those everybody tries first."""
    word = typed.raw("password")
    why = "long" if len(word) > passwords.AT_MOST else passwords.why_not(word, *others)
    if why:
        typed.wrong("password", password_words(why))
    return word


def password_words(why: str) -> str:
    """What to say about a password that will not do."""
    return {
        "short": _("Please use at least %(least)d letters or signs. A short sentence is good.")
        % {"least": passwords.AT_LEAST},
        "common": _("Many people use this password, so it is tried first. Please think of another."),
        "known": _("Please leave your name and e-mail out of the password."),
        "long": _("Please use %(most)d letters or signs at most.") % {"most": passwords.AT_MOST},
    }[why]
