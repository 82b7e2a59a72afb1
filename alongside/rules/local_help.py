"""Somebody near: whom a program may name beside the help lines, and what they are called."""

from dataclasses import dataclass

from alongside.rules.said import said


@dataclass(frozen=True, slots=True)
class Kind:
    """A code that rows keep (12 signs at most), and the words for it."""

    code: str
    words: str


KINDS: tuple[Kind, ...] = (
    Kind("aide", said("Health aide")),
    Kind("nurse", said("Nurse or clinic")),
    Kind("elder", said("Elder")),
    Kind("house", said("Safe house")),
    Kind("faith", said("Someone of a church or mosque")),
    Kind("other", said("Someone else")),
)
CODES = tuple(kind.code for kind in KINDS)


def words_of(code: str) -> str:
    """What somebody of this kind is called."""
    return next((kind.words for kind in KINDS if kind.code == code), "")
