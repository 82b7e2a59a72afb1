"""The word that is asked before anything with content goes to a phone others may hold."""

import unicodedata

SHORTEST, LONGEST = 3, 20


def read(typed: str) -> str:
    """The one way to write it, for hashing: capitals, accents, dots and spaces do not matter."""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", typed).casefold())
    return "".join(sign for sign in apart if sign.isalnum())


def is_one(typed: str) -> bool:
    """Whether it can be a code word: one that is not typed by chance, and not forgotten."""
    return SHORTEST <= len(read(typed)) <= LONGEST and not read(typed).isdigit()
