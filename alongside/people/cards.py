"""What someone who is offered a peer may know of them: their name, their own words, their languages, when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from alongside.people.models import Profile
from alongside.people.reads import name_place
from alongside.vault import keys

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM


@dataclass(frozen=True, slots=True)
class Shown:
    """A peer as a card shows them. What they lived through is not here: reasons tell of it, if they may."""

    person_id: int
    name: str
    about: str
    tongues: int
    hours: int
    here_until: datetime | None
    break_until: datetime | None
    zone: str

    def is_here(self, now: datetime) -> bool:
        """Here now, and not resting."""
        resting = self.break_until is not None and self.break_until > now
        return not resting and self.here_until is not None and self.here_until > now


ASKED_FOR = (
    *("person_id", "program_id", "person__key_id", "person__name", "about"),
    *("person__time_zone", "program__time_zone", "person__availability__tongues"),
    *("person__availability__hours", "person__availability__here_until"),
    "person__availability__break_until",
)


def shown(program_id: int, person_ids: Iterable[int]) -> dict[int, Shown]:
    """The cards of these peers of this program. One question, however many they are."""
    # By person alone: without statistics SQLite would rather walk through the whole program.
    found = Profile.objects.filter(person_id__in=set(person_ids), person__deleted_at=None)
    rows = [row for row in found.values_list(*ASKED_FOR) if row[1] == program_id]
    ciphers = keys.ciphers(row[2] for row in rows)
    cards = (_card(row, ciphers.get(row[2])) for row in rows)
    return {card.person_id: card for card in cards if card is not None}


def _card(row: tuple[Any, ...], cipher: AESGCM | None) -> Shown | None:
    """None where there is no name (any more) to show."""
    person_id, _, _, sealed_name, sealed_about, own_zone, zone, tongues, hours, here_until, break_until = row
    name = keys.opened_with(cipher, sealed_name, name_place(person_id)) if sealed_name else None
    if name is None or tongues is None:
        return None
    place = f"people_profile.about {person_id}"
    about = keys.opened_with(cipher, sealed_about, place) if sealed_about else ""
    return Shown(person_id, name, about or "", tongues, hours, here_until, break_until, own_zone or zone)
