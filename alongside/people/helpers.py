"""Peers and team as the program's desk lists them: names, roles and where they stand, in one question."""

from dataclasses import dataclass

from alongside.people.models import Role
from alongside.people.profiles import KEPT_PLAIN, Told
from alongside.people.reads import name_place
from alongside.vault import keys


@dataclass(frozen=True, slots=True)
class Helper:
    """One of them. `told`: the plain side of their page; no words of it are opened."""

    name: str
    roles: frozenset[str]
    told: Told


def of(program_id: int) -> dict[int, Helper]:
    """Everybody of this program who is more than a member, by their number. Who was deleted is left out."""
    about = [f"person__availability__{name}" for name in KEPT_PLAIN]
    rows = list(
        Role.objects.filter(program_id=program_id)
        .exclude(role="member")
        .order_by("person_id", "role")
        .values_list(
            "person_id", "role", "person__key_id", "person__name", "person__profile__live_at", *about
        )
    )
    roles: dict[int, set[str]] = {}
    for person_id, role, *_rest in rows:
        roles.setdefault(person_id, set()).add(role)
    ciphers = keys.ciphers(row[2] for row in rows)
    found: dict[int, Helper] = {}
    for person_id, _role, key_id, sealed, live_at, *kept in rows:
        name = keys.opened_with(ciphers.get(key_id), sealed, name_place(person_id)) if sealed else None
        if name is None or person_id in found:
            continue
        plain = dict(zip(KEPT_PLAIN, kept, strict=True))
        told = Told() if plain["capacity"] is None else Told(live_at=live_at, **plain)
        found[person_id] = Helper(name, frozenset(roles[person_id]), told)
    return found
