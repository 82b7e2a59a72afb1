"""What a program asks before a peer is suggested to anyone, and what is still missing."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from alongside.rules.said import said

PROFILE = "profile"
SUPERVISOR = "supervisor"


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing a program may ask: its short name and what ticking it means."""

    code: str
    words: str
    means: str


ASKED: tuple[Asked, ...] = (
    Asked("training", said("Training"), said("They finished our training for peer support.")),
    Asked("references", said("References"), said("Two people who know them have spoken for them.")),
    Asked("checks", said("Checks"), said("The checks that our law or our program asks for are done.")),
    Asked("practice_talk", said("A practice talk"), said("They held a practice talk with one of us.")),
    Asked(SUPERVISOR, said("Someone beside them"), said("A named person stands beside them.")),
)

# what is shown for what is missing and is not in the list above
PROFILE_WORDS = said("Their own yes to what people will see of them")

DEFAULT: tuple[str, ...] = tuple(asked.code for asked in ASKED)

_BY_CODE = {asked.code: asked for asked in ASKED}


def by_code(code: str) -> Asked | None:
    """What this code asks; None for a requirement in the program's own words."""
    return _BY_CODE.get(code)


def ready(
    required: Sequence[str], ticked: Collection[str], has_supervisor: bool, profile_live: bool
) -> tuple[str, ...]:
    """What is still missing, in the program's order; empty: a named person may make them ready.

    A supervisor is not ticked but named. The peer's own yes to their profile is always needed, and last.
    """
    missing = [code for code in required if not (has_supervisor if code == SUPERVISOR else code in ticked)]
    return tuple(dict.fromkeys(missing)) + (() if profile_live else (PROFILE,))
