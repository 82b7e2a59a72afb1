"""The promise: who can read this, and when anyone outside is ever contacted. Shown before the first word.

A program takes one of three profiles and may say its sentence in its own words. The profile's name is never
on a screen, its sentence is. `{peer}` in a line stands for the program's own word.
"""

from dataclasses import dataclass

from alongside.rules.said import said

READ, DYING, OUTSIDE, PLACE, LEAVE = "read", "dying", "outside", "place", "leave"
LONGEST_SENTENCE = 600

_SPEAK_FREELY = said(
    "You can talk about anything here, also about dying. Talking about it will not make us call anyone."
)


@dataclass(frozen=True, slots=True)
class Profile:
    """When someone outside is contacted (`sentence`), and what follows for talk about dying."""

    code: str
    sentence: str
    dying: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the promise. `own` is set where a program wrote it: those words are shown as they are."""

    code: str
    words: str
    own: bool = False


PROFILES: tuple[Profile, ...] = (
    Profile(
        "consent_only",
        said(
            "We contact someone outside only if you ask us to, if you tell us you are going to hurt someone "
            "else, or if the law on protecting children or adults in care makes us."
        ),
        _SPEAK_FREELY,
    ),
    Profile(
        "least_invasive",
        said(
            "We contact someone outside only if you ask us to, if the law makes us, or if someone is about "
            "to die and two of us have tried with you to find another way. We tell you first, unless that "
            "would put someone in danger."
        ),
        _SPEAK_FREELY,
    ),
    Profile(
        "clinical_partner",
        said(
            "We work together with a clinic. If you tell us you may end your life or hurt someone, we bring "
            "in a named person there, and we tell you before we do."
        ),
        said(
            "You can talk about anything here, also about dying. If you do, we may bring in a named person "
            "at our clinic, and we tell you before we do."
        ),
    ),
)

_BEFORE: tuple[Line, ...] = (
    Line(
        READ,
        said(
            "You and the {peer} you talk with can read your words. Our team reads them only if you show "
            "them to us."
        ),
    ),
)
_AFTER: tuple[Line, ...] = (
    Line(PLACE, said("We do not track where you are.")),
    Line(LEAVE, said("You can leave, pause or change who you talk with at any time. You need no reason.")),
)

WHO_WE_ARE = said(
    "We are people who have been through it ourselves. We are not doctors, and no emergency service."
)

_BY_CODE = {profile.code: profile for profile in PROFILES}


def by_code(code: str) -> Profile | None:
    """The profile with this code; None when there is none."""
    return _BY_CODE.get(code)


def lines(profile: Profile, sentence: str = "") -> tuple[Line, ...]:
    """The short promise. `sentence` is the program's own; without one, or unchanged, ours is translated."""
    own = sentence.strip()
    changed = bool(own) and own != profile.sentence
    outside = Line(OUTSIDE, own if changed else profile.sentence, own=changed)
    return (*_BEFORE, Line(DYING, profile.dying), outside, *_AFTER)
