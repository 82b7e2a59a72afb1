"""What a peer says of themselves: words sealed under their key, and how each experience may be shown."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime

from alongside.base import turn
from alongside.people import availability
from alongside.people.models import Availability, Profile
from alongside.rules.fit import Card, Traits, shown_masks
from alongside.vault import keys


@dataclass(frozen=True, slots=True, kw_only=True)
class Told(Traits):
    """A peer's own page: everything they have told so far."""

    about: str = ""
    lived_words: str = ""  # what they lived through, in words of their own
    loves_words: str = ""
    shown: Mapping[str, str] = field(default_factory=dict)  # {code: rules.fit.SUGGESTED...}; "words" too
    live_at: datetime | None = None
    capacity: int = 4
    walking_with: int = 0
    hours: int = 0
    ready: bool = False
    here_wished: bool = False
    here_until: datetime | None = None
    here_no_later: datetime | None = None
    break_until: datetime | None = None

    def traits(self) -> Traits:
        """The part that matching knows."""
        return Traits(**{each.name: getattr(self, each.name) for each in fields(Traits)})

    def card(self, person_id: int, now: datetime) -> Card:
        """As matching sees them."""
        shown_lived, shown_own = shown_masks(self.shown)
        kept = {name: getattr(self, name) for name in availability.AS_KEPT if name != "person_id"}
        return Card(
            person_id=person_id,
            **kept,
            here=self.here_until is not None and self.here_until > now,
            on_break=self.is_resting(now),
            shown=shown_lived,
            shown_own=shown_own,
        )

    def is_here(self, now: datetime) -> bool:
        """Whether they are shown as here."""
        return self.here_until is not None and self.here_until > now and not self.is_resting(now)

    def is_resting(self, now: datetime) -> bool:
        """Whether they are taking a break."""
        return self.break_until is not None and self.break_until > now


KEPT_PLAIN = (
    *("tongues", "lived", "lived_own", "loves", "loves_own", "belongs", "told", "gender", "age_band"),
    *("capacity", "walking_with", "hours", "ready", "here_wished", "here_until", "here_no_later"),
    "break_until",
)


def place(column: str, person_id: int) -> str:
    """What the sealed words of a page are bound to."""
    return f"people_profile.{column} {person_id}"


def begin(program_id: int, person_id: int) -> None:
    """An empty page for a new peer: shown to nobody. Harmless where there is one already."""
    turn.required()
    if not Profile.objects.filter(person_id=person_id).exists():
        Profile.objects.create(person_id=person_id, program_id=program_id)
    if not Availability.objects.filter(person_id=person_id).exists():
        availability.begin(program_id, person_id)


def of(program_id: int, person_id: int, key_id: int) -> Told:
    """What this peer of this program has told; nothing yet where there is no page."""
    both = Availability.objects.select_related("person__profile")
    row = both.filter(program_id=program_id, person_id=person_id).first()
    profile = getattr(row.person, "profile", None) if row else None
    if profile is None or row is None:
        return Told()
    own = json.loads(keys.read(key_id, profile.own_words, place("own_words", person_id)) or "{}")
    return Told(
        about=keys.read(key_id, profile.about, place("about", person_id)) or "",
        lived_words=own.get("lived", ""),
        loves_words=own.get("loves", ""),
        shown=profile.shown,
        live_at=profile.live_at,
        **{name: getattr(row, name) for name in KEPT_PLAIN},
    )


def write(person_id: int, key_id: int, told: Told, now: datetime) -> None:
    """Keeps the whole page as it is told now: words, settings and what matching knows."""
    turn.required()
    own = json.dumps({"lived": told.lived_words, "loves": told.loves_words}, ensure_ascii=False)
    Profile.objects.filter(person_id=person_id).update(
        about=keys.seal(key_id, told.about, place("about", person_id)) if told.about else b"",
        own_words=keys.seal(key_id, own, place("own_words", person_id)),
        shown=dict(told.shown),
        written_at=now,
    )
    availability.tell(person_id, told.traits())
    availability.set_capacity(person_id, told.capacity)
    availability.set_hours(person_id, told.hours)


def go_live(person_id: int, now: datetime) -> None:
    """The peer said: yes, show me like this."""
    turn.required()
    Profile.objects.filter(person_id=person_id).update(live_at=now)


def hide(person_id: int) -> None:
    """The peer takes their yes back."""
    turn.required()
    Profile.objects.filter(person_id=person_id).update(live_at=None)


def live(program_id: int) -> set[int]:
    """The peers of this program who said yes to what is shown of them."""
    rows = Profile.objects.filter(program_id=program_id).exclude(live_at=None)
    return set(rows.values_list("person_id", flat=True))


def standing(program_id: int) -> dict[int, Told]:
    """Every peer's plain side (no words are opened), for the coordinator's desk: one question."""
    live_at = dict(Profile.objects.filter(program_id=program_id).values_list("person_id", "live_at"))
    rows = Availability.objects.filter(program_id=program_id).order_by("person_id")
    return {
        row.person_id: Told(
            live_at=live_at.get(row.person_id), **{name: getattr(row, name) for name in KEPT_PLAIN}
        )
        for row in rows
    }
