"""Questions about programs and people."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from alongside.people.models import Person, Program, Promise, Role
from alongside.vault import keys

CHANNELS = ("phone", "whatsapp", "telegram", "mail")  # doors beside the web


def name_place(person_id: int) -> str:
    """What a person's sealed name is bound to."""
    return f"people_person.name {person_id}"


def names(person_ids: Iterable[int]) -> dict[int, str]:
    """What each of these people is called. Who was deleted is left out."""
    rows = list(Person.objects.filter(id__in=set(person_ids)).values_list("id", "key_id", "name"))
    ciphers = keys.ciphers(key_id for _, key_id, _ in rows)
    opened = {
        person_id: keys.opened_with(ciphers.get(key_id), name, name_place(person_id))
        for person_id, key_id, name in rows
        if name
    }
    return {person_id: name for person_id, name in opened.items() if name is not None}


@dataclass(frozen=True, slots=True)
class Known:
    """What somebody is called, and how they can be reached by phone, chat or mail.

    `has_door`: by one at least. `closed_at`: they had one, and since then nothing goes by any; `asked`:
    because they asked for no more messages.
    """

    name: str
    has_door: bool = False
    closed_at: datetime | None = None
    asked: bool = False


def known(person_ids: Iterable[int]) -> dict[int, Known]:
    """As `names`, with that; one question, too."""
    handle = ("handle__channel", "handle__stopped_at", "handle__stopped_why", "handle__still_asked_at")
    rows = list(Person.objects.filter(id__in=set(person_ids)).values_list("id", "key_id", "name", *handle))
    ciphers = keys.ciphers({key_id for _, key_id, *_ in rows})
    doors: dict[int, list[tuple[datetime | None, str]]] = {}
    for person_id, _, _, channel, stopped_at, why, asked_at in rows:
        if channel in CHANNELS:
            doors.setdefault(person_id, []).append((stopped_at or asked_at, why))
    found: dict[int, Known] = {}
    for person_id, key_id, name in {(row[0], row[1], bytes(row[2])) for row in rows}:
        opened = keys.opened_with(ciphers.get(key_id), name, name_place(person_id)) if name else None
        if opened is not None:
            found[person_id] = _known(opened, doors.get(person_id, []))
    return found


def _known(name: str, doors: list[tuple[datetime | None, str]]) -> Known:
    closed = [(at, why) for at, why in doors if at is not None]
    if not doors or len(closed) < len(doors):
        return Known(name, has_door=bool(doors))
    at, why = max(closed)
    return Known(name, closed_at=at, asked=why in ("asked", "blocked"))


def program_by_slug(slug: str) -> Program | None:
    return Program.objects.filter(slug=slug).first()


def programs() -> list[Program]:
    """Every program of this install, oldest first."""
    return list(Program.objects.order_by("id"))


def promise_of(program_id: int) -> Promise | None:
    """The program's promise as it stands today."""
    return Promise.objects.filter(program_id=program_id).order_by("-version").first()


def newest_arrival() -> datetime | None:
    """When the newest person of this install arrived; None in an empty one."""
    return Person.objects.aggregate(newest=Max("arrived_at"))["newest"]  # type: ignore[no-any-return]  # untyped


def program(program_id: int) -> Program | None:
    return Program.objects.filter(id=program_id).first()


def person(person_id: int) -> Person | None:
    """Someone who is (still) here."""
    return Person.objects.filter(id=person_id, deleted_at=None).first()


def roles_in(program_id: int) -> dict[int, frozenset[str]]:
    """Peers and team of a program, and what each of them is. Members are not among them."""
    found: dict[int, set[str]] = {}
    rows = Role.objects.filter(program_id=program_id).exclude(role="member").order_by("person_id")
    for person_id, role in rows.values_list("person_id", "role"):
        found.setdefault(person_id, set()).add(role)
    return {person_id: frozenset(roles) for person_id, roles in found.items()}


def helpers_among(person_ids: Iterable[int]) -> set[int]:
    """Who of these is a peer or one of the team."""
    rows = Role.objects.filter(person_id__in=set(person_ids)).exclude(role="member")
    return set(rows.values_list("person_id", flat=True))


def first_members(program_id: int, count: int = 40) -> list[int]:
    """The members who came first: enough for a demo to choose from."""
    rows = Role.objects.filter(program_id=program_id, role="member", person__deleted_at=None)
    return list(rows.order_by("person_id").values_list("person_id", flat=True)[:count])
