"""What someone who is offered a peer may know of them: their name, their own words, their languages, when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from alongside.people.models import Availability, Profile
from alongside.people.reads import names
from alongside.vault import keys


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
    """The cards of these peers of this program. Three questions, however many they are."""
    known = names(person_ids)
    # By person alone: without statistics SQLite would rather walk through the whole program.
    profiles = {
        profile.person_id: profile
        for profile in Profile.objects.filter(person_id__in=known).select_related("person", "program")
        if profile.program_id == program_id
    }
    ciphers = keys.ciphers(profile.person.key_id for profile in profiles.values())
    made = {}
    for row in Availability.objects.filter(person_id__in=profiles):
        profile = profiles[row.person_id]
        cipher = ciphers.get(profile.person.key_id)
        place = f"people_profile.about {row.person_id}"
        about = keys.opened_with(cipher, profile.about, place) if profile.about else ""
        made[row.person_id] = Shown(
            person_id=row.person_id,
            name=known[row.person_id],
            about=about or "",
            tongues=row.tongues,
            hours=row.hours,
            here_until=row.here_until,
            break_until=row.break_until,
            zone=profile.person.time_zone or profile.program.time_zone,
        )
    return made
