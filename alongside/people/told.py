"""What a peer tells those who walk with them: also what they show only after the start."""

from __future__ import annotations

from dataclasses import dataclass

from alongside.people import choices, profiles, reads
from alongside.people.choices import EXPERIENCE
from alongside.rules import lived
from alongside.rules.fit import STARTED, SUGGESTED, own_code

SHOWN_NOW = (SUGGESTED, STARTED)


@dataclass(frozen=True, slots=True)
class TellsOnceStarted:
    """`codes` are of rules.lived; `own` are the program's words; `words` the peer's own."""

    about: str
    codes: tuple[str, ...]
    own: tuple[str, ...]
    words: str


def once_started(program_id: int, peer_id: int) -> TellsOnceStarted | None:
    """None for somebody who is gone, or has told nothing."""
    person = reads.person(peer_id)
    if person is None or person.deleted_at is not None:
        return None
    told = profiles.of(program_id, peer_id, person.key_id)
    own = choices.told(choices.of(program_id, EXPERIENCE), told.lived_own)
    shown = TellsOnceStarted(
        about=told.about,
        codes=tuple(code for code in lived.codes_of(told.lived) if told.shown.get(code) in SHOWN_NOW),
        own=tuple(one.words for one in own if told.shown.get(own_code(one.bit)) in SHOWN_NOW),
        words=told.lived_words if told.shown.get("words") in SHOWN_NOW else "",
    )
    return shown if shown.about or shown.codes or shown.own or shown.words else None
