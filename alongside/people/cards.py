"""What someone who is offered a peer may know of them: their name, their own words, their languages, when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

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


def shown(program_id: int, person_ids: Iterable[int]) -> dict[int, Shown]:
    """The cards of these peers of this program. One question, however many they are."""
    # By person alone: without statistics SQLite would rather walk through the whole program.
    found = Profile.objects.filter(person_id__in=set(person_ids), person__deleted_at=None)
    profiles = [
        row for row in found.select_related("person__availability", "program") if row.program_id == program_id
    ]
    ciphers = keys.ciphers(profile.person.key_id for profile in profiles)
    cards = (_card(profile, ciphers.get(profile.person.key_id)) for profile in profiles)
    return {card.person_id: card for card in cards if card is not None}


def _card(profile: Profile, cipher: AESGCM | None) -> Shown | None:
    """None where there is no name (any more) to show."""
    person, row = profile.person, getattr(profile.person, "availability", None)
    name = keys.opened_with(cipher, person.name, name_place(person.id)) if person.name else None
    if name is None or row is None:
        return None
    place = f"people_profile.about {person.id}"
    about = keys.opened_with(cipher, profile.about, place) if profile.about else ""
    return Shown(
        person_id=person.id,
        name=name,
        about=about or "",
        tongues=row.tongues,
        hours=row.hours,
        here_until=row.here_until,
        break_until=row.break_until,
        zone=person.time_zone or profile.program.time_zone,
    )
