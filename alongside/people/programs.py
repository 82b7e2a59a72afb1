"""Verbs about a program: it is made, changed, paused; its promise is written anew."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.text import slugify

from alongside.base import turn
from alongside.people.models import Program, Promise

# First parts of addresses: a program of this name would hide a page of ours.
TAKEN = frozenset(
    (
        *(
            "arrive",
            "choose",
            "come-back",
            "demo",
            "desk",
            "help",
            "in",
            "join",
            "language",
            "live",
            "me",
            "metrics",
        ),
        *("now", "p", "practice", "program", "promise", "sign-in", "sign-out", "set-up", "start", "static"),
        *("talk", "wait", "welcome"),
    )
)


@dataclass(frozen=True, slots=True)
class NewProgram:
    """What a coordinator told on the set-up pages about the program itself."""

    name: str
    country: str
    languages: list[str]
    time_zone: str = "UTC"
    hours: list[list[object]] = field(default_factory=list)  # [[weekday, "08:00", "20:00"], ...]
    words: dict[str, dict[str, str]] = field(default_factory=dict)
    minimum_age: int = 18
    emergency_number: str = ""
    poison_number: str = ""
    named_adult: str = ""
    neutral_site: str = "https://www.wikipedia.org/"


def slug_for(name: str) -> str:
    """A short name for addresses that no other program has."""
    plain = slugify(name)[:50].strip("-") or "program"
    slug, number = plain, 1
    while slug in TAKEN or Program.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{plain}-{number}"
    return slug


def add(new: NewProgram, key_id: int, now: datetime, *, is_demo: bool = False) -> Program:
    """A new program. `key_id` was made with `vault.keys.make(0)` before the transaction."""
    turn.required()
    return Program.objects.create(
        slug=slug_for(new.name),
        name=new.name,
        key_id=key_id,
        country=new.country,
        languages=new.languages,
        time_zone=new.time_zone,
        hours=new.hours,
        words=new.words,
        minimum_age=new.minimum_age,
        emergency_number=new.emergency_number,
        poison_number=new.poison_number,
        named_adult=new.named_adult,
        neutral_site=new.neutral_site,
        is_demo=is_demo,
        made_at=now,
    )


def open_up(program: Program, now: datetime) -> None:
    """People may come in from now on. A program that is open stays open since when it was."""
    turn.required()
    Program.objects.filter(id=program.id, opened_at=None).update(opened_at=now)
    program.opened_at = program.opened_at or now


def set_words(program_id: int, words: dict[str, dict[str, str]]) -> None:
    """The program's own words for peer, member and supervisor, by language."""
    turn.required()
    Program.objects.filter(id=program_id).update(words=words)


def set_hours(program_id: int, time_zone: str, hours: list[list[object]]) -> None:
    """When the team is here, in the program's own time zone."""
    turn.required()
    Program.objects.filter(id=program_id).update(time_zone=time_zone, hours=hours)


def set_help(program_id: int, *, emergency_number: str, poison_number: str, neutral_site: str) -> None:
    """What stands beside the help lines."""
    turn.required()
    Program.objects.filter(id=program_id).update(
        emergency_number=emergency_number, poison_number=poison_number, neutral_site=neutral_site
    )


def set_age(program_id: int, age: int, named_adult: str) -> None:
    """From which age on people can talk here, and the adult for who is younger."""
    turn.required()
    Program.objects.filter(id=program_id).update(minimum_age=age, named_adult=named_adult)


def set_backup_number(program_id: int, number: str) -> None:
    """Whom a helper rings when nobody of the team is here."""
    turn.required()
    Program.objects.filter(id=program_id).update(backup_number=number)


def set_complaints(program_id: int, words: str) -> None:
    """Who, outside the team, hears what is said about the team."""
    turn.required()
    Program.objects.filter(id=program_id).update(complaints_to=words)


def set_pause(program_id: int, until: datetime | None) -> None:
    """Nobody new until then; None: open again. Those who are talking go on."""
    turn.required()
    Program.objects.filter(id=program_id).update(paused_until=until)


def write_promise(
    program_id: int,
    profile: str,
    sentence: str,
    now: datetime,
    *,
    law: dict[str, str] | None = None,
    law_by: int | None = None,
) -> Promise:
    """A new version of the promise. Older ones stay, because people agreed to them.

    `law`: what the law makes the program tell (rules.promise.LAW), and who of the team wrote that down.
    """
    turn.required()
    Program.objects.select_for_update().get(id=program_id)  # two at once: two versions, in order
    newest = Promise.objects.filter(program_id=program_id).order_by("-version").first()
    version = (newest.version if newest else 0) + 1
    Program.objects.filter(id=program_id).update(promise_version=version)
    return Promise.objects.create(
        program_id=program_id,
        version=version,
        profile=profile,
        sentence=sentence,
        law=law or {},
        law_by_id=law_by,
        made_at=now,
    )


def promises(program_id: int) -> list[Promise]:
    """Every version of the promise, newest first."""
    return list(Promise.objects.filter(program_id=program_id).order_by("-version"))


def key_ids(program_ids: Iterable[int]) -> dict[int, int]:
    """The key of each of these programs."""
    return dict(Program.objects.filter(id__in=set(program_ids)).values_list("id", "key_id"))
