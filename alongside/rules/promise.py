"""The promise: who can read this, and when anyone outside is ever contacted. Shown before the first word.

A program takes one of three profiles and may say its sentence in its own words. The profile's name is never
on a screen, its sentence is. `{peer}` in a line stands for the program's own word. What the law makes a
program tell is one sentence with four blanks, which somebody of the team fills in.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from alongside.rules.said import said

READ, DYING, OUTSIDE, PLACE, LEAVE = "read", "dying", "outside", "place", "leave"
LAW, NO_LAW, TOLD, CARD, REPORT, BACK = "law", "no_law", "told", "card", "report", "back"
LONGEST_SENTENCE = 600
LAW_PARTS = ("place", "whom", "when", "within")
LONGEST_PART = 160

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
    """One line of the promise. `own` is set where a program wrote it: those words are shown as they are.
    `told` are the program's own words for the blanks of a line of ours."""

    code: str
    words: str
    own: bool = False
    told: Mapping[str, str] = field(default_factory=dict)


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
            "You and the {peer} you talk with can read your words. Our team reads them only if one of you "
            "shows them to us."
        ),
    ),
)
_AFTER: tuple[Line, ...] = (
    Line(PLACE, said("We do not track where you are.")),
    Line(LEAVE, said("You can leave, pause or change who you talk with at any time. You need no reason.")),
)

LAW_SAYS = said("In {place} the law makes us tell {whom} when {when}, within {within}.")
_NO_LAW = Line(
    NO_LAW,
    said(
        "We have not written down yet what the law here makes us tell. Until we have, we contact someone "
        "outside only if you ask us to, or say yes to it."
    ),
)
_IN_FULL: tuple[Line, ...] = (
    Line(
        TOLD,
        said(
            "Whoever contacts someone outside is a person, never a machine. You are told, and it stands in "
            "the list of who looked at something of yours or did something about you."
        ),
    ),
    Line(
        CARD,
        said(
            "If you write of dying, a small card with help may show, to you only. Nobody is told. You can "
            "switch it off."
        ),
    ),
    Line(
        REPORT,
        said(
            "If someone reports a talk, the lines they pick are copied for the team, and destroyed 30 days "
            "after it is closed. If you delete everything, they stay only until it is closed."
        ),
    ),
    Line(
        BACK,
        said(
            "If you lose your words, the {peer} you talk with and one of the team can let you in again. "
            "You can switch this off."
        ),
    ),
)

WHO_WE_ARE = said(
    "We are people who have been through it ourselves. We are not doctors, and no emergency service."
)

_BY_CODE = {profile.code: profile for profile in PROFILES}


def by_code(code: str) -> Profile | None:
    """The profile with this code; None when there is none."""
    return _BY_CODE.get(code)


def law_is_filled(law: Mapping[str, str]) -> bool:
    """Whether all four blanks of the sentence on the law are filled."""
    return all(law.get(part, "").strip() for part in LAW_PARTS)


def lines(profile: Profile, sentence: str = "", law: Mapping[str, str] | None = None) -> tuple[Line, ...]:
    """The short promise. `sentence` is the program's own; without one, or unchanged, ours is translated."""
    own = sentence.strip()
    changed = bool(own) and own != profile.sentence
    outside = Line(OUTSIDE, own if changed else profile.sentence, own=changed)
    legal = (Line(LAW, LAW_SAYS, told=dict(law)),) if law and law_is_filled(law) else ()
    return (*_BEFORE, Line(DYING, profile.dying), outside, *legal, *_AFTER)


def in_full(law: Mapping[str, str]) -> tuple[Line, ...]:
    """What stands on the page of the whole promise after the short one."""
    return _IN_FULL if law_is_filled(law) else (_NO_LAW, *_IN_FULL)
