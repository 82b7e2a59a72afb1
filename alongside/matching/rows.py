"""What matching says of a wish to talk: plain values. What is sealed stays sealed until it is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from alongside.rules.fit import Reason
from alongside.rules.wishes import Wishes
from alongside.vault import keys

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    from alongside.matching.models import Request

CHOOSING, ASKING, WAITING, MET, WITHDRAWN = "choosing", "asking", "waiting", "met", "withdrawn"
OPEN = (CHOOSING, ASKING, WAITING)

SUGGESTED, ASKED, ACCEPTED, PASSED, LAPSED = "suggested", "open", "accepted", "passed", "lapsed"


def choices_place(request_id: int) -> str:
    """What sealed choices are bound to."""
    return f"matching_request.choices {request_id}"


def words_place(request_id: int) -> str:
    """What a member's own sealed words are bound to."""
    return f"matching_request.words {request_id}"


def reasons_place(match_id: int) -> str:
    """What the sealed reasons of a match are bound to."""
    return f"matching_match.reasons {match_id}"


@dataclass(frozen=True, slots=True)
class Wish:
    """Someone's wish to talk, as it stands."""

    id: int
    program_id: int
    person_id: int
    key_id: int
    state: str
    ask_others: bool
    whoever: bool
    wave: int
    due_at: datetime | None
    made_at: datetime
    sealed_choices: bytes
    sealed_words: bytes

    def by_name(self) -> bool:
        """Whether one person was asked by name, and nobody else yet."""
        return self.state == ASKING and self.wave == 0 and not self.whoever

    def wishes(self, cipher: AESGCM | None = None) -> Wishes | None:
        """What the member chose; None where their key is gone."""
        text = self._opened(self.sealed_choices, choices_place(self.id), cipher)
        return Wishes.from_json(text) if text else None

    def words(self, cipher: AESGCM | None = None) -> str:
        """What the member wrote; empty where there is nothing (any more)."""
        return self._opened(self.sealed_words, words_place(self.id), cipher) or ""

    def _opened(self, sealed: bytes, place: str, cipher: AESGCM | None) -> str | None:
        if not sealed:
            return None
        return keys.opened_with(cipher, sealed, place) if cipher else keys.read(self.key_id, sealed, place)


def wish_of(row: Request) -> Wish:
    """From a row that was fetched with its person."""
    return Wish(
        id=row.id,
        program_id=row.program_id,
        person_id=row.person_id,
        key_id=row.person.key_id,
        state=row.state,
        ask_others=row.ask_others,
        whoever=row.whoever,
        wave=row.wave,
        due_at=row.due_at,
        made_at=row.made_at,
        sealed_choices=bytes(row.choices),
        sealed_words=bytes(row.words),
    )


def kept_reasons(reasons: Iterable[Reason]) -> str:
    """Reasons as they are kept (sealed) with a match."""
    return " ".join(f"{reason.kind}:{reason.code}" for reason in reasons)


def reasons_kept(text: str) -> tuple[Reason, ...]:
    """Reasons as they were kept."""
    return tuple(Reason(*each.split(":", 1)) for each in text.split())
